// Ratings and readings: measures of their own, whatever else happens to the journal.
#include <string>
#include <vector>

#include "sync/journal/only_here.h"
#include "sync/journal/recount.h"
#include "tests/support/catch.h"
#include "tests/sync/journal/county_copy.h"
#include "tests/sync/journal/random_days.h"

namespace outreach::journal {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)
using domain::Dimension;
using domain::Face;
using domain::Rated;
using domain::Totals;

// 1 the outing, 2 50 copies, 3 a party of 3, 4 to 6 three ratings (the last of an answer), 7 and 8
// two readings; 9 a rating and 10 a reading that stand in no outing.
void record_residents(Journal& journal) {
  const Sequence in = kOutingOfThisAppend;
  append(journal,
         {outing_draft(), handout_draft(in, 50), consultation_draft(in, 3),
          rating_draft(in, Face::Great), rating_draft(in, Face::Poor),
          rating_draft(in, Face::Poor, Rated::Answer), reading_draft(in, 90, 1),
          reading_draft(in, 30, 0, "guide"), rating_draft(0, Face::Bad), reading_draft(0, 600, 2)});
}

using Lines = std::vector<std::string>;
constexpr Totals kAll{1, 1, 3, 50, 4, 3, 720, 3};
constexpr Totals kOfOuting{1, 1, 3, 50, 3, 2, 120, 1};

struct Residents {
  Residents() : journal(stall.opened()) {
    record_residents(journal);
  }
  Stall stall;
  Journal journal;
};

TEST_CASE_METHOD(Residents, "Residents: ratings and readings are counted, and in no other measure",
                 "[journal]") {
  sqlite::Database& database = journal.database();
  CHECK(totals_of(database) == kAll);
  CHECK(tally_text(database, {Dimension::Rated, Dimension::Face}) ==
        Lines{"answer poor - - - - 1 - - -", "stall bad - - - - 1 - - -",
              "stall great - - - - 1 - - -", "stall poor - - - - 1 - - -"});
  CHECK(tally_text(database, {Dimension::Face}) ==
        Lines{"bad - - - - 1 - - -", "great - - - - 1 - - -", "poor - - - - 2 - - -"});
  CHECK(tally_text(database, {Dimension::Leaflet}) ==
        Lines{"guide - - - 0 - 1 30 0", "regulations - - - 50 - 2 690 3"});
  CHECK(tally_text(database, {Dimension::Topic}) == Lines{"land - 1 3 - - - - -"});
  CHECK(tally_text(database, {Dimension::Staff}) ==
        Lines{"张三 1 0 0 50 0 0 0 0", "李四 0 1 3 0 0 0 0 0", "自助 0 0 0 0 4 3 720 3"});
}

TEST_CASE_METHOD(Residents,
                 "Residents: a leaflet and a face in one table leave each other's measures blank",
                 "[journal]") {
  CHECK(tally_text(journal.database(), {Dimension::Leaflet, Dimension::Face}) ==
        Lines{" bad - - - - 1 - - -", " great - - - - 1 - - -", " poor - - - - 2 - - -",
              "guide  - - - 0 - 1 30 0", "regulations  - - - 50 - 2 690 3"});
}

TEST_CASE_METHOD(Residents, "Residents: what stands in no outing has no day, place or kind of one",
                 "[journal]") {
  sqlite::Database& database = journal.database();
  CHECK(tally_text(database, {Dimension::Day}) ==
        Lines{" - - - - 1 1 600 2", "2127-01-10 1 1 3 50 3 2 120 1"});
  CHECK(tally_text(database, {Dimension::Place}) ==
        Lines{" - - - - 1 1 600 2", "县城集 1 1 3 50 3 2 120 1"});
  const auto totals = [&](const domain::TallyFilter& filter) {
    const auto table = tally(database, {}, filter);
    REQUIRE(table);
    return table->totals;
  };
  CHECK(totals({kMarketDay, kMarketDay}) == kOfOuting);
  CHECK(totals({kMarketDay, {}}) == kOfOuting);
  CHECK(totals({{}, kMarketDay}) == kOfOuting);
  CHECK(totals({}) == kAll);
}

TEST_CASE_METHOD(Residents, "Residents: an outing that is taken back takes theirs out too",
                 "[journal]") {
  append(journal, {correction_draft(1, 1, 1, 0)});
  CHECK(totals_of(journal.database()) == Totals{0, 0, 0, 0, 1, 1, 600, 2});
  append(journal, {correction_draft(1, 1, 0, 1)});
  CHECK(totals_of(journal.database()) == kAll);
}

TEST_CASE_METHOD(Residents, "Residents: no correction targets what they left", "[journal]") {
  for (const Sequence target : {4, 7, 9, 10}) {
    for (const int amount : {0, 1, 2}) {
      INFO("entry " << target << " to " << amount);
      const auto refused = journal.append(std::vector{correction_draft(0, target, 1, amount)});
      REQUIRE_FALSE(refused);
      CHECK(refused.error().code == ErrorCode::InvalidInput);
    }
  }
  CHECK(totals_of(journal.database()) == kAll);
}

