// Repeating randomness for several threads at once; which of them gets which bytes is theirs to
// race for.
#pragma once

#include <mutex>

#include "tests/support/seeded_random.h"

namespace outreach::testing {

class SharedRandom final : public Random {
 public:
  explicit SharedRandom(std::uint64_t seed) : random_(seed) {}

  void fill(std::span<std::uint8_t> out) override {
    const std::lock_guard lock(mutex_);
    random_.fill(out);
  }

 private:
  std::mutex mutex_;
  SeededRandom random_;
};

}  // namespace outreach::testing
