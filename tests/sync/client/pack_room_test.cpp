// How much of a kiosk's disk packs may take: never the room that is kept for taps.
#include "sync/journal/journal.h"
#include "sync/journal/reserve.h"
#include "tests/support/catch.h"
#include "tests/sync/client/packs_by_stick.h"

namespace outreach::client {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

constexpr std::size_t kPageBytes = 50'000;

struct SmallDisk : PacksByStick {
  SmallDisk() : PacksByStick(protocol::kContentPack) {
    page = *publisher
                .publish({{"catalogue.json", catalogue_of("甲")}, {"a.png", noise(kPageBytes, 1)}})
                .file("a.png");
    lay_out();
  }
  // So many bytes are free from now on.
  void leave(std::uint64_t bytes) {
    capacity = capacity - free() + bytes;
    disk.set_capacity(capacity);
  }
  std::uint64_t free() {
    return disk.free_bytes(kPackData).value();
  }
  bool is_refused_for_room() {
    const Installed taken = take();
    const auto* refused = std::get_if<PackRefused>(&taken);
    return refused != nullptr && refused->reason == PackRefusal::NoSpace;
  }

  std::uint64_t capacity = kPackDiskBytes;
  protocol::PackFile page;
};

TEST_CASE("Pack room: twice what is still to come must be free, beside the room that is for taps",
          "[client][pack]") {
  SmallDisk bench;
  bench.leave(journal::kReserveBytes + 2 * kPageBytes);  // and the catalogue comes too
  CHECK(bench.is_refused_for_room());
  CHECK(bench.store()->standing().value().installed == 0);
  bench.leave(journal::kReserveBytes + 2 * kPageBytes + 10'000);
  CHECK(std::holds_alternative<PackStanding>(bench.take()));
  CHECK(bench.free() >= journal::kReserveBytes);
}

TEST_CASE("Pack room: what a full disk's journal gave up is taken by no pack", "[client][pack]") {
  SmallDisk bench;
  journal::Reserve reserve(bench.disk, kPackData / journal::kReserveFile, journal::kReserveBytes);
  reserve.keep();
  REQUIRE_FALSE(reserve.is_missing());
  bench.leave(0);
  REQUIRE(reserve.give_up());
  REQUIRE(bench.free() == journal::kReserveBytes);
  CHECK(bench.is_refused_for_room());
  // Somebody removed enough for both.
  bench.leave(2 * journal::kReserveBytes + 4 * kPageBytes);
  reserve.keep();
  REQUIRE_FALSE(reserve.is_missing());
  CHECK(std::holds_alternative<PackStanding>(bench.take()));
}

TEST_CASE("Pack room: what comes once the room is gone leaves what is for taps free",
          "[client][pack]") {
  SmallDisk bench;
  const auto store = bench.store();
  REQUIRE(std::holds_alternative<protocol::PackManifest>(
      store->consider(bench.publisher.document(1), bench.time())));
  const PackNeed need{bench.page, std::nullopt};
  const Bytes content = bench.publisher.shelf.file(need.hash()).value();
  const std::uint64_t just_enough = journal::kReserveBytes + content.size();
  bench.leave(just_enough - 1);
  CHECK(store->keep_part(need, 0, content).error().code == ErrorCode::NoSpace);
  CHECK(store->finish(need, content).error().code == ErrorCode::NoSpace);
  CHECK(bench.free() == just_enough - 1);
  bench.leave(just_enough);
  CHECK(store->finish(need, content));
  CHECK(store->read(need.file).value() == content);
}

}  // namespace
}  // namespace outreach::client
