// Randomness that was given, byte for byte; more than that is a mistake of the test.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "platform/base/bytes.h"
#include "platform/random/random.h"

namespace outreach::testing {

class GivenRandom final : public Random {
 public:
  explicit GivenRandom(Bytes given) : given_(std::move(given)) {}

  void fill(std::span<std::uint8_t> out) override {
    if (out.size() > given_.size() - used_) {
      std::abort();
    }
    std::copy_n(given_.begin() + static_cast<std::ptrdiff_t>(used_), out.size(), out.begin());
    used_ += out.size();
  }

 private:
  Bytes given_;
  std::size_t used_ = 0;
};

}  // namespace outreach::testing
