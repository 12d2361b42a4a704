#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/sync/domain/random_record.h"
#include "tests/sync/journal/stall.h"

namespace outreach::journal {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

// The sums, made anew from the entries alone and by nothing that the projections use.
struct Recount {
  struct Item {
    domain::Record record;
    Sequence outing = 0;
    int amount = 0;
  };
  std::map<Sequence, Item> items;

  explicit Recount(sqlite::Database& database, ChainNumber chain) {
    const auto entries = read_entries(database, chain, 1, 100'000, 1 << 26);
    REQUIRE(entries);
    for (const Entry& entry : *entries) {
      const auto decoded = domain::decode_body(entry.envelope.kind, *entry.body);
      REQUIRE(std::holds_alternative<domain::Record>(decoded));
      add(entry.envelope, std::get<domain::Record>(decoded));
    }
  }

  void add(const Envelope& envelope, const domain::Record& record) {
    if (const auto* correction = std::get_if<domain::Correction>(&record.content)) {
      items.at(correction->target).amount = correction->new_amount;
    } else if (const auto* consultation = std::get_if<domain::Consultation>(&record.content)) {
      items[envelope.sequence] = {record, envelope.outing, consultation->people};
    } else if (const auto* handout = std::get_if<domain::Handout>(&record.content)) {
      items[envelope.sequence] = {record, envelope.outing, handout->copies};
    } else if (std::holds_alternative<domain::OutingOpened>(record.content)) {
      items[envelope.sequence] = {record, envelope.sequence, 1};
    }
  }

  // Sums by a key; an item without one takes no part.
  template <typename Key>
  std::map<std::string, domain::Totals> sums(Key key) const {
    std::map<std::string, domain::Totals> out;
    std::set<std::string> outings;  // one day at one place is one, however often it was opened
    for (const auto& [sequence, item] : items) {
      const Item& outing = items.at(item.outing);
      const auto name = key(item.record, std::get<domain::OutingOpened>(outing.record.content));
      if (outing.amount == 0 || item.amount == 0 || !name) {
        continue;
      }
      domain::Totals& sum = out[*name];
      if (const auto* opened = std::get_if<domain::OutingOpened>(&item.record.content)) {
        const std::string one = *name + '\n' + to_iso(opened->date) + opened->place;
        sum.outings += outings.insert(one).second ? 1 : 0;
      } else if (std::holds_alternative<domain::Consultation>(item.record.content)) {
        ++sum.parties;
        sum.people += item.amount;
      } else {
        sum.copies += item.amount;
      }
    }
    return out;
  }
};

std::map<std::string, domain::Totals> tallied(sqlite::Database& database,
                                              domain::Dimension dimension) {
  const auto table = tally(database, {dimension}, {});
  REQUIRE(table);
  std::map<std::string, domain::Totals> out;
  for (const domain::TallyRow& row : table->rows) {
    out[row.keys.front()] = {row.outings.value_or(0), row.parties.value_or(0),
                             row.people.value_or(0), row.copies.value_or(0)};
  }
  return out;
}

// A few hundred entries with corrections of anything, taken back, put right and corrected again.
void record_random_days(Journal& journal, Random& random) {
  constexpr std::array<const char*, 4> kTopics{"land", "wages", "pension", "other"};
  std::vector<Sequence> outings;
  std::vector<std::pair<Sequence, int>> correctable;  // and the most it may be
  for (int step = 0; step < 300; ++step) {
    const std::uint64_t choice = outings.empty() ? 0 : random.below(20);
    const Sequence next = journal.head().sequence + 1;
    if (choice == 0) {
      const Date day{std::chrono::sys_days{kMarketDay} +
                     std::chrono::days{static_cast<int>(random.below(40))}};
      append(journal, {outing_draft(any_of(random, std::array{"东集", "西集"}), day,
                                    any_of(random, domain::kOutingKinds))});
      outings.push_back(next);
      correctable.emplace_back(next, 1);
    } else if (choice < 9) {
      append(journal, {handout_draft(any_of(random, outings), number_between(random, 1, 500),
                                     any_of(random, kTopics))});
      correctable.emplace_back(next, domain::kCopiesMax);
    } else if (choice < 15) {
      append(journal, {consultation_draft(any_of(random, outings), number_between(random, 1, 9),
                                          any_of(random, kTopics))});
      correctable.emplace_back(next, domain::kPeopleMax);
    } else if (choice < 19) {
      const auto [target, most] = any_of(random, correctable);
      const int to = random.below(3) == 0 ? 0 : number_between(random, 0, most);
      append(journal, {correction_draft(0, target, 1, to)});
    } else {
      append(journal, {closing_draft(any_of(random, outings))});
    }
  }
}

TEST_CASE("Projection: is what the entries add up to, for random days with corrections",
          "[journal]") {
  using domain::Dimension;
  using Name = std::optional<std::string>;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    Stall stall({}, seed);
    INFO(stall.random.description());
    Journal journal = stall.opened();
    record_random_days(journal, stall.random);
    sqlite::Database& database = journal.database();
    const Recount recount(database, journal.chain_number());

    const auto all = recount.sums([](const auto&, const auto&) -> Name { return ""; });
    CHECK(totals_of(database) == (all.empty() ? domain::Totals{} : all.at("")));
    CHECK(tallied(database, Dimension::Place) ==
          recount.sums([](const auto&, const domain::OutingOpened& outing) -> Name {
            return outing.place;
          }));
    CHECK(tallied(database, Dimension::Month) ==
          recount.sums([](const auto&, const domain::OutingOpened& outing) -> Name {
            return to_iso(outing.date).substr(0, 7);
          }));
    CHECK(tallied(database, Dimension::Staff) ==
          recount.sums(
              [](const domain::Record& record, const auto&) -> Name { return record.staff; }));
    CHECK(tallied(database, Dimension::Topic) ==
          recount.sums([](const domain::Record& record, const auto&) -> Name {
            const auto* consultation = std::get_if<domain::Consultation>(&record.content);
            return consultation != nullptr ? Name(consultation->topic) : Name();
          }));
    CHECK(tallied(database, Dimension::Leaflet) ==
          recount.sums([](const domain::Record& record, const auto&) -> Name {
            const auto* handout = std::get_if<domain::Handout>(&record.content);
            return handout != nullptr ? Name(handout->leaflet) : Name();
          }));
  }
}

TEST_CASE(
    "Projection: an outing taken back takes its entries out of every count, and gives them back",
    "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal, {outing_draft(), handout_draft(kOutingOfThisAppend, 50),
                   consultation_draft(kOutingOfThisAppend, 3)});
  append(journal, {correction_draft(1, 1, 1, 0)});
  CHECK(totals_of(journal.database()) == domain::Totals{});
  append(journal, {handout_draft(1, 5)});
  CHECK(totals_of(journal.database()) == domain::Totals{});
  append(journal, {correction_draft(1, 1, 0, 1)});
  CHECK(totals_of(journal.database()) == domain::Totals{1, 1, 3, 55});
}

