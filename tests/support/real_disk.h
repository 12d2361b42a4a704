// A real, small file system of its own: an ext4 image where this machine lets us mount one, else a
// tmpfs. It fills up to its last byte, turns read-only, is pulled out, and comes back.
#pragma once

#include <cstdint>
#include <fcntl.h>
#include <filesystem>
#include <string>
#include <sys/ioctl.h>
#include <unistd.h>
#include <vector>

#include "platform/files/files.h"
#include "tests/support/catch.h"
#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

namespace outreach::testing {

class RealDisk {
 public:
  static constexpr const char* kMount = "/usr/bin/mount";
  static constexpr const char* kUnmount = "/usr/bin/umount";

  // `size` as truncate(1) and tmpfs take it.
  explicit RealDisk(const std::string& size) {
    std::filesystem::create_directory(folder());
    const std::string image = folder_ / "image";
    const bool is_ext4 = runs("/usr/bin/truncate", {"-s", size, image}) &&
                         runs("/usr/sbin/mkfs.ext4", {"-q", "-F", "-m", "0", image}) && put_in();
    if (is_ext4) {
      kind_ = "ext4";
    } else if (runs(kMount, {"-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder().string()})) {
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
  // Until so many bytes are free; false where there are fewer already.
  bool leave(std::uint64_t bytes) const {
    const std::uint64_t free = std::filesystem::space(folder()).available;
    const int file = ::open((folder() / "filler").c_str(), O_WRONLY | O_CREAT, 0600);
    REQUIRE(file >= 0);
    const bool is_left =
        free >= bytes &&
        (free == bytes || ::posix_fallocate(file, 0, static_cast<off_t>(free - bytes)) == 0);
    ::close(file);
    return is_left;
  }
  void make_room() const {
    std::filesystem::remove(folder() / "filler");
  }

 private:
  static bool runs(const std::string& program, const std::vector<std::string>& arguments) {
    return ::access(program.c_str(), X_OK) == 0 && run_program(program, arguments).exit_code == 0;
  }
  bool put_in() const {
    return runs(kMount, {"-o", "loop", (folder_ / "image").string(), folder().string()});
  }

  TemporaryFolder folder_;
  std::string kind_;
};

}  // namespace outreach::testing
