#include "platform/random/random.h"

#include <algorithm>
#include <limits>
#include <set>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/seeded_random.h"

namespace outreach::testing {
namespace {

// Gives the bytes it was made with, again and again.
class Repeating final : public Random {
 public:
  explicit Repeating(std::initializer_list<std::uint8_t> bytes) : bytes_(bytes) {}
  void fill(std::span<std::uint8_t> out) override {
    for (std::uint8_t& byte : out) {
      byte = bytes_[next_++ % bytes_.size()];
    }
  }
  std::size_t taken() const {
    return next_;
  }

 private:
  std::vector<std::uint8_t> bytes_;
  std::size_t next_ = 0;
};

TEST_CASE("SystemRandom: does not repeat, and fills all that is asked", "[random]") {
  SystemRandom random;
  std::set<std::array<std::uint8_t, 16>> seen;
  for (int index = 0; index < 1000; ++index) {
    seen.insert(random.array<16>());
  }
  CHECK(seen.size() == 1000);
  std::vector<std::uint8_t> large(100'000);
  random.fill(large);
  CHECK(std::count(large.end() - 1000, large.end(), 0) < 100);
  random.fill({});
}

TEST_CASE("Random: a number below a bound stays below it and takes each value", "[random]") {
  SeededRandom random(3);
  INFO(random.description());
  CHECK(random.below(1) == 0);
  std::array<int, 6> counts{};
  for (int index = 0; index < 60'000; ++index) {
    ++counts.at(random.below(6));
  }
  for (const int count : counts) {
    CHECK(count > 9'500);
    CHECK(count < 10'500);
  }
  CHECK(random.below(std::numeric_limits<std::uint64_t>::max()) <
        std::numeric_limits<std::uint64_t>::max());
}

TEST_CASE("Random: draws that would favour small numbers are thrown away", "[random]") {
  // 2^64 - 1 is in the incomplete last run of 3; 2^64 - 2 is the last of the complete ones.
  Repeating random{255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 254};
  CHECK(random.below(3) == 2);
  CHECK(random.taken() == 16);
  // A power of two divides 2^64: nothing is thrown away.
  Repeating highest{255};
  CHECK(highest.below(1024) == 1023);
  CHECK(highest.taken() == 8);
}

TEST_CASE("SeededRandom: a seed repeats its run, however it is read", "[random]") {
  SeededRandom one(42);
  SeededRandom other(42);
  std::array<std::uint8_t, 24> whole{};
  one.fill(whole);
  for (const std::uint8_t byte : whole) {
    CHECK(other.array<1>()[0] == byte);
  }
  CHECK(SeededRandom(1).u64() != SeededRandom(2).u64());
}

}  // namespace
}  // namespace outreach::testing