TEST_CASE("Projection: a correction is refused where its target cannot take it", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal, {outing_draft(), handout_draft(kOutingOfThisAppend, 50),
                   consultation_draft(kOutingOfThisAppend, 3), closing_draft(kOutingOfThisAppend),
                   correction_draft(0, 2, 50, 40)});
  const auto corrects = [&](Sequence target, int to) {
    return journal.append(std::vector{correction_draft(0, target, 1, to)}).has_value();
  };
  CHECK(corrects(2, domain::kCopiesMax));
  CHECK(corrects(3, domain::kPeopleMax));
  CHECK_FALSE(corrects(3, domain::kPeopleMax + 1));
  CHECK(corrects(1, 1));
  CHECK_FALSE(corrects(1, 2));
  CHECK_FALSE(corrects(4, 0));   // a closing has no amount
  CHECK_FALSE(corrects(5, 0));   // nor has a correction
  CHECK_FALSE(corrects(99, 0));  // nor what is not there yet
  CHECK(totals_of(journal.database()) ==
        domain::Totals{1, 1, domain::kPeopleMax, domain::kCopiesMax});
}

TEST_CASE("Projection: stock is corrected like a handout and in no tally", "[journal]") {
  using domain::StockMovement;
  Stall stall;
  Journal journal = stall.opened();
  append(journal, {outing_draft(), handout_draft(kOutingOfThisAppend, 50),
                   stock_draft(kOutingOfThisAppend, 200),
                   stock_draft(kOutingOfThisAppend, 30, StockMovement::BroughtBack)});
  sqlite::Database& database = journal.database();
  const auto copies = [&](StockMovement movement) {
    const auto sum = database.integer(
        "SELECT COALESCE(SUM(copies),0) FROM stock WHERE leaflet='regulations' "
        "AND outing=1 AND movement='" +
        std::string(code_of(movement)) + "'");
    REQUIRE(sum);
    return *sum;
  };
  CHECK(copies(StockMovement::TakenOut) == 200);
  CHECK(copies(StockMovement::BroughtBack) == 30);
  const domain::Totals totals{1, 0, 0, 50};
  CHECK(totals_of(database) == totals);
  append(journal, {correction_draft(1, 4, 30, domain::kCopiesMax)});
  CHECK(copies(StockMovement::BroughtBack) == domain::kCopiesMax);
  append(journal, {correction_draft(1, 4, domain::kCopiesMax, 0)});
  append(journal, {correction_draft(1, 3, 200, 210)});
  CHECK(copies(StockMovement::BroughtBack) == 0);
  CHECK(copies(StockMovement::TakenOut) == 210);
  CHECK(totals_of(database) == totals);
  CHECK(tallied(database, domain::Dimension::Leaflet) ==
        std::map<std::string, domain::Totals>{{"regulations", {0, 0, 0, 50}}});
  // It belongs to an outing that is here.
  for (const Sequence outing : {Sequence{0}, Sequence{2}, Sequence{99}}) {
    CHECK_FALSE(journal.append(std::vector{stock_draft(outing, 1)}));
  }
}

