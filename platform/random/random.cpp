#include "platform/random/random.h"

#include <cerrno>
#include <cstdlib>
#include <limits>
#include <sys/random.h>

namespace outreach {

std::uint64_t Random::u64() {
  std::uint64_t value = 0;
  for (const std::uint8_t byte : array<8>()) {
    value = (value << 8) | byte;
  }
  return value;
}

std::uint64_t Random::below(std::uint64_t bound) {
  if (bound == 0) {
    std::abort();
  }
  // Values from the last, incomplete run of `bound` would favour small results: draw again.
  constexpr std::uint64_t kHighest = std::numeric_limits<std::uint64_t>::max();
  const std::uint64_t incomplete = (kHighest % bound + 1) % bound;
  for (;;) {
    const std::uint64_t value = u64();
    if (value <= kHighest - incomplete) {
      return value % bound;
    }
  }
}

void SystemRandom::fill(std::span<std::uint8_t> out) {
  while (!out.empty()) {
    const ssize_t size = getrandom(out.data(), out.size(), 0);
    if (size < 0 && errno == EINTR) {
      continue;
    }
    if (size <= 0) {
      std::abort();
    }
    out = out.subspan(static_cast<std::size_t>(size));
  }
}

}  // namespace outreach
