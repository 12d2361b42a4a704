// outreach-sim: simulated lives of kiosks and their county, on the product's own object code.
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <unistd.h>

#include "tests/simulation/world.h"
#include "tests/support/long_run.h"

namespace {

using namespace outreach::simulation;

constexpr const char* kUsage =
    "outreach-sim [--seed N] [--kiosks K] [--days D] [--worlds W | --seconds S | --bounded]\n"
    "             [--trace] [--hash]\n"
    "  Lives through W worlds (1), or for S seconds, from seed N (1) on, each world with the next\n"
    "  seed. K kiosks (1 to 3 by the seed), D days (2 to 4, by the seed).\n"
    "  --bounded: as many worlds as the tests live through, more where OUTREACH_LONG is set. A\n"
    "  fault of the matrix that so many never hit fails the run.\n"
    "  --trace prints each step, --hash only what sums all of them up: a seed gives one hash.\n";

// What ctest runs, and `./dev test --long`.
constexpr std::uint64_t kWorldsBounded = 250;
constexpr std::uint64_t kWorldsLong = 55'000;

struct Options {
  WorldOptions world;
  std::uint64_t worlds = 1;
  long seconds = 0;
  bool trace = false;
  bool hash_only = false;
};

// What replays the world that is under way; also said when the product aborts.
std::array<char, 160>& replay() {
  static std::array<char, 160> words{};
  return words;
}

void say_replay(int /*signal*/) {
  (void)!write(STDERR_FILENO, replay().data(), std::strlen(replay().data()));
  std::_Exit(EXIT_FAILURE);
}

void set_replay(const WorldOptions& world) {
  std::snprintf(replay().data(), replay().size(),
                "replay: outreach-sim --seed %llu --kiosks %d --days %d --trace\n",
                static_cast<unsigned long long>(world.seed), world.kiosks, world.days);
}

bool read_options(int count, char** words, Options& options) {
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    const auto number = [&]() -> std::uint64_t {
      return i + 1 < count ? std::strtoull(words[++i], nullptr, 10) : 0;
    };
    if (word == "--seed") {
      options.world.seed = number();
    } else if (word == "--kiosks") {
      options.world.kiosks = static_cast<int>(number());
    } else if (word == "--days") {
      options.world.days = static_cast<int>(number());
    } else if (word == "--worlds") {
      options.worlds = number();
    } else if (word == "--seconds") {
      options.seconds = static_cast<long>(number());
      options.worlds = UINT64_MAX;
    } else if (word == "--trace") {
      options.trace = true;
    } else if (word == "--hash") {
      options.hash_only = true;
    } else if (word == "--bounded") {
      options.worlds = outreach::testing::is_long_run() ? kWorldsLong : kWorldsBounded;
    } else {
      return false;
    }
  }
  return options.world.kiosks <= kKiosksMost;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// What all worlds of a run came to.
struct Lived {
  std::uint64_t worlds = 0;
  long long lives = 0;
  long long entries = 0;
  std::uint64_t steps = 0;
  std::uint64_t hash = 0;
  double seconds = 0;
  Coverage coverage;
};

// False: an invariant did not hold, and what replays it was said.
bool live(const Options& options, Lived& lived) {
  const Workshop workshop;
  const auto start = std::chrono::steady_clock::now();
  WorldOptions next = options.world;
  for (; lived.worlds < options.worlds; ++lived.worlds, ++next.seed) {
    if (options.seconds > 0 && seconds_since(start) >= static_cast<double>(options.seconds)) {
      break;
    }
    set_replay(next);
    Trace trace(options.trace);
    try {
      World world(workshop, next, trace, lived.coverage);
      world.run();
      lived.lives += world.lives();
      lived.entries += world.entries();
    } catch (const std::exception& violation) {
      std::printf("seed %llu: %s\n%s", static_cast<unsigned long long>(next.seed), violation.what(),
                  replay().data());
      return false;
    }
    lived.steps += trace.steps();
    lived.hash = lived.hash * 31 + trace.hash();
  }
  lived.seconds = seconds_since(start);
  return true;
}

// False: a fault was never hit by so many worlds that it should have been.
bool report(const Options& options, const Lived& lived) {
  if (options.hash_only) {
    std::printf("%016llx\n", static_cast<unsigned long long>(lived.hash));
    return true;
  }
  std::printf("%llu worlds from seed %llu: every invariant held\n",
              static_cast<unsigned long long>(lived.worlds),
              static_cast<unsigned long long>(options.world.seed));
  std::printf("%lld lives, %lld entries, %llu steps in %.1f s: %.0f lives/s\n", lived.lives,
              lived.entries, static_cast<unsigned long long>(lived.steps), lived.seconds,
              lived.seconds > 0 ? static_cast<double>(lived.lives) / lived.seconds : 0);
  std::printf("trace %016llx\n\nfaults hit\n%s", static_cast<unsigned long long>(lived.hash),
              lived.coverage.table().c_str());
  const std::string missing = lived.coverage.never_hit();
  if (!missing.empty() && lived.worlds >= kWorldsBounded) {
    std::printf("never hit:%s\n", missing.c_str());
    return false;
  }
  return true;
}

}  // namespace

int main(int count, char** words) {
  Options options;
  if (!read_options(count, words, options)) {
    std::fputs(kUsage, stderr);
    return EXIT_FAILURE;
  }
  std::signal(SIGABRT, say_replay);
  std::signal(SIGSEGV, say_replay);
  Lived lived;
  return live(options, lived) && report(options, lived) ? EXIT_SUCCESS : EXIT_FAILURE;
}