TEST_CASE("Projection: a remark counts nothing, with an outing or without, and stays",
          "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal, {outing_draft(), handout_draft(kOutingOfThisAppend, 50)});
  append(journal, {settled_draft(0, 0), settled_draft(1, 2), settled_draft(1, 77)});
  CHECK(journal.head().sequence == 5);
  CHECK(totals_of(journal.database()) == domain::Totals{1, 0, 0, 50});
  CHECK_FALSE(journal.append(std::vector{settled_draft(2, 1)}));  // no outing
  // Neither has an amount nor is about a person: it is neither corrected nor erased.
  CHECK_FALSE(journal.append(std::vector{correction_draft(1, 3, 1, 0)}));
  const auto erased = [&](Sequence target) {
    return journal
        .append(std::vector{
            Draft{{domain::Erasure{target, domain::ErasureReason::PersonAsked}, "王五", {}}, 0}})
        .has_value();
  };
  CHECK_FALSE(erased(4));
  append(journal, {stock_draft(1, 5)});
  CHECK_FALSE(erased(6));
  CHECK(erased(2));
}

TEST_CASE("Projection: how often topics were used leaves out what was taken back", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal,
         {outing_draft(), consultation_draft(kOutingOfThisAppend, 1, "wages"),
          consultation_draft(kOutingOfThisAppend, 9, "land"),
          consultation_draft(kOutingOfThisAppend, 1, "wages"),
          consultation_draft(kOutingOfThisAppend, 1, "pension"), correction_draft(1, 5, 1, 0)});
  const auto use = topic_use(journal.database());
  REQUIRE(use);
  CHECK(*use == std::vector<std::pair<std::string, std::int64_t>>{{"wages", 2}, {"land", 1}});
}

}  // namespace
}  // namespace outreach::journal
