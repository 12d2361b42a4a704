// Long because every turn of one state machine is tried on one bench.
#include "sync/client/pack_planner.h"

#include <algorithm>
#include <variant>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/seeded_random.h"

namespace outreach::client {
namespace {

using PackState = PackPlanner::State;
using testing::SeededRandom;

struct PackDesk {
  explicit PackDesk(std::uint64_t taken = 0, std::uint64_t seed = 1)
      : random(seed), planner(taken, random) {}

  std::vector<pack::Action> on(const pack::Event& event) {
    return planner.on(event, now);
  }
  template <typename Action>
  Action one(const pack::Event& event) {
    const auto actions = on(event);
    REQUIRE(actions.size() == 1);
    REQUIRE(std::holds_alternative<Action>(actions.front()));
    return std::get<Action>(actions.front());
  }
  void pass_timer() {
    REQUIRE(planner.timer());
    now = *planner.timer();
  }
  // Up to the first request for a piece of files of these lengths.
  pack::AskPiece begin(const std::vector<std::uint64_t>& lengths, std::uint64_t version = 1) {
    on(pack::LineChanged{true});
    CHECK(one<pack::AskManifest>(pack::Offered{version}).version == version);
    one<pack::Consider>(pack::ManifestCame{});
    one<pack::FindParts>(pack::Considered{lengths});
    return one<pack::AskPiece>(pack::PartsFound{0});
  }

