#include "sync/journal/only_here.h"

#include "tests/support/catch.h"
#include "tests/sync/journal/county_copy.h"
#include "tests/sync/journal/random_days.h"

namespace outreach::journal {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)
using domain::EpochReason;
using Why = OnlyHere::Why;

std::vector<OnlyHere> named(Journal& journal) {
  const auto runs = only_here(journal.database());
  REQUIRE(runs);
  return *runs;
}

void acknowledge(Journal& journal, ChainNumber chain, Sequence through) {
  const auto entries = read_entries(journal.database(), chain, through, 1, 1 << 20);
  REQUIRE(entries);
  REQUIRE(journal.record_ack(
      {chain, through, entries->front().hash, through, {}, kMarketMorning, Bytes{1}, false}));
}

TEST_CASE(
    "Only here: what was erased before it could be taken over is named, and is all that the "
    "county lacks",
    "[journal][epochs]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal, {outing_draft(), handout_draft(kOutingOfThisAppend, 50),
                   consultation_draft(kOutingOfThisAppend, 3), question_draft(kOutingOfThisAppend),
                   handout_draft(kOutingOfThisAppend, 7)});
  append(journal, {erasure_draft(3), erasure_draft(4)});
  const ChainId old = journal.chain();
  CHECK(named(journal).empty());
  REQUIRE(journal.begin_epoch(EpochReason::CountyDiffers, 0));
  CHECK(named(journal) == std::vector<OnlyHere>{{Why::NotTakenOver, old, 3, 4}});
  CHECK(totals_of(journal.database()) == domain::Totals{1, 1, 3, 57});

  CountyCopy county;
  const ChainRow chain = chains_of(journal).back();
  for (const Entry& entry : entries_of(journal, chain, chain.head.sequence)) {
    county.take(chain.id, entry);
  }
  CHECK(totals_of(county.database()) == domain::Totals{1, 0, 0, 57});
}

TEST_CASE("Only here: an ended epoch is named until the county has confirmed it",
          "[journal][epochs]") {
  Stall stall;
  Journal journal = stall.opened();
  record_day(journal, 9);
  const ChainNumber old = journal.chain_number();
  const ChainId id = journal.chain();
  CHECK(named(journal).empty());  // it goes on: what waits is told by the counts of delivery
  acknowledge(journal, old, 4);
  REQUIRE(journal.begin_epoch(EpochReason::Restored, 10));
  CHECK(named(journal) == std::vector<OnlyHere>{{Why::NotConfirmed, id, 5, 10}});
  acknowledge(journal, old, 10);
  CHECK(named(journal).empty());
}

TEST_CASE("Only here: corrections nobody can read any more are named", "[journal][epochs]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal, {outing_draft(), handout_draft(kOutingOfThisAppend, 50)});
  append(journal, {correction_draft(1, 2, 50, 40), handout_draft(1, 5)});
  const ChainNumber old = journal.chain_number();
  const ChainId id = journal.chain();
  REQUIRE(journal.database().execute("UPDATE entry SET body=NULL WHERE kind='correction'"));
  REQUIRE(journal.begin_epoch(EpochReason::CountyDiffers, 2));
  acknowledge(journal, old, 2);
  CHECK(named(journal) == std::vector<OnlyHere>{{Why::NotTakenOver, id, 3, 3}});
  CHECK(totals_of(journal.database()).copies == 45);
}

TEST_CASE("Only here: of what was taken over whole nothing is named", "[journal][epochs]") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    Stall stall({}, seed);
    INFO(stall.random.description());
    Journal journal = stall.opened();
    RandomDays days(stall.random);
    for (int epoch = 0; epoch < 3; ++epoch) {
      days.record(journal, 40);
      REQUIRE(journal.begin_epoch(EpochReason::CountyDiffers,
                                  stall.random.below(journal.head().sequence + 1)));
    }
    for (const OnlyHere& run : named(journal)) {
      CHECK(run.why == Why::NotConfirmed);
    }
  }
}

}  // namespace
}  // namespace outreach::journal
