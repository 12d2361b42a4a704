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

namespace {

using namespace outreach::simulation;

constexpr const char* kUsage =
    "outreach-sim [--seed N] [--kiosks K] [--days D] [--worlds W | --seconds S] [--trace] "
    "[--partial]\n"
    "  Lives through W worlds (1), or for S seconds, from seed N (1) on. K kiosks (1 to 3 by the\n"
    "  seed), D days (2 to 4). --bounded: as many as the tests live through, more\n"
    "  where OUTREACH_LONG is set. --trace prints each step. A fault of the matrix that so many "
    "worlds\n"
    "  never hit fails the run.\n";

// What ctest runs, and `./dev test --long`.
constexpr std::uint64_t kWorldsBounded = 2'000;
constexpr std::uint64_t kWorldsLong = 40'000;

struct Options {
  WorldOptions world;
  std::uint64_t worlds = 1;
  long seconds = 0;
  bool trace = false;
};

// What replays the world that is under way; also said when the product aborts.
std::array<char, 160> replay{};

void say_replay(int /*signal*/) {
  (void)!write(STDERR_FILENO, replay.data(), std::strlen(replay.data()));
  std::_Exit(EXIT_FAILURE);
}

void set_replay(const WorldOptions& world) {
  std::snprintf(replay.data(), replay.size(),
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
    } else if (word == "--bounded") {
      options.worlds = std::getenv("OUTREACH_LONG") != nullptr ? kWorldsLong : kWorldsBounded;
    } else {
      return false;
    }
  }
  return options.world.kiosks <= kKiosksMost;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

int live(const Options& options) {
  const Workshop workshop;
  Coverage coverage;
  const auto start = std::chrono::steady_clock::now();
  std::uint64_t worlds = 0;
  long long lives = 0;
  long long entries = 0;
  std::uint64_t steps = 0;
  std::uint64_t hash = 0;
  WorldOptions next = options.world;
  for (; worlds < options.worlds; ++worlds, ++next.seed) {
    if (options.seconds > 0 && seconds_since(start) >= static_cast<double>(options.seconds)) {
      break;
    }
    set_replay(next);
    Trace trace(options.trace);
    try {
      World world(workshop, next, trace, coverage);
      world.run();
      lives += world.lives();
      entries += world.entries();
    } catch (const std::exception& violation) {
      std::printf("seed %llu: %s\n%s", static_cast<unsigned long long>(next.seed), violation.what(),
                  replay.data());
      return EXIT_FAILURE;
    }
    steps += trace.steps();
    hash = hash * 31 + trace.hash();
  }
  const double took = seconds_since(start);
  std::printf("%llu worlds from seed %llu, %lld lives, %lld entries, %llu steps, trace %016llx\n",
              static_cast<unsigned long long>(worlds),
              static_cast<unsigned long long>(options.world.seed), lives, entries,
              static_cast<unsigned long long>(steps), static_cast<unsigned long long>(hash));
  std::printf("%.1f s, %.0f lives/s\nfaults hit:\n%s", took, static_cast<double>(lives) / took,
              coverage.table().c_str());
  const std::string missing = coverage.never_hit();
  if (!missing.empty() && worlds >= kWorldsBounded) {
    std::printf("never hit:%s\n", missing.c_str());
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
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
  return live(options);
}
