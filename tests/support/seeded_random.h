// Randomness that repeats. A randomised test names its seed: INFO(random.description());
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "platform/random/random.h"
#include "tests/support/split_mix.h"

namespace outreach::testing {

class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed = 1) : seed_(seed), numbers_(seed) {}

  void fill(std::span<std::uint8_t> out) override {
    for (std::uint8_t& byte : out) {
      if (bits_left_ == 0) {
        bits_ = numbers_.next();
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
  std::uint64_t seed_;
  SplitMix numbers_;
  std::uint64_t bits_ = 0;
  int bits_left_ = 0;
};

}  // namespace outreach::testing
