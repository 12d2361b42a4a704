// The power fails at every change of the disk that a journal's rarer moments make: coming from the
// first format, beginning an epoch, pruning, erasing.
#include <chrono>

#include "sync/journal/identity.h"
#include "tests/proof/crash_ladder.h"
#include "tests/proof/format_1.h"
#include "tests/support/catch.h"

namespace outreach::testing {
namespace {

void two_outings(ProofKiosk& kiosk) {
  kiosk.open();
  kiosk.must_save({outing_draft(), handout_draft(journal::kOutingOfThisAppend, 3)});
  kiosk.must_save({consultation_draft(1, 2), correction_draft(1, 2, 3, 4)});
  kiosk.must_save({outing_draft("东关"), handout_draft(journal::kOutingOfThisAppend, 8)});
}

TEST_CASE("Crash ladder: bringing a journal of format 1 forward", "[proof]") {
  const auto climbed =
      climb({"migrate", [](ProofKiosk& kiosk) { write_format_1(kiosk); }, nothing,
             [](ProofKiosk& kiosk) { static_cast<void>(kiosk.try_open().has_value()); }});
  CHECK(climbed.points >= 20);
}

TEST_CASE("Crash ladder: beginning an epoch", "[proof]") {
  const auto climbed =
      climb({"begin epoch", two_outings, opened, [](ProofKiosk& kiosk) {
               static_cast<void>(
                   kiosk.journal->begin_epoch(domain::EpochReason::CountyDiffers, 3).has_value());
             }});
  CHECK(climbed.points >= 3);
}

TEST_CASE("Crash ladder: an epoch that opening begins by itself", "[proof]") {
  const auto climbed =
      climb({"epoch at opening", two_outings,
             [](ProofKiosk& kiosk) { kiosk.options.machine = "another"; },
             [](ProofKiosk& kiosk) { static_cast<void>(kiosk.try_open().has_value()); }, true});
  CHECK(climbed.points >= 8);
}

TEST_CASE("Crash ladder: pruning", "[proof]") {
  const auto climbed = climb({"prune",
                              [](ProofKiosk& kiosk) {
                                two_outings(kiosk);
                                REQUIRE(kiosk.take_ack(5, 4));
                                kiosk.clock.set_wall(kMarketMorning + std::chrono::hours(24 * 40));
                                REQUIRE(kiosk.take_ack(6, 5));
                              },
                              opened,
                              [](ProofKiosk& kiosk) {
                                const auto pruned = kiosk.journal->prune();
                                CHECK((!pruned || *pruned == 4));
                              }});
  CHECK(climbed.points >= 3);
}

TEST_CASE("Crash ladder: erasing a body", "[proof]") {
  const auto climbed = climb(
      {"erase", two_outings, opened, [](ProofKiosk& kiosk) {
         static_cast<void>(
             kiosk.save({{{domain::Erasure{3, domain::ErasureReason::PersonAsked}, "张三", {}}, 0}})
                 .has_value());
       }});
  CHECK(climbed.points >= 3);
}

// The head of a chain rewritten with all its hashes is well formed: only the signature tells.
TEST_CASE("Opening: a newest entry that the kiosk did not sign ends its chain", "[proof]") {
  Stall stall;
  {
    auto journal = stall.opened();
    record_day(journal, 3);
  }
  stall.tamper("UPDATE entry SET signature=zeroblob(64) WHERE sequence=4");
  const auto journal = stall.opened();
  REQUIRE(journal.opening().epoch);
  CHECK(journal.opening().epoch->reason == domain::EpochReason::Damaged);
}

}  // namespace
}  // namespace outreach::testing
