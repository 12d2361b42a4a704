// The files of a machine whose disk is a FaultyVfs: the power that fails there fails here, and each
// change made here is one more moment at which it can.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>
#include <vector>

#include "platform/files/files.h"
#include "tests/support/faulty_vfs.h"

namespace outreach::testing {

class PoweredFiles final : public Files {
 public:
  // `finishes`: whether the change at which the power fails still reaches the disk.
  PoweredFiles(FaultyVfs& power, bool finishes) : power_(power), finishes_(finishes) {}

  Result<Bytes> read(const Path& path, std::size_t limit) override {
    return power_.is_off() ? Result<Bytes>(failed("reading", path)) : disk_.read(path, limit);
  }
  Result<void> write_atomically(const Path& path, ByteView content, unsigned mode) override {
    return change("writing", path, [&] { return replace(path, content, mode); });
  }
  Result<void> make_folders(const Path& path) override {
    return change("making folder", path, [&] { return disk_.make_folders(path); });
  }
  Result<void> remove(const Path& path) override {
    return change("removing", path, [&] { return disk_.remove(path); });
  }
  Result<void> rename(const Path& from, const Path& to) override {
    return change("renaming", from, [&] { return disk_.rename(from, to); });
  }
  Result<void> reserve(const Path& path, std::uint64_t bytes) override {
    return change("reserving", path, [&] { return disk_.reserve(path, bytes); });
  }
  Result<std::vector<std::string>> list(const Path& folder) override {
    return power_.is_off() ? Result<std::vector<std::string>>(failed("listing", folder))
                           : disk_.list(folder);
  }
  bool exists(const Path& path) override {
    return disk_.exists(path);
  }
  Result<std::uint64_t> free_bytes(const Path& path) override {
    return disk_.free_bytes(path);
  }
  Result<std::uint64_t> disk_of(const Path& path) override {
    return disk_.disk_of(path);
  }

 private:
  // As whole as the real one, and without its syncs: nothing here has to outlive the test, and a
  // real sync is slow.
  static Result<void> replace(const Path& path, ByteView content, unsigned mode) {
    const Path part = path.string() + ".part";
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    out.write(reinterpret_cast<const char*>(content.data()),
              static_cast<std::streamsize>(content.size()));
    out.close();
    std::error_code wrong;
    std::filesystem::permissions(part, static_cast<std::filesystem::perms>(mode), wrong);
    std::filesystem::rename(part, path, wrong);
    return out && !wrong ? Result<void>() : Result<void>(failed("writing", path));
  }
  static Error failed(const char* doing, const Path& path) {
    return {ErrorCode::InputOutput, std::string(doing) + " " + path.string() + ": no power"};
  }
  template <typename Work>
  Result<void> change(const char* doing, const Path& path, Work work) {
    if (power_.is_off()) {
      return failed(doing, path);
    }
    if (power_.pass_moment()) {
      return work();
    }
    if (finishes_) {
      static_cast<void>(work().has_value());
    }
    return failed(doing, path);
  }

  FaultyVfs& power_;
  bool finishes_;
  SystemFiles disk_;
};

}  // namespace outreach::testing
