// The one source of chance of a simulated life: its seed replays every decision.
#pragma once

#include <cstdint>

namespace outreach::simulation {

// SplitMix64 (Steele, Lea, Flood 2014): any seed is a good one, and a draw costs two nanoseconds.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t value = state_;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31);
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
  std::uint64_t state_;
};

}  // namespace outreach::simulation
