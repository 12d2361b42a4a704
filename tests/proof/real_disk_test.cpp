// A real, small file system of its own: an ext4 image where this machine lets us mount one, else a
// tmpfs. It fills up to its last byte, turns read-only, is pulled out, and comes back.
#include <algorithm>
#include <cstdint>
#include <fcntl.h>
#include <iostream>
#include <optional>
#include <string>
#include <sys/ioctl.h>
#include <unistd.h>
#include <vector>

#include "tests/proof/proof_kiosk.h"
#include "tests/support/catch.h"
#include "tests/support/program.h"

namespace outreach::testing {
namespace {

constexpr const char* kImageSize = "20M";

bool runs(const std::string& program, const std::vector<std::string>& arguments) {
  return ::access(program.c_str(), X_OK) == 0 && run_program(program, arguments).exit_code == 0;
}

class RealDisk {
 public:
  static constexpr const char* kMount = "/usr/bin/mount";
  static constexpr const char* kUnmount = "/usr/bin/umount";

  RealDisk() {
    std::filesystem::create_directory(folder());
    const std::string image = folder_ / "image";
    const bool is_ext4 = runs("/usr/bin/truncate", {"-s", kImageSize, image}) &&
                         runs("/usr/sbin/mkfs.ext4", {"-q", "-F", "-m", "0", image}) && put_in();
    if (is_ext4) {
      kind_ = "ext4";
    } else if (runs(kMount, {"-t", "tmpfs", "-o", std::string("size=") + kImageSize, "tmpfs",
                             folder().string()})) {
      kind_ = "tmpfs";
    }
  }
  ~RealDisk() {
    if (is_there()) {
      runs(kUnmount, {folder().string()});
    }
  }
  RealDisk(const RealDisk&) = delete;
  RealDisk& operator=(const RealDisk&) = delete;

  bool is_there() const {
    return !kind_.empty();
  }
  const std::string& kind() const {
    return kind_;
  }
  Path folder() const {
    return folder_ / "disk";
  }
  bool remount(const char* how) const {
    return runs(kMount, {"-o", std::string("remount,") + how, folder().string()});
  }
  // As a card that is drawn out of its slot: nothing that is not on it by now comes there, and
  // nothing can be read. False where the kernel or the file system cannot.
  bool pull_out() const {
    const int root = ::open(folder().c_str(), O_RDONLY | O_DIRECTORY);
    REQUIRE(root >= 0);
    // EXT4_IOC_SHUTDOWN (fs/ext4/ext4.h) with EXT4_GOING_FLAGS_NOLOGFLUSH.
    std::uint32_t how = 2;
    const bool is_out = ::ioctl(root, _IOR('X', 125, std::uint32_t), &how) == 0;
    ::close(root);
    return is_out;
  }
  // Again, with nothing on it in use.
  bool put_back() const {
    return runs(kUnmount, {folder().string()}) && put_in();
  }
  // Until not one more byte fits.
  void fill() const {
    const int file = ::open((folder() / "filler").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    REQUIRE(file >= 0);
    for (std::size_t size = 1 << 20; size > 0; size /= 2) {
      const std::vector<char> block(size, 'x');
      while (::write(file, block.data(), size) > 0) {
      }
    }
    ::fsync(file);
    ::close(file);
  }
  void make_room() const {
    std::filesystem::remove(folder() / "filler");
  }

 private:
  bool put_in() const {
    return runs(kMount, {"-o", "loop", (folder_ / "image").string(), folder().string()});
  }

  TemporaryFolder folder_;
  std::string kind_;
};

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
  const RealDisk disk;
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
  const RealDisk disk;
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
  const RealDisk disk;
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
  const RealDisk disk;
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
