// The power fails at every change of the disk that recording, confirming and opening make.
#include "tests/proof/crash_ladder.h"

#include <vector>

#include "tests/support/catch.h"

namespace outreach::testing {
namespace {

using journal::Draft;
using journal::kOutingOfThisAppend;

void small_day(ProofKiosk& kiosk) {
  kiosk.open();
  kiosk.must_save({outing_draft()});
  kiosk.must_save({handout_draft(1, 3)});
  kiosk.must_save({consultation_draft(1, 2)});
  kiosk.must_save({correction_draft(1, 2, 3, 4)});
}

// So that each commit is followed by a checkpoint, which otherwise comes every thousand pages.
void opened_checkpointing(ProofKiosk& kiosk) {
  kiosk.open();
  REQUIRE(kiosk.journal->database().execute("PRAGMA wal_autocheckpoint=1"));
}

void open_it(ProofKiosk& kiosk) {
  static_cast<void>(kiosk.try_open().has_value());
}

std::vector<Draft> import_of_several() {
  return {outing_draft("东关村", kMarketDay, domain::OutingKind::VillageVisit),
          handout_draft(kOutingOfThisAppend, 20), consultation_draft(kOutingOfThisAppend, 3),
          correction_draft(0, 2, 4, 5)};
}

TEST_CASE("Crash ladder: saving one entry", "[proof]") {
  const auto climbed = climb({"save", small_day, opened, [](ProofKiosk& kiosk) {
                                static_cast<void>(kiosk.save({handout_draft(1, 9)}).has_value());
                              }});
  CHECK(climbed.points >= 3);
}

TEST_CASE("Crash ladder: saving several entries at once", "[proof]") {
  const auto climbed = climb({"save of several", small_day, opened, [](ProofKiosk& kiosk) {
                                static_cast<void>(kiosk.save(import_of_several()).has_value());
                              }});
  CHECK(climbed.points >= 3);
}

TEST_CASE("Crash ladder: saving while the log is written back", "[proof]") {
  const auto climbed =
      climb({"save and checkpoint", small_day, opened_checkpointing, [](ProofKiosk& kiosk) {
               for (int copies = 1; copies <= 3; ++copies) {
                 if (!kiosk.save({handout_draft(1, copies)})) {
                   break;
                 }
               }
             }});
  CHECK(climbed.points >= 20);
}

TEST_CASE("Crash ladder: storing an ack", "[proof]") {
  const auto climbed =
      climb({"ack", small_day, opened, [](ProofKiosk& kiosk) {
               static_cast<void>(kiosk.take_ack(3, 2, {{2, "bad_value"}}).has_value());
             }});
  CHECK(climbed.points >= 3);
}

TEST_CASE("Crash ladder: founding a journal", "[proof]") {
  const auto climbed = climb({"found", nothing, nothing, open_it});
  CHECK(climbed.points >= 20);
}

TEST_CASE("Crash ladder: opening a journal", "[proof]") {
  const auto climbed = climb({"open", small_day, nothing, open_it});
  CHECK(climbed.points >= 5);
}

TEST_CASE("Crash ladder: opening a journal whose program was killed", "[proof]") {
  const auto climbed = climb(
      {"open after a kill",
       [](ProofKiosk& kiosk) {
         small_day(kiosk);
         // The folder as a killed process leaves it, copied before anything is closed.
         const TemporaryFolder left;
         std::filesystem::copy(kiosk.folder, left.path(), std::filesystem::copy_options::recursive);
         kiosk.close();
         std::filesystem::remove_all(kiosk.folder);
         std::filesystem::copy(left.path(), kiosk.folder, std::filesystem::copy_options::recursive);
       },
       nothing, open_it});
  CHECK(climbed.points >= 5);
}

TEST_CASE("Crash ladder: closing a journal", "[proof]") {
  const auto climbed = climb({"close", [](ProofKiosk& kiosk) { opened(kiosk); }, small_day,
                              [](ProofKiosk& kiosk) { kiosk.close(); }});
  CHECK(climbed.points >= 5);
}

}  // namespace
}  // namespace outreach::testing
