#include "tests/proof/crash_ladder.h"

#include <filesystem>
#include <iostream>
#include <utility>
#include <vector>

namespace outreach::testing {

namespace {

// Of how many unsynced changes each is lost alone, and each kept alone; the rest is sampled.
constexpr std::size_t kSinglesBounded = 2;
constexpr std::size_t kSinglesLong = 40;
constexpr std::uint64_t kSeedsBounded = 1;
constexpr std::uint64_t kSeedsLong = 12;
// More changes than any operation here makes: an operation that never ends is a fault of its own.
constexpr std::size_t kPointsMax = 5'000;

struct Pattern {
  std::string name;
  std::function<bool(std::size_t change, std::size_t sector)> survives;
  bool finishes = false;
};

bool coin(std::uint64_t seed, std::size_t change, std::size_t sector) {
  return SeededRandom(seed * 1'000'003 + change * 1'009 + sector).below(2) == 0;
}

std::vector<Pattern> patterns(std::size_t unsynced) {
  std::vector<Pattern> out;
  out.push_back({"all", [](std::size_t, std::size_t) { return true; }, true});
  if (unsynced == 0) {
    return out;
  }
  const std::size_t singles = std::min(unsynced, is_long_run() ? kSinglesLong : kSinglesBounded);
  for (std::size_t one = 0; one < singles && unsynced > 1; ++one) {
    const std::string number = std::to_string(one);
    out.push_back({"all but change " + number,
                   [one](std::size_t change, std::size_t) { return change != one; }});
    out.push_back({"only change " + number,
                   [one](std::size_t change, std::size_t) { return change == one; }});
  }
  const std::uint64_t seeds = is_long_run() ? kSeedsLong : kSeedsBounded;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const std::string number = std::to_string(seed);
    out.push_back({"some changes, seed " + number,
                   [seed](std::size_t change, std::size_t) { return coin(seed, change, 0); }});
    out.push_back(
        {"torn by sector, seed " + number, [seed](std::size_t change, std::size_t sector) {
           return coin(seed, change, sector + 1);
         }});
  }
  return out;
}

class Climb {
 public:
  explicit Climb(const Ladder& ladder) : ladder_(ladder) {
    ProofKiosk kiosk(prepared_.path());
    ladder_.prepare(kiosk);
    promises_ = kiosk.promises;
  }

  Climbed all() {
    Climbed climbed;
    bool was_cut = true;
    while (was_cut) {
      REQUIRE(climbed.points < kPointsMax);
      const std::size_t point = climbed.points + 1;
      std::size_t unsynced = 0;
      const Pattern none{"none", [](std::size_t, std::size_t) { return false; }};
      was_cut = cut_at(point, none, unsynced);
      if (!was_cut) {
        break;
      }
      ++climbed.points;
      ++climbed.cuts;
      for (const Pattern& pattern : patterns(unsynced)) {
        CHECK(cut_at(point, pattern, unsynced));
        ++climbed.cuts;
      }
    }
    return climbed;
  }

 private:
  // False: the operation was over before that point.
  bool cut_at(std::size_t point, const Pattern& pattern, std::size_t& unsynced) {
    INFO(ladder_.name << ": the power fails at change " << point
                      << ", of the unsynced survive: " << pattern.name);
    const TemporaryFolder folder;
    std::filesystem::copy(prepared_.path(), folder.path(),
                          std::filesystem::copy_options::recursive);
    ProofKiosk kiosk(folder.path(), point + 1, pattern.finishes);
    kiosk.promises = promises_;
    ladder_.begin(kiosk);
    kiosk.disk.cut_in(point);
    ladder_.act(kiosk);
    const bool was_cut = kiosk.disk.is_off();
    kiosk.close();
    unsynced = kiosk.disk.unsynced();
    kiosk.disk.power_cut(pattern.survives);
    if (was_cut) {
      kiosk.clock.reboot();
      kiosk.open();
      CHECK((ladder_.may_begin_epoch || !kiosk.journal->opening().epoch));
      CHECK(kiosk.journal->opening().damages.empty());
      kiosk.check();
      if (is_long_run() || unsynced % 2 == 0) {
        kiosk.go_on();
      }
    }
    return was_cut;
  }

  const Ladder& ladder_;
  TemporaryFolder prepared_;
  Promises promises_;
};

}  // namespace

Climbed climb(const Ladder& ladder) {
  const Climbed climbed = Climb(ladder).all();
  std::cout << "crash ladder " << ladder.name << ": " << climbed.points << " points, "
            << climbed.cuts << " cuts\n";
  return climbed;
}

}  // namespace outreach::testing
