// Every decoder, fed with samples and with what lies near them: the part of fuzzing that needs no
// clang.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "platform/crypto/crypto.h"
#include "tests/fuzz/target.h"
#include "tests/support/catch.h"
#include "tests/support/seeded_random.h"

namespace outreach::fuzz {
namespace {

TEST_CASE("Fuzz: each decoder takes its samples, cut anywhere and with any byte changed",
          "[fuzz]") {
  REQUIRE(crypto::initialise());
  const Target& target = GENERATE(from_range(targets().begin(), targets().end()));
  INFO(target.name);
  const auto seeds = target.seeds();
  REQUIRE_FALSE(seeds.empty());
  target.feed({});
  for (const Bytes& seed : seeds) {
    target.feed(seed);
    // A hundred places of each, for a connection or a database is behind some.
    const std::size_t step = seed.size() / 50 + 1;
    for (std::size_t place = 0; place < seed.size(); place += step) {
      target.feed(ByteView(seed).first(place));
      Bytes changed = seed;
      changed[place] = static_cast<std::uint8_t>(changed[place] + 0x81);
      target.feed(changed);
    }
  }
}

TEST_CASE("Fuzz: each decoder takes noise, and samples put together wrongly", "[fuzz]") {
  REQUIRE(crypto::initialise());
  const Target& target = GENERATE(from_range(targets().begin(), targets().end()));
  INFO(target.name);
  testing::SeededRandom random(11);
  const auto seeds = target.seeds();
  for (int round = 0; round < 100; ++round) {
    Bytes noise(static_cast<std::size_t>(random.below(300)));
    random.fill(noise);
    target.feed(noise);
    const Bytes& first = seeds[static_cast<std::size_t>(random.below(seeds.size()))];
    const Bytes& second = seeds[static_cast<std::size_t>(random.below(seeds.size()))];
    Bytes spliced(first.begin(),
                  first.begin() + static_cast<std::ptrdiff_t>(random.below(first.size() + 1)));
    const auto from = static_cast<std::ptrdiff_t>(random.below(second.size() + 1));
    spliced.insert(spliced.end(), second.begin() + from, second.end());
    target.feed(spliced);
  }
}

// tests/fuzz/found/TARGET-NAME: each broke something once.
TEST_CASE("Fuzz: what once broke a decoder does not any more", "[fuzz]") {
  REQUIRE(crypto::initialise());
  const std::filesystem::path folder(OUTREACH_SOURCE_FOLDER "/tests/fuzz/found");
  if (!std::filesystem::exists(folder)) {
    return;
  }
  for (const auto& item : std::filesystem::directory_iterator(folder)) {
    const std::string name = item.path().filename().string();
    INFO(name);
    const Target* target = find_target(name.substr(0, name.find('-')));
    REQUIRE(target != nullptr);
    std::ifstream file(item.path(), std::ios::binary);
    const Bytes input{std::istreambuf_iterator<char>(file), {}};
    target->feed(input);
  }
}

}  // namespace
}  // namespace outreach::fuzz
