// Randomness, behind an interface so that a seed replays any run.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace outreach {

class Random {
 public:
  virtual ~Random() = default;
  // Fills the whole span. The real one is the kernel's generator and does not fail once the
  // machine has booted (getrandom(2)); on a failure it aborts, as nothing sealed would be safe.
  virtual void fill(std::span<std::uint8_t> out) = 0;

  template <std::size_t Size>
  std::array<std::uint8_t, Size> array() {
    std::array<std::uint8_t, Size> out{};
    fill(out);
    return out;
  }
  std::uint64_t u64();
  // Uniform in [0, bound), without modulo bias; bound > 0.
  std::uint64_t below(std::uint64_t bound);
};

// Any thread.
class SystemRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> out) override;
};

}  // namespace outreach