  SeededRandom random;
  PackPlanner planner;
  std::int64_t now = 1'000;
};

TEST_CASE("Pack planner: a newer version is fetched piece by piece and installed",
          "[client][pack]") {
  PackDesk bench;
  const auto first = bench.begin({100'000, 10});
  CHECK(first.offset == 0);
  CHECK(first.bytes == kPieceBytesStart);
  bench.one<pack::KeepPiece>(pack::PieceCame{first.bytes, false});
  const auto second = bench.one<pack::AskPiece>(pack::PieceKept{});
  CHECK(second.offset == first.bytes);
  CHECK(second.bytes == 100'000 - first.bytes);
  bench.one<pack::KeepPiece>(pack::PieceCame{second.bytes, false});
  CHECK(bench.one<pack::FinishFile>(pack::PieceKept{}).file == 0);
  CHECK(bench.one<pack::FindParts>(pack::FileKept{}).file == 1);
  // All of the second is there from an earlier try.
  CHECK(bench.one<pack::FinishFile>(pack::PartsFound{10}).file == 1);
  bench.one<pack::Install>(pack::FileKept{});
  CHECK(bench.on(pack::Installed{}).empty());
  CHECK(bench.planner.state() == PackState::Idle);
  CHECK(bench.on(pack::Offered{1}).empty());
}

TEST_CASE("Pack planner: what is here or older is never asked for", "[client][pack]") {
  PackDesk bench(7);
  bench.on(pack::LineChanged{true});
  CHECK(bench.on(pack::Offered{7}).empty());
  CHECK(bench.on(pack::Offered{3}).empty());
  CHECK(bench.one<pack::AskManifest>(pack::Offered{8}).version == 8);
}

TEST_CASE("Pack planner: what another road brought is not wanted any more", "[client][pack]") {
  SECTION("while nothing is under way") {
    PackDesk bench;
    bench.begin({100'000});
    bench.on(pack::RequestFailed{{Verdict::Kind::Retry, Trouble::Unreachable, {}, ""}});
    REQUIRE(bench.planner.timer());
    CHECK(bench.on(pack::InstalledElsewhere{1}).empty());
    CHECK(bench.planner.state() == PackState::Idle);
    CHECK_FALSE(bench.planner.timer());
  }
  SECTION("while a piece is on its way") {
    PackDesk bench;
    const auto piece = bench.begin({100'000});
    CHECK(bench.on(pack::InstalledElsewhere{1}).empty());
    bench.one<pack::KeepPiece>(pack::PieceCame{piece.bytes, false});
    CHECK(bench.on(pack::PieceKept{}).empty());
    CHECK(bench.planner.state() == PackState::Idle);
  }
  SECTION("while it is being installed") {
    PackDesk bench;
    bench.begin({10});
    bench.one<pack::KeepPiece>(pack::PieceCame{10, false});
    bench.one<pack::FinishFile>(pack::PieceKept{});
    bench.one<pack::Install>(pack::FileKept{});
    CHECK(bench.on(pack::InstalledElsewhere{1}).empty());
    CHECK(bench.on(pack::Turned{PackRefusal::NotNewer, false}).empty());
    CHECK_FALSE(bench.planner.refusal());  // it is here: nothing to tell anybody
  }
  SECTION("while a newer one is wanted, which goes on") {
    PackDesk bench;
    const auto piece = bench.begin({100'000}, 2);
    CHECK(bench.on(pack::InstalledElsewhere{1}).empty());
    bench.one<pack::KeepPiece>(pack::PieceCame{piece.bytes, false});
    bench.one<pack::AskPiece>(pack::PieceKept{});
    CHECK(bench.planner.wanted() == 2);
  }
  SECTION("after it was refused here") {
    PackDesk bench;
    bench.on(pack::LineChanged{true});
    bench.on(pack::Offered{1});
    bench.on(pack::ManifestCame{});
    bench.on(pack::Turned{PackRefusal::NoSpace, true});
    CHECK(bench.on(pack::InstalledElsewhere{1}).empty());
    CHECK_FALSE(bench.planner.refusal());
    CHECK_FALSE(bench.planner.timer());
  }
}

TEST_CASE("Pack planner: it gives way to entries between any two pieces", "[client][pack]") {
  PackDesk bench;
  const auto first = bench.begin({1 << 20});
  CHECK(bench.on(pack::LineChanged{false}).empty());  // the piece under way comes to its end
  bench.one<pack::KeepPiece>(pack::PieceCame{first.bytes, false});
  CHECK(bench.on(pack::PieceKept{}).empty());
  CHECK(bench.planner.state() == PackState::Ready);
  CHECK(bench.one<pack::AskPiece>(pack::LineChanged{true}).offset == first.bytes);
}

TEST_CASE(
    "Pack planner: pieces double up to the most while the line holds, and halve when it "
    "breaks",
    "[client][pack]") {
  PackDesk bench;
  auto piece = bench.begin({64 << 20});
  for (int i = 0; i < 5; ++i) {
    bench.on(pack::PieceCame{piece.bytes, false});
    piece = bench.one<pack::AskPiece>(pack::PieceKept{});
  }
  CHECK(piece.bytes == kPieceBytesMost);
  // Cut after a few bytes: they are kept, and it goes on behind them.
  bench.one<pack::KeepPiece>(pack::PieceCame{777, true});
  CHECK(bench.on(pack::PieceKept{}).empty());
  bench.pass_timer();
  const auto next = bench.one<pack::AskPiece>(pack::TimerFired{});
  CHECK(next.offset == piece.offset + 777);
  CHECK(next.bytes == kPieceBytesMost / 2);
  for (int i = 0; i < 20; ++i) {
    bench.on(pack::RequestFailed{{Verdict::Kind::Shrink, Trouble::Timeout, {}, ""}});
    bench.pass_timer();
    bench.on(pack::TimerFired{});
  }
  bench.on(pack::PieceCame{1, false});
  CHECK(bench.one<pack::AskPiece>(pack::PieceKept{}).bytes == 2 * kPieceBytesLeast);
}

TEST_CASE("Pack planner: a wrong file is fetched again at once, and then ever later",
          "[client][pack]") {
  PackDesk bench;
  auto piece = bench.begin({100});
  bench.on(pack::PieceCame{100, false});
  bench.one<pack::FinishFile>(pack::PieceKept{});
  // It was a delta: the whole file is longer.
  piece = bench.one<pack::AskPiece>(pack::FileWrong{2'000});
  CHECK(piece.offset == 0);
  CHECK(piece.bytes == 2'000);
  std::int64_t waited = 0;
  constexpr int kTries = 40;
  for (int i = 0; i < kTries; ++i) {
    bench.on(pack::PieceCame{2'000, false});
    bench.one<pack::FinishFile>(pack::PieceKept{});
    CHECK(bench.on(pack::FileWrong{2'000}).empty());
    CHECK(bench.planner.trouble() == Trouble::NotTheCounty);
    waited += *bench.planner.timer() - bench.now;
    bench.pass_timer();
    bench.one<pack::AskPiece>(pack::TimerFired{});
  }
  // On average half the ceiling, which is 15 minutes after the first ten.
  CHECK(waited > (kTries - 10) * kRetryCap / 4);
}

TEST_CASE("Pack planner: a disk that fails again and again is tried ever later", "[client][pack]") {
  PackDesk bench;
  bench.begin({100});
  std::int64_t longest = 0;
  for (int i = 0; i < 20; ++i) {
    bench.one<pack::KeepPiece>(pack::PieceCame{10, false});
    CHECK(bench.on(pack::DiskFailed{}).empty());
    CHECK(bench.planner.trouble() == Trouble::OwnDisk);
    longest = std::max(longest, *bench.planner.timer() - bench.now);
    bench.pass_timer();
    bench.one<pack::AskManifest>(pack::TimerFired{});
    bench.one<pack::Consider>(pack::ManifestCame{});
    bench.one<pack::FindParts>(pack::Considered{{100}});
    bench.one<pack::AskPiece>(pack::PartsFound{0});
  }
  CHECK(longest > kRetryCap / 10);
}

TEST_CASE("Pack planner: failures wait as those of entries do", "[client][pack]") {
  PackDesk bench;
  bench.begin({100});
  bench.on(pack::RequestFailed{{Verdict::Kind::NotTheCounty, Trouble::NotTheCounty, {}, ""}});
  CHECK(*bench.planner.timer() - bench.now >= kNotTheCountyWait / 2);
  CHECK(*bench.planner.timer() - bench.now <= kNotTheCountyWait);
  bench.pass_timer();
  bench.one<pack::AskPiece>(pack::TimerFired{});
  bench.on(pack::RequestFailed{{Verdict::Kind::Retry, Trouble::Busy, 10'000, ""}});
  CHECK(*bench.planner.timer() - bench.now >= 10'000);
  bench.pass_timer();
  bench.one<pack::AskPiece>(pack::TimerFired{});
  // The county has it no more: from the manifest on again, and not soon.
  bench.on(pack::RequestFailed{{Verdict::Kind::Hold, Trouble::Version, {}, ""}});
  CHECK(bench.planner.state() == PackState::Held);
  CHECK(*bench.planner.timer() - bench.now == kHoldWait);
  bench.pass_timer();
  bench.one<pack::AskManifest>(pack::TimerFired{});
}

TEST_CASE("Pack planner: what is refused for good is not asked for again; a newer one is",
          "[client][pack]") {
  PackDesk bench;
  bench.on(pack::LineChanged{true});
  bench.on(pack::Offered{4});
  bench.on(pack::ManifestCame{});
  CHECK(bench.on(pack::Turned{PackRefusal::BadContent, false}).empty());
  CHECK(bench.planner.state() == PackState::Idle);
  CHECK(bench.planner.refusal() == PackRefusal::BadContent);
  CHECK(bench.on(pack::Offered{4}).empty());
  // A person may ask once more.
  CHECK(bench.one<pack::AskManifest>(pack::PersonAsked{}).version == 4);
  bench.on(pack::ManifestCame{});
  bench.on(pack::Turned{PackRefusal::BadContent, false});
  CHECK(bench.one<pack::AskManifest>(pack::Offered{5}).version == 5);
  CHECK_FALSE(bench.planner.refusal());
}

TEST_CASE("Pack planner: a manifest that the line may have spoiled is asked for three times",
          "[client][pack]") {
  for (const PackRefusal reason :
       {PackRefusal::BadSignature, PackRefusal::Malformed, PackRefusal::Version,
        PackRefusal::OtherPack, PackRefusal::NotNewer}) {
    PackDesk bench;
    bench.on(pack::LineChanged{true});
    bench.on(pack::Offered{4});
    for (int i = 0; i < 2; ++i) {
      bench.on(pack::ManifestCame{});
      bench.on(pack::Turned{reason, true});
      CHECK(*bench.planner.timer() - bench.now == kHoldWait);
      bench.pass_timer();
      bench.one<pack::AskManifest>(pack::TimerFired{});
    }
    bench.on(pack::ManifestCame{});
    bench.on(pack::Turned{reason, true});
    CHECK(bench.planner.state() == PackState::Idle);
    CHECK(bench.planner.refusal() == reason);
  }
}

TEST_CASE("Pack planner: what is taken after all is not said to be refused any more",
          "[client][pack]") {
  PackDesk bench;
  bench.on(pack::LineChanged{true});
  bench.on(pack::Offered{4});
  bench.on(pack::ManifestCame{});
  bench.on(pack::Turned{PackRefusal::NoSpace, true});
  CHECK(bench.planner.refusal() == PackRefusal::NoSpace);
  bench.pass_timer();
  bench.one<pack::AskManifest>(pack::TimerFired{});
  bench.one<pack::Consider>(pack::ManifestCame{});
  bench.one<pack::Install>(pack::Considered{{}});
  CHECK_FALSE(bench.planner.refusal());
  bench.on(pack::Installed{});
  CHECK_FALSE(bench.planner.refusal());
}

TEST_CASE("Pack planner: a version that comes while an older one is fetched takes its place",
          "[client][pack]") {
  PackDesk bench;
  const auto piece = bench.begin({100}, 1);
  CHECK(bench.on(pack::Offered{2}).empty());
  bench.one<pack::KeepPiece>(pack::PieceCame{piece.bytes, false});
  CHECK(bench.one<pack::AskManifest>(pack::PieceKept{}).version == 2);
  bench.one<pack::Consider>(pack::ManifestCame{});
  bench.one<pack::Install>(pack::Considered{{}});
  bench.on(pack::Installed{});
  CHECK(bench.on(pack::Offered{2}).empty());
}

// Whatever comes in whatever order, the invariant in on() holds, and once the line is good the
// version arrives.
TEST_CASE("Pack planner: random walks end with the version installed", "[client][pack]") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    PackDesk bench(0, seed);
    INFO(bench.random.description());
    SeededRandom dice(seed + 1'000);
    std::uint64_t newest = 1;
    std::vector<pack::Action> actions = bench.on(pack::LineChanged{true});
    const auto take = [&](std::vector<pack::Action> more) {
      actions.insert(actions.end(), more.begin(), more.end());
    };
    take(bench.on(pack::Offered{newest}));
    bool is_done = false;
    std::uint64_t asked = 0;
    for (int step = 0; step < 4'000 && !is_done; ++step) {
      const bool is_calm = step > 1'500;
      if (!is_calm && dice.below(20) == 0) {
        take(bench.on(pack::LineChanged{dice.below(2) == 0}));
      }
      if (is_calm) {
        take(bench.on(pack::LineChanged{true}));
      }
      if (!is_calm && dice.below(60) == 0) {
        take(bench.on(pack::Offered{++newest}));
      }
      if (actions.empty()) {
        if (bench.planner.timer()) {
          bench.pass_timer();
          take(bench.on(pack::TimerFired{}));
        }
        is_done = is_calm && bench.planner.state() == PackState::Idle;
        continue;
      }
      const pack::Action action = actions.front();
      actions.erase(actions.begin());
      const bool fails = !is_calm && dice.below(4) == 0;
      if (fails && std::holds_alternative<pack::AskPiece>(action) && dice.below(2) == 0) {
        take(bench.on(pack::PieceCame{1, true}));
      } else if (fails && (std::holds_alternative<pack::AskPiece>(action) ||
                           std::holds_alternative<pack::AskManifest>(action))) {
        take(bench.on(pack::RequestFailed{{Verdict::Kind::Shrink, Trouble::Unreachable, {}, ""}}));
      } else if (fails && std::holds_alternative<pack::FinishFile>(action)) {
        take(bench.on(pack::FileWrong{5'000}));
      } else if (fails) {
        take(bench.on(pack::DiskFailed{}));
      } else if (std::holds_alternative<pack::AskManifest>(action)) {
        take(bench.on(pack::ManifestCame{}));
      } else if (std::holds_alternative<pack::Consider>(action)) {
        take(bench.on(pack::Considered{{70'000, 0, 3'000}}));
      } else if (std::holds_alternative<pack::FindParts>(action)) {
        take(bench.on(pack::PartsFound{0}));
      } else if (const auto* piece = std::get_if<pack::AskPiece>(&action)) {
        asked = piece->bytes;
        take(bench.on(pack::PieceCame{asked, false}));
      } else if (std::holds_alternative<pack::KeepPiece>(action)) {
        take(bench.on(pack::PieceKept{}));
      } else if (std::holds_alternative<pack::FinishFile>(action)) {
        take(bench.on(pack::FileKept{}));
      } else {
        take(bench.on(pack::Installed{}));
      }
    }
    CHECK(is_done);
    CHECK_FALSE(bench.planner.wanted());
  }
}

}  // namespace
}  // namespace outreach::client
