// A kiosk whose disk lied about its syncs, and the county that has what the disk lost: nothing is
// counted twice, nothing that was delivered is lost, no sequence means two things.
#include <iostream>

#include "tests/proof/proof_kiosk.h"
#include "tests/support/catch.h"
#include "tests/sync/client/road.h"

namespace outreach::testing {
namespace {

struct Outcome {
  bool refused = false;
  bool new_epoch = false;
};

Outcome live(std::uint64_t seed) {
  INFO("seed " << seed);
  FaultyVfs disk;
  Road road(disk.name());
  road.open();
  road.record_outing("县城集", 4);
  REQUIRE(road.settle());
  disk.lie_about_syncs(true);
  road.record_outing("北董集", 5);
  road.record_outing("高显集", 6);
  REQUIRE(road.settle());
  const auto before = invariants::given(journal::chains(road.county.database()));
  REQUIRE(before.size() == 1);
  const journal::Hash last = before.front().head.hash;
  disk.power_cut([seed](std::size_t change, std::size_t sector) {
    return SeededRandom(seed * 7'919 + change * 1'009 + (seed % 2) * sector).below(3) != 0;
  });
  road.stop_kiosk();
  disk.lie_about_syncs(false);
  if (!road.stall.open()) {
    return {true, false};  // told as damaged; the mirror or the office's copy is the way on
  }
  road.start_kiosk();
  road.begin_delivery();
  road.record_outing("里村集", 7);
  CHECK(road.settle());
  sqlite::Database& county = road.county.database();
  CHECK(totals_of(county).copies == 4 + 5 + 6 + 7);
  CHECK(totals_of(county).outings == 4);
  invariants::check_chains_verify(county, nullptr);
  // The entries the county acknowledged stand where they stood.
  auto select =
      invariants::given(county.prepare("SELECT hash FROM entry WHERE chain=? AND sequence=?"));
  REQUIRE(invariants::given(
      select.bind(1, before.front().number).bind(2, before.front().head.sequence).step()));
  const ByteView held = select.blob(0);
  CHECK(std::equal(held.begin(), held.end(), last.begin(), last.end()));
  road.check_saving_and_arriving();
  const auto after = invariants::given(journal::chains(county));
  return {false, after.size() > 1};
}

TEST_CASE("Liar: the county has what a lying disk lost, and the kiosk goes on in a new epoch",
          "[proof]") {
  constexpr std::uint64_t kSeedsBounded = 25;
  constexpr std::uint64_t kSeedsLong = 1'000;
  const std::uint64_t seeds = is_long_run() ? kSeedsLong : kSeedsBounded;
  std::size_t refused = 0;
  std::size_t epochs = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const Outcome outcome = live(seed);
    refused += outcome.refused ? 1 : 0;
    epochs += outcome.new_epoch ? 1 : 0;
  }
  std::cout << "liar with a county: " << seeds << " cuts, " << epochs << " new epochs, " << refused
            << " refused as damaged\n";
  CHECK(epochs > 0);
}

}  // namespace
}  // namespace outreach::testing
