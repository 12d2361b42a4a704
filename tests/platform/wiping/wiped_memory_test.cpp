// What was given back is no longer there to be read.
#include "platform/wiping/wiped_memory.h"

#include <cstdint>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/catch.h"

namespace outreach {
namespace {

// Put together at run time, so that the program's own text is not what is found.
std::string secret_words() {
  std::string words = "去年秋收";
  words += "以后工资没有结清";
  return words;
}

// Places in this process's writable memory where the needle stands.
int places_in_memory(const std::vector<char>& needle) {
  std::ifstream maps("/proc/self/maps");
  std::ifstream memory("/proc/self/mem", std::ios::binary);
  int found = 0;
  std::string line;
  while (std::getline(maps, line)) {
    std::istringstream row(line);
    std::size_t first = 0;
    std::size_t last = 0;
    char dash = 0;
    std::string rights;
    row >> std::hex >> first >> dash >> last >> rights;
    const bool is_heap = line.find("[heap]") != std::string::npos;
    if (!is_heap || rights.find('w') == std::string::npos) {
      continue;
    }
    std::vector<char> bytes(last - first);
    memory.seekg(static_cast<std::streamoff>(first));
    memory.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    for (std::size_t i = 0; i + needle.size() <= bytes.size(); ++i) {
      bool is_here = true;
      for (std::size_t j = 0; is_here && j < needle.size(); ++j) {
        is_here = bytes[i + j] == static_cast<char>(needle[j] ^ 0x55);
      }
      found += is_here ? 1 : 0;
    }
  }
  return found;
}

// Kept in another form, so that the needle itself is not found.
std::vector<char> disguised(const std::string& words) {
  std::vector<char> needle;
  needle.reserve(words.size());
  for (const char c : words) {
    needle.push_back(static_cast<char>(c ^ 0x55));
  }
  return needle;
}

TEST_CASE("Wiping: what a freed string held is overwritten", "[wiping]") {
  wipe_freed_memory();
  const std::vector<char> needle = disguised(secret_words());
  // The allocator writes over the first bytes of what it gets back, so those must not count.
  constexpr std::size_t kAllocatorsOwn = 64;
  auto held = std::make_unique<std::string>(std::string(kAllocatorsOwn, '.') + secret_words());
  // Under a sanitizer the heap is elsewhere; then there is nothing to look at here.
  if (places_in_memory(needle) == 0) {
    SKIP("the heap is not where it can be read");
  }
  held.reset();
  CHECK(places_in_memory(needle) == 0);
}

TEST_CASE("Wiping: memory is what was asked for, at every size and alignment", "[wiping]") {
  wipe_freed_memory();
  struct alignas(256) Wide {
    char bytes[512];
  };
  for (std::size_t size : {0UL, 1UL, 15UL, 4096UL, 1UL << 20U}) {
    std::vector<std::unique_ptr<char[]>> pieces;
    for (int i = 0; i < 50; ++i) {
      pieces.push_back(std::make_unique<char[]>(size));
      for (std::size_t at = 0; at < size; ++at) {
        REQUIRE(pieces.back()[at] == 0);
        pieces.back()[at] = 'x';
      }
    }
  }
  for (int i = 0; i < 50; ++i) {
    const auto wide = std::make_unique<Wide>();
    CHECK(reinterpret_cast<std::uintptr_t>(wide.get()) % 256 == 0);
  }
}

}  // namespace
}  // namespace outreach
