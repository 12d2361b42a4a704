// Packs for tests: what a county publishes, and a catalogue that is one.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sync/ledger/pack_shelf.h"
#include "sync/protocol/pack.h"
#include "tests/support/catch.h"
#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"
#include "tests/support/temporary_folder.h"

namespace outreach::testing {

// The data folder of a kiosk whose disk is in memory.
inline const Path kPackData = "/kiosk";
// Such a disk's size: room for packs beside what is kept for taps, which they leave free.
inline constexpr std::uint64_t kPackDiskBytes = 64 << 20;

inline Bytes bytes_from(const std::string& text) {
  return {text.begin(), text.end()};
}

// The smallest whole one; `county` tells one version from another.
inline Bytes catalogue_of(const std::string& county) {
  return bytes_from(
      "{\"county\":\"" + county +
      "\",\"leaflets\":[],\"departments\":[],\"topics\":[],\"places\":[],\"staff\":[]}");
}

// Bytes that no compressor makes smaller.
inline Bytes noise(std::size_t size, std::uint64_t seed) {
  SeededRandom random(seed);
  Bytes bytes(size);
  random.fill(bytes);
  return bytes;
}

inline std::vector<ledger::PackSource> small_content(const std::string& county) {
  return {{"catalogue.json", catalogue_of(county)},
          {"leaflets/a/001.png", noise(3'000, 1)},
          {"leaflets/a/002.png", bytes_from("page two of " + county)}};
}

// A shelf in a folder of its own, and the key that kiosks pin.
class Publisher {
 public:
  Publisher() : key(crypto::SigningKey::generate(random)), shelf(folder.path(), files) {
    REQUIRE(crypto::initialise());
  }

  protocol::PackManifest publish(std::vector<ledger::PackSource> sources,
                                 std::chrono::hours lifetime = std::chrono::hours(24 * 365)) {
    auto published = shelf.publish({protocol::kContentPack, std::move(sources), clock.now().wall,
                                    clock.now().wall + lifetime, 0},
                                   key);
    if (!published) {
      FAIL(published.error().context);
    }
    return *std::move(published);
  }
  Bytes document(std::uint64_t version) const {
    auto bytes = shelf.manifest(protocol::kContentPack, version);
    REQUIRE(bytes);
    return *std::move(bytes);
  }

  TemporaryFolder folder;
  FakeClock clock;
  SeededRandom random{11};
  SystemFiles files;
  crypto::SigningKey key;
  ledger::PackShelf shelf;
};

}  // namespace outreach::testing
