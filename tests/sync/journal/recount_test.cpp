#include "sync/journal/recount.h"

#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/sync/journal/county_copy.h"
#include "tests/sync/journal/random_days.h"

namespace outreach::journal {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

std::string named(sqlite::Database& database) {
  const auto damages = recount(database);
  if (!damages) {
    FAIL(damages.error().context);
  }
  std::string out;
  for (const Damage& damage : *damages) {
    out += damage.kind + " " + std::to_string(damage.sequence) + "\n";
  }
  return out;
}

std::int64_t repaired(sqlite::Database& database) {
  const auto count = repair_counts(database);
  REQUIRE(count);
  return *count;
}

void run(sqlite::Database& database, const std::string& sql) {
  INFO(sql);
  const auto done = database.execute(sql);
  if (!done) {
    FAIL(done.error().context);
  }
}

// Random days in several epochs, with what was taken over, erased and pruned.
struct Days : Stall {
  explicit Days(std::uint64_t seed) : Stall({}, seed), journal(opened()) {
    RandomDays days(random);
    days.record(journal, 60);
    acknowledge(20);
    begin(domain::EpochReason::CountyAhead, 40);
    days.record(journal, 40);
    begin(domain::EpochReason::Restored, journal.head().sequence);
    days.record(journal, 30);
    append(journal, {question_draft(0)});
    append(journal, {erasure_draft(journal.head().sequence)});
  }
  void begin(domain::EpochReason reason, Sequence common) {
    const auto began = journal.begin_epoch(reason, common);
    if (!began) {
      FAIL(began.error().context);
    }
  }
  // Later by more than bodies stay.
  void acknowledge(Sequence through) {
    for (const int day : {0, 40}) {
      REQUIRE(journal.record_ack({journal.chain_number(),
                                  through,
                                  hash_at(journal, through),
                                  through,
                                  {},
                                  kMarketMorning + day * std::chrono::hours(24),
                                  Bytes{1},
                                  false}));
    }
    REQUIRE(journal.prune());
  }
  Journal journal;
};

TEST_CASE("Recount: the counts of random days in several epochs are what their entries add up to",
          "[journal]") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    INFO("seed " << seed);
    Days days(seed);
    CHECK(named(days.journal.database()) == "");
  }
}

TEST_CASE("Recount: it gives up when nobody wants it any more, and the journal goes on",
          "[journal]") {
  Days days(1);
  int asked = 0;
  const auto given_up = recount(days.journal.database(), [&] { return ++asked < 3; });
  REQUIRE_FALSE(given_up);
  CHECK(given_up.error().code == ErrorCode::Unavailable);
  CHECK(asked == 3);
  append(days.journal, {outing_draft("东集")});
  CHECK(named(days.journal.database()) == "");
}

TEST_CASE("Recount: an outing whose body was pruned while it was under way is still under way",
          "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  record_day(journal, 2);
  append(journal, {outing_draft("东集"), closing_draft(kOutingOfThisAppend)});
  for (const int day : {0, 40}) {
    REQUIRE(journal.record_ack({journal.chain_number(),
                                5,
                                hash_at(journal, 5),
                                5,
                                {},
                                kMarketMorning + day * std::chrono::hours(24),
                                Bytes{1},
                                false}));
  }
  CHECK(*journal.prune() == 5);
  CHECK(named(journal.database()) == "");
  for (int epoch = 0; epoch < 3; ++epoch) {
    REQUIRE(journal.begin_epoch(domain::EpochReason::CountyDiffers, journal.head().sequence));
    CHECK(named(journal.database()) == "");
    CHECK(open_outing(journal.database())->value().outing.place == "县城集");
  }
}

TEST_CASE("Recount: what a county counts of all that arrived is what the entries add up to",
          "[journal]") {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    INFO("seed " << seed);
    Days days(seed);
    auto chains = chains_of(days.journal);
    const bool newest_first = seed % 2 == 0;
    CountyCopy county;
    for (std::size_t i = 0; i < chains.size(); ++i) {
      const ChainRow& chain = chains[newest_first ? chains.size() - 1 - i : i];
      for (const Entry& entry : entries_of(days.journal, chain, chain.head.sequence)) {
        county.take(chain.id, entry);
      }
    }
    county.reinterpret(chains);
    county.reinterpret(chains);
    CHECK(named(county.database()).empty());
  }
}

