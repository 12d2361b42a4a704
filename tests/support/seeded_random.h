// Randomness that repeats. A randomised test names its seed: INFO(random.description());
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "platform/random/random.h"

namespace outreach::testing {

// SplitMix64 (Steele, Lea, Flood 2014): any seed is a good one.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed = 1) : seed_(seed), state_(seed) {}

  void fill(std::span<std::uint8_t> out) override {
    for (std::uint8_t& byte : out) {
      if (bits_left_ == 0) {
        bits_ = next();
        bits_left_ = 64;
      }
      byte = static_cast<std::uint8_t>(bits_);
      bits_ >>= 8;
      bits_left_ -= 8;
    }
  }

  std::uint64_t seed() const {
    return seed_;
  }
  std::string description() const {
    return "random seed " + std::to_string(seed_);
  }

 private:
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t value = state_;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31);
  }

  std::uint64_t seed_;
  std::uint64_t state_;
  std::uint64_t bits_ = 0;
  int bits_left_ = 0;
};

}  // namespace outreach::testing
