// The power fails at every change that writing the mirror, and rebuilding a journal from it, make.
#include <iostream>
#include <string>

#include "sync/client/recover.h"
#include "tests/proof/proof_kiosk.h"
#include "tests/support/catch.h"
#include "tests/sync/client/mirror_bench.h"

namespace outreach::testing {
namespace {

constexpr std::size_t kPointsMax = 2'000;

// A stall with two outings, and what was said to be saved.
struct MirroredStall : MirrorBench {
  MirroredStall() {
    auto journal = opened();
    save(journal, {outing_draft(), handout_draft(journal::kOutingOfThisAppend, 3)});
    save(journal, {consultation_draft(1, 2), correction_draft(1, 2, 3, 4)});
    save(journal, {outing_draft("东关"), handout_draft(journal::kOutingOfThisAppend, 8)});
    facts = facts_of(journal.database());
  }
  void save(journal::Journal& journal, const std::vector<journal::Draft>& drafts) {
    witness.was_told(journal.chain(), drafts, append(journal, drafts));
  }

  Witness witness;
  JournalFacts facts;
};

// What survived a cut: nothing of the unsynced, all of it, or by coin.
bool survives(std::size_t pattern, std::size_t change, std::size_t sector) {
  return pattern == 1 ||
         (pattern > 1 && SeededRandom(pattern * 7'919 + change * 1'009 + sector).below(2) == 0);
}

void check_recovered(MirroredStall& stall, const Path& folder) {
  FakeClock clock;
  SeededRandom random(99);
  SystemFiles files;
  CHECK(facts_in(folder) == stall.facts);
  auto journal = journal::Journal::open(folder, clock, random, files, {});
  REQUIRE(journal);
  REQUIRE(journal->opening().epoch);
  CHECK(journal->opening().epoch->reason == domain::EpochReason::Recovered);
  invariants::check_kiosk(journal->database(), journal->identity().key.public_key(), stall.witness);
}

TEST_CASE("Crash ladder: writing the mirror", "[proof]") {
  std::size_t points = 0;
  for (bool was_cut = true; was_cut;) {
    REQUIRE(points < kPointsMax);
    for (const bool finishes : {false, true}) {
      INFO("change " << points + 1 << (finishes ? ", which is done" : ", which is not done"));
      MirroredStall stall;
      FaultyVfs power;
      PoweredFiles medium(power, finishes);
      power.cut_in(points + 1);
      client::MirrorWriter writer(stall.target(), medium, stall.random);
      for (int step = 0; step < 20 && !power.is_off(); ++step) {
        if (writer.step(kMarketMorning).state == client::MirrorState::UpToDate) {
          break;
        }
      }
      was_cut = power.is_off();
      if (!was_cut) {
        break;
      }
      stall.mirror();
      const TemporaryFolder elsewhere;
      SystemFiles files;
      REQUIRE(client::recover(stall.medium.path(), elsewhere / "data", files));
      check_recovered(stall, elsewhere / "data");
    }
    points += was_cut ? 1 : 0;
  }
  std::cout << "crash ladder mirror: " << points << " points, " << 2 * points << " cuts\n";
  CHECK(points >= 2);
}

TEST_CASE("Crash ladder: rebuilding a journal from its mirror", "[proof]") {
  MirroredStall stall;
  stall.mirror();
  const std::size_t patterns = is_long_run() ? 12 : 4;
  std::size_t points = 0;
  for (bool was_cut = true; was_cut;) {
    REQUIRE(points < kPointsMax);
    for (std::size_t pattern = 0; pattern < patterns && was_cut; ++pattern) {
      INFO("change " << points + 1 << ", pattern " << pattern);
      const TemporaryFolder elsewhere;
      const Path folder = elsewhere / "data";
      FaultyVfs power;
      PoweredFiles disk(power, pattern % 2 == 1);
      journal::JournalOptions options;
      options.vfs = power.name();
      power.cut_in(points + 1);
      const auto cut = client::recover(stall.medium.path(), folder, disk, options);
      was_cut = power.is_off();
      power.power_cut([pattern](std::size_t change, std::size_t sector) {
        return survives(pattern, change, sector);
      });
      if (!was_cut) {
        CHECK(cut);
        break;
      }
      SystemFiles files;
      const auto again = client::recover(stall.medium.path(), folder, files);
      // Refused: the whole new journal was there already.
      CHECK((again || again.error().code == ErrorCode::Refused));
      check_recovered(stall, folder);
    }
    points += was_cut ? 1 : 0;
  }
  std::cout << "crash ladder recover: " << points << " points, " << points * patterns << " cuts\n";
  CHECK(points >= 10);
}

}  // namespace
}  // namespace outreach::testing