struct Column {
  const char* table;
  const char* change;  // to what the row did not say
};
constexpr Column kColumns[]{
    {"outing", "kind=kind||'x'"},
    {"outing", "place=place||'x'"},
    {"outing", "township=township||'x'"},
    {"outing", "date=date||'x'"},
    {"outing", "staff=staff||'x'"},
    {"outing", "sheet='x'"},
    {"outing", "amount=1-amount"},
    {"outing", "closed=1-closed"},
    {"outing", "planned=1-planned"},
    {"consultation", "outing=outing+1"},
    {"consultation", "people=people+1"},
    {"consultation", "topic='x'"},
    {"consultation", "pathway='x'"},
    {"consultation", "department='x'"},
    {"consultation", "outcome='x'"},
    {"consultation", "staff='x'"},
    {"handout", "outing=outing+1"},
    {"handout", "leaflet='x'"},
    {"handout", "copies=copies+1"},
    {"handout", "staff='x'"},
    {"question", "outing=outing+1"},
    {"question", "topic='x'"},
    {"question", "amount=1-amount"},
    {"stock", "outing=outing+1"},
    {"stock", "leaflet='x'"},
    {"stock", "movement='x'"},
    {"stock", "copies=copies+1"},
    {"stock", "staff='x'"},
    {"taken_over", "from_epoch=x'00'"},
    {"taken_over", "from_sequence=from_sequence+1"},
    {"taken_over", "from_time=from_time+1"},
    {"taken_over", "content=x'00'"},
    {"erased", "by_sequence=by_sequence+1"},
};

// The rows whose entry has its body; of an erased one, that of the erasure counts.
std::vector<std::string> places_in(sqlite::Database& database, const std::string& table) {
  const bool is_erased = table == "erased";
  auto select = database.prepare(
      "SELECT t.chain,t.sequence FROM " + table + " t JOIN entry e ON e.chain=t.chain AND " +
      "e.sequence=t.sequence WHERE " + (is_erased ? "1" : "e.body IS NOT NULL"));
  REQUIRE(select);
  std::vector<std::string> out;
  REQUIRE(sqlite::each_row(*select, [&] {
    out.push_back(" WHERE chain=" + std::to_string(select->integer(0)) +
                  " AND sequence=" + std::to_string(select->integer(1)));
  }));
  return out;
}

TEST_CASE("Recount: whatever column of a row changes, its entry is named and put right",
          "[journal]") {
  Days days(3);
  sqlite::Database& database = days.journal.database();
  const auto whole = everything_counted(database);
  for (const Column& column : kColumns) {
    const auto places = places_in(database, column.table);
    CAPTURE(column.table, column.change);
    REQUIRE_FALSE(places.empty());
    for (const std::size_t at : {std::size_t{0}, places.size() / 2, places.size() - 1}) {
      const std::string& place = places[at];
      run(database, "UPDATE " + std::string(column.table) + " SET " + column.change + place);
      const std::string sequence = place.substr(place.rfind('=') + 1);
      CHECK(named(database) == "count_differs " + sequence + "\n");
      CHECK(repaired(database) == 1);
      CHECK(named(database).empty());
    }
  }
  CHECK(everything_counted(database) == whole);
}

TEST_CASE("Recount: a changed stock row is found", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal, {outing_draft(), stock_draft(kOutingOfThisAppend, 200),
                   stock_draft(kOutingOfThisAppend, 50, domain::StockMovement::BroughtBack)});
  append(journal, {correction_draft(1, 3, 50, 60), settled_draft(0, 2)});
  sqlite::Database& database = journal.database();
  CHECK(named(database).empty());
  const auto whole = everything_counted(database);
  run(database, "UPDATE stock SET copies=50 WHERE sequence=3");
  run(database, "DELETE FROM stock WHERE sequence=2");
  CHECK(named(database) == "count_differs 3\ncount_differs 2\n");
  CHECK(repaired(database) == 2);
  CHECK(everything_counted(database) == whole);
  // What a correction made of a row whose body is gone is taken as it is stored.
  run(database, "UPDATE entry SET body=x'7B7D' WHERE sequence=3");
  CHECK(named(database).empty());
  CHECK(everything_counted(database) == whole);
}

TEST_CASE("Recount: a row that is missing and one too many are named and put right", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  record_day(journal, 9);
  sqlite::Database& database = journal.database();
  run(database, "DELETE FROM handout WHERE sequence=4");
  CHECK(named(database) == "count_differs 4\n");
  run(database, "INSERT INTO handout VALUES(1,12,1,'regulations',7,'x')");
  CHECK(named(database) == "count_differs 12\ncount_differs 4\n");
  CHECK(repaired(database) == 2);
  CHECK(totals_of(database).copies == 45);
  run(database, "UPDATE handout SET sequence=77 WHERE sequence=5");
  CHECK(named(database) == "count_differs 77\ncount_differs 5\n");
  CHECK(repaired(database) == 2);
  CHECK(totals_of(database).copies == 45);
  CHECK(repaired(database) == 0);
}

TEST_CASE("Recount: a damaged body does not change what was counted of it", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  record_day(journal, 9);
  sqlite::Database& database = journal.database();
  run(database, "UPDATE entry SET body=x'7B7D' WHERE sequence=4");
  run(database, "UPDATE entry SET outing=7 WHERE sequence=6");
  run(database, "DELETE FROM entry WHERE sequence=8");
  CHECK(named(database).empty());
  run(database, "UPDATE handout SET copies=9 WHERE sequence=9");
  CHECK(named(database) == "count_differs 9\n");
  CHECK(repaired(database) == 1);
  CHECK(totals_of(database).copies == 45);
}

}  // namespace
}  // namespace outreach::journal
