// The one source of chance of a simulated life: its seed replays every decision.
#pragma once

#include <cstdint>

#include "tests/support/split_mix.h"

namespace outreach::simulation {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : numbers_(seed) {}

  std::uint64_t next() {
    return numbers_.next();
  }
  // In [0, bound); the bias of a bound far below 2^64 is nothing a test could see.
  std::uint64_t below(std::uint64_t bound) {
    return next() % bound;
  }
  std::int64_t between(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(most - least + 1)));
  }
  bool once_in(std::uint64_t times) {
    return below(times) == 0;
  }
  // For a part of the life that draws by itself.
  Dice split() {
    return Dice(next());
  }

 private:
  testing::SplitMix numbers_;
};

}  // namespace outreach::simulation
