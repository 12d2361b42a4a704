// A day on a real, small file system that fills up, turns read-only, is pulled out, and comes back.
#include "tests/support/real_disk.h"

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "tests/proof/proof_kiosk.h"
#include "tests/support/catch.h"

namespace outreach::testing {
namespace {

constexpr const char* kImageSize = "20M";

// The kiosk of a day on that disk, through SQLite's own VFS and with real syncs.
struct DiskKiosk : ProofKiosk {
  explicit DiskKiosk(const RealDisk& real) : ProofKiosk(real.folder() / "data") {
    options.vfs = "";
    files = &system;
  }
  SystemFiles system;
};

// Records taps until one is refused for want of room; how many were saved.
int tap_until_full(ProofKiosk& kiosk, int most) {
  for (int taps = 0; taps < most; ++taps) {
    const auto saved = kiosk.save({handout_draft(1, 1)});
    if (!saved) {
      CHECK(saved.error().code == ErrorCode::NoSpace);
      return taps;
    }
  }
  return most;
}

TEST_CASE("Real disk: a day is recorded to its end on a full disk, from the room kept for it",
          "[proof]") {
  const RealDisk disk(kImageSize);
  if (!disk.is_there()) {
    SKIP("this machine lets no file system be mounted");
  }
  DiskKiosk kiosk(disk);
  kiosk.options.reserve_bytes = journal::kReserveBytes;
  kiosk.open();
  REQUIRE_FALSE(kiosk.journal->opening().reserve_missing);
  kiosk.must_save({outing_draft()});
  disk.fill();
  constexpr int kMarketDay = 1'000;  // taps at the busiest stall
  constexpr int kMoreThanFit = 100'000;
  const int taps = tap_until_full(kiosk, is_long_run() ? kMoreThanFit : kMarketDay);
  CHECK(taps >= kMarketDay);
  CHECK(taps < kMoreThanFit);
  CHECK(kiosk.journal->head().sequence == static_cast<journal::Sequence>(taps) + 1);
  kiosk.check();
  kiosk.close();
  disk.make_room();
  kiosk.open();
  kiosk.check();
  kiosk.go_on();
  std::cout << "real disk (" << disk.kind() << "): " << taps << " taps after the last free byte\n";
}

TEST_CASE("Real disk: at zero bytes free nothing breaks, at whatever stage it comes", "[proof]") {
  const RealDisk disk(kImageSize);
  if (!disk.is_there()) {
    SKIP("this machine lets no file system be mounted");
  }
  int stages = 0;
  for (int entries = 0; entries < 6; ++entries) {
    INFO("full after " << entries << " entries");
    std::filesystem::remove_all(disk.folder() / "data");
    DiskKiosk kiosk(disk);
    if (entries == 0) {
      // Not even founded: opening says why, and works once there is room.
      disk.fill();
      const auto opened = kiosk.try_open();
      if (!opened) {
        CHECK(opened.error().code == ErrorCode::NoSpace);
      }
      kiosk.close();
    } else {
      kiosk.open();
      kiosk.must_save({outing_draft()});
      for (int i = 1; i < entries; ++i) {
        kiosk.must_save({handout_draft(1, i), consultation_draft(1, i)});
      }
      disk.fill();
      tap_until_full(kiosk, 5'000);
      const auto acknowledged = kiosk.take_ack(1);
      CHECK((acknowledged || acknowledged.error().code == ErrorCode::NoSpace));
      kiosk.close();
      // A full disk at the start of the day: opened or refused in words, and unharmed.
      static_cast<void>(kiosk.try_open().has_value());
      kiosk.close();
    }
    disk.make_room();
    kiosk.open();
    kiosk.check();
    kiosk.go_on();
    ++stages;
  }
  std::cout << "real disk (" << disk.kind() << "): full at " << stages << " stages\n";
}

TEST_CASE("Real disk: a disk that turned read-only is told, and harms nothing", "[proof]") {
  const RealDisk disk(kImageSize);
  if (!disk.is_there()) {
    SKIP("this machine lets no file system be mounted");
  }
  DiskKiosk kiosk(disk);
  kiosk.open();
  kiosk.must_save({outing_draft(), handout_draft(journal::kOutingOfThisAppend, 4)});
  kiosk.close();
  REQUIRE(disk.remount("ro"));
  const auto refused = kiosk.try_open();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::Refused);
  REQUIRE(disk.remount("rw"));
  kiosk.open();
  kiosk.check();
  kiosk.go_on();
  std::cout << "real disk (" << disk.kind() << "): read-only once\n";
}

TEST_CASE("Real disk: a medium that was pulled out is told, and what was confirmed is on it",
          "[proof]") {
  const RealDisk disk(kImageSize);
  if (disk.kind() != "ext4") {
    SKIP("this machine lets no ext4 image be mounted");
  }
  const int rounds = is_long_run() ? 40 : 4;
  std::size_t confirmed = 0;
  for (int round = 0; round < rounds; ++round) {
    INFO("pulled out after " << round << " entries");
    std::filesystem::remove_all(disk.folder() / "data");
    DiskKiosk kiosk(disk);
    kiosk.open();
    kiosk.must_save({outing_draft()});
    for (int i = 1; i <= round; ++i) {
      kiosk.must_save({handout_draft(1, i), consultation_draft(1, i)});
    }
    if (!disk.pull_out()) {
      SKIP("this kernel cannot take a disk away");
    }
    const auto refused = kiosk.save({handout_draft(1, 99)});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::InputOutput);
    CHECK_FALSE(kiosk.save({handout_draft(1, 98)}));  // that handle is done with
    kiosk.close();
    CHECK_FALSE(kiosk.try_open());
    kiosk.close();
    REQUIRE(disk.put_back());
    kiosk.open();
    CHECK_FALSE(kiosk.journal->opening().epoch);
    kiosk.check();
    confirmed += kiosk.promises.witness.saved().size();
    kiosk.go_on();
  }
  std::cout << "real disk (" << disk.kind() << "): pulled out " << rounds << " times, " << confirmed
            << " confirmed entries\n";
}

}  // namespace
}  // namespace outreach::testing
