// Files on the machine's disk. POSIX; every path is UTF-8. Any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "platform/base/bytes.h"
#include "platform/base/result.h"

namespace outreach {

using Path = std::filesystem::path;

class Files {
 public:
  virtual ~Files() = default;

  // Whole content. NotFound when absent; TooLarge above `limit` bytes.
  virtual Result<Bytes> read(const Path& path, std::size_t limit) = 0;
  // Replaces the file whole or not at all: temporary name, write, fsync, rename, fsync of the
  // folder. On success it survives a power cut. `mode` are POSIX permission bits. NoSpace when
  // full.
  virtual Result<void> write_atomically(const Path& path, ByteView content, unsigned mode) = 0;
  virtual Result<void> make_folders(const Path& path) = 0;  // no error when it exists
  virtual Result<void> remove(const Path& path) = 0;        // no error when absent
  virtual bool exists(const Path& path) = 0;
  virtual Result<std::uint64_t> free_bytes(const Path& path) = 0;
};

class SystemFiles final : public Files {
 public:
  Result<Bytes> read(const Path& path, std::size_t limit) override;
  Result<void> write_atomically(const Path& path, ByteView content, unsigned mode) override;
  Result<void> make_folders(const Path& path) override;
  Result<void> remove(const Path& path) override;
  bool exists(const Path& path) override;
  Result<std::uint64_t> free_bytes(const Path& path) override;
};

// Holds an exclusive advisory lock (flock) on a file for its lifetime, so that one process alone
// uses a data folder. The lock ends with the process however it ends.
class FileLock {
 public:
  // Refused when another process holds it.
  static Result<FileLock> acquire(const Path& path);
  ~FileLock();
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

// $XDG_DATA_HOME/outreach, else ~/.local/share/outreach.
Path user_data_folder();
// Where the assets are: OUTREACH_ASSETS if set, else beside the program (../share/outreach), else
// the build's folder.
Path assets_folder();

}  // namespace outreach
