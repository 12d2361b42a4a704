// A disk that says it synced and did not. What was confirmed can be gone then: the journal must say
// so, or be a whole earlier state of itself, which mirror and county, holding more, tell apart.
#include <iostream>
#include <string>

#include "sync/journal/recount.h"
#include "tests/proof/proof_kiosk.h"
#include "tests/support/catch.h"

namespace outreach::testing {
namespace {

struct Outcomes {
  std::size_t refused = 0;
  std::size_t named = 0;
  std::size_t older = 0;
  std::size_t unharmed = 0;
};

// Coins for what survives: whole changes, or sector by sector.
bool survives(std::uint64_t seed, std::size_t change, std::size_t sector) {
  const bool is_torn = seed % 2 == 0;
  return SeededRandom(seed * 7'919 + change * 104'729 + (is_torn ? sector : 0)).below(3) != 0;
}

void check_is_an_earlier_state(ProofKiosk& kiosk, std::size_t told) {
  const journal::Head head = kiosk.journal->head();
  REQUIRE(head.sequence <= told);
  const auto rows = invariants::given(journal::chains(kiosk.journal->database()));
  // What is left of what was told is unchanged, the rest is missing from the end.
  for (const journal::Sequence broken : invariants::broken_promises(
           kiosk.journal->database(), rows.back(), kiosk.promises.witness)) {
    CHECK(broken > head.sequence);
  }
  invariants::check_counts(kiosk.journal->database(), kiosk.promises.witness);
}

Outcomes lie(std::uint64_t seed, bool is_checkpointing) {
  INFO("seed " << seed << (is_checkpointing ? ", writing back after each entry" : ""));
  Outcomes outcome;
  const TemporaryFolder folder;
  ProofKiosk kiosk(folder.path(), seed);
  kiosk.open();
  kiosk.must_save({outing_draft()});
  kiosk.must_save({handout_draft(1, 3)});
  kiosk.close();
  kiosk.open();
  kiosk.disk.lie_about_syncs(true);
  if (is_checkpointing) {
    REQUIRE(kiosk.journal->database().execute("PRAGMA wal_autocheckpoint=1"));
  }
  for (int copies = 1; copies <= 5; ++copies) {
    kiosk.must_save({handout_draft(1, copies)});
  }
  const std::size_t told = kiosk.promises.witness.saved().size();
  kiosk.disk.cut_in(1);
  static_cast<void>(kiosk.save({handout_draft(1, 1)}).has_value());
  kiosk.close();
  kiosk.disk.power_cut(
      [seed](std::size_t change, std::size_t sector) { return survives(seed, change, sector); });
  kiosk.disk.lie_about_syncs(false);
  kiosk.clock.reboot();
  if (!kiosk.try_open()) {
    ++outcome.refused;
    return outcome;
  }
  const crypto::PublicKey key = kiosk.journal->identity().key.public_key();
  const auto report = journal::verify(kiosk.journal->database(), &key);
  const auto table = journal::tally(kiosk.journal->database(), {}, {});
  const auto recounted = journal::recount(kiosk.journal->database());
  if (!report || !table || !recounted || !kiosk.journal->database().check_integrity()) {
    ++outcome.refused;
  } else if (!report->damages.empty() || !recounted->empty() || kiosk.journal->opening().epoch) {
    ++outcome.named;
  } else {
    const bool is_older = kiosk.journal->head().sequence < told;
    check_is_an_earlier_state(kiosk, told + 1);
    ++(is_older ? outcome.older : outcome.unharmed);
  }
  return outcome;
}

TEST_CASE("Liar: what a lying disk lost is named, or the journal is a whole earlier state",
          "[proof]") {
  constexpr std::uint64_t kSeedsBounded = 40;
  constexpr std::uint64_t kSeedsLong = 2'000;
  Outcomes all;
  const std::uint64_t seeds = is_long_run() ? kSeedsLong : kSeedsBounded;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    for (const bool is_checkpointing : {false, true}) {
      const Outcomes one = lie(seed, is_checkpointing);
      all.refused += one.refused;
      all.named += one.named;
      all.older += one.older;
      all.unharmed += one.unharmed;
    }
  }
  std::cout << "liar: " << 2 * seeds << " cuts; refused " << all.refused << ", named " << all.named
            << ", earlier state " << all.older << ", unharmed " << all.unharmed << "\n";
  CHECK(all.older + all.named + all.refused > 0);
}

}  // namespace
}  // namespace outreach::testing