TEST_CASE_METHOD(Residents, "Residents: what belongs to an outing belongs to one that is here",
                 "[journal]") {
  for (const Sequence outing : {2, 4, 99}) {
    CHECK_FALSE(journal.append(std::vector{rating_draft(outing)}));
    CHECK_FALSE(journal.append(std::vector{reading_draft(outing, 10)}));
  }
  // A closed one still takes them: a late tap is a real tap.
  append(journal, {closing_draft(1), rating_draft(1), reading_draft(1, 10)});
  CHECK(totals_of(journal.database()) == Totals{1, 1, 3, 50, 5, 4, 730, 3});
}

TEST_CASE_METHOD(Residents, "Residents: a rating whose words are erased still counts",
                 "[journal]") {
  append(journal, {erasure_draft(5), erasure_draft(7)});
  CHECK(totals_of(journal.database()) == kAll);
  const auto bodies = journal.database().integer(
      "SELECT COUNT(*) FROM entry WHERE sequence IN (5,7) AND body IS NOT NULL");
  REQUIRE(bodies);
  CHECK(*bodies == 0);
  const auto damages = recount(journal.database());
  REQUIRE(damages);
  CHECK(damages->empty());
}

TEST_CASE_METHOD(Residents, "Residents: what a new epoch takes over counts once, at both ends",
                 "[journal][epochs]") {
  const auto common = static_cast<Sequence>(GENERATE(0, 3, 5, 7, 9, 10));
  INFO("common " << common);
  CountyCopy county;
  const auto deliver = [&](bool newest_first) {
    auto chains = chains_of(journal);
    if (newest_first) {
      std::reverse(chains.begin(), chains.end());
    }
    for (const ChainRow& chain : chains) {
      for (const Entry& entry : entries_of(journal, chain, chain.deliverable_through())) {
        county.take(chain.id, entry);
      }
    }
    county.reinterpret(chains_of(journal));
  };
  REQUIRE(journal.begin_epoch(domain::EpochReason::CountyDiffers, common));
  CHECK(totals_of(journal.database()) == kAll);
  CHECK(only_here(journal.database())->empty() == (common == 0));
  const auto damages = recount(journal.database());
  REQUIRE(damages);
  CHECK(damages->empty());
  deliver(common % 2 == 0);
  CHECK(totals_of(county.database()) == kAll);
}

TEST_CASE_METHOD(Residents, "Residents: the county counts one of two places that are one record",
                 "[journal][epochs]") {
  CountyCopy county;
  const ChainRow old = chains_of(journal).back();
  // The county held all of the old chain before its kiosk took that over.
  for (const Entry& entry : entries_of(journal, old, old.head.sequence)) {
    county.take(old.id, entry);
  }
  REQUIRE(journal.begin_epoch(domain::EpochReason::CountyDiffers, 1));
  const ChainRow chain = chains_of(journal).back();
  for (const Entry& entry : entries_of(journal, chain, chain.head.sequence)) {
    county.take(chain.id, entry);
  }
  CHECK(totals_of(county.database()) == kAll);
}

TEST_CASE_METHOD(Residents, "Residents: a rating erased before its epoch ended is only here",
                 "[journal][epochs]") {
  append(journal, {erasure_draft(5)});
  const ChainId old = journal.chain();
  REQUIRE(journal.begin_epoch(domain::EpochReason::CountyDiffers, 0));
  const auto runs = only_here(journal.database());
  REQUIRE(runs);
  CHECK(*runs == std::vector<OnlyHere>{{OnlyHere::Why::NotTakenOver, old, 5, 5}});
  CHECK(totals_of(journal.database()) == kAll);
}

TEST_CASE_METHOD(Residents, "Recount: a changed rating or reading is found and put right",
                 "[journal]") {
  sqlite::Database& database = journal.database();
  const auto before = everything_counted(database);
  REQUIRE(database.execute("UPDATE rating SET face='great' WHERE sequence=5"));
  REQUIRE(database.execute("UPDATE self_service SET seconds=3600 WHERE sequence=7"));
  REQUIRE(database.execute("DELETE FROM self_service WHERE sequence=10"));
  const auto damages = recount(database);
  REQUIRE(damages);
  CHECK(damages->size() == 3);
  CHECK(*repair_counts(database) == 3);
  CHECK(everything_counted(database) == before);
}

TEST_CASE_METHOD(Residents,
                 "Recount: a correction whose body is gone leaves ratings as they are counted anew",
                 "[journal]") {
  append(journal, {correction_draft(1, 2, 50, 40)});
  sqlite::Database& database = journal.database();
  REQUIRE(database.execute("UPDATE entry SET body=NULL WHERE sequence=11"));
  REQUIRE(database.execute("UPDATE rating SET face='great' WHERE sequence=5"));
  const auto damages = recount(database);
  REQUIRE(damages);
  REQUIRE(damages->size() == 1);
  CHECK(damages->front().sequence == 5);
}

}  // namespace
}  // namespace outreach::journal
