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

// More names than this in one folder are refused: far above what a kiosk writes in ten years of
// market days, and still few enough to hold and sort in memory.
inline constexpr std::size_t kListedFilesMax = 100'000;

// Permission bits for `write_atomically`: its owner alone may read the file; everyone may.
inline constexpr unsigned kOwnerOnly = 0600;
inline constexpr unsigned kEveryoneReads = 0644;

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
  // No error when absent. On success it is gone after a power cut too.
  virtual Result<void> remove(const Path& path) = 0;
  // Moves a file to another name on the same disk, replacing what is there. On success the new
  // name survives a power cut and the old one is gone; what the file holds is as durable as whoever
  // wrote it made it. NotFound when `from` or the folder of `to` is absent; InvalidInput for
  // folders and across disks.
  virtual Result<void> rename(const Path& from, const Path& to) = 0;
  // Names of the regular files directly inside, sorted by bytes; no folders, links or devices. A
  // write that was cut off may have left a "*.part" among them. NotFound when there is no such
  // folder; TooLarge above kListedFilesMax.
  virtual Result<std::vector<std::string>> list(const Path& folder) = 0;
  // Sees to it that the file is there with exactly `bytes` bytes that really take up the disk, so
  // that removing it later gives that much space back; its content means nothing. Survives a power
  // cut. Does nothing when it is so already. NoSpace when the disk has not that much left; after
  // any failure there is no such file.
  virtual Result<void> reserve(const Path& path, std::uint64_t bytes) = 0;
  virtual bool exists(const Path& path) = 0;
  virtual Result<std::uint64_t> free_bytes(const Path& path) = 0;
  // A number of the disk that the path lies on, the same for every path that is lost with it: the
  // file system's, and where that is a partition, the number of the whole disk. Good for comparing
  // while the machine runs. What is put together from several disks (LVM, RAID, a container's
  // layers) is a disk of its own. NotFound when there is no such path.
  virtual Result<std::uint64_t> disk_of(const Path& path) = 0;
};

class SystemFiles : public Files {
 public:
  Result<Bytes> read(const Path& path, std::size_t limit) override;
  Result<void> write_atomically(const Path& path, ByteView content, unsigned mode) override;
  Result<void> make_folders(const Path& path) override;
  Result<void> remove(const Path& path) override;
  Result<void> rename(const Path& from, const Path& to) override;
  Result<std::vector<std::string>> list(const Path& folder) override;
  Result<void> reserve(const Path& path, std::uint64_t bytes) override;
  bool exists(const Path& path) override;
  Result<std::uint64_t> free_bytes(const Path& path) override;
  Result<std::uint64_t> disk_of(const Path& path) override;
};

// Whether `inner` is `outer` or lies anywhere below it, links followed; neither has to be there.
// False when it cannot be found out.
bool is_inside(const Path& inner, const Path& outer);

// Refuses root the data folder of another user: what root made in it (a key, a lock, a database)
// that user could not open afterwards. The error says as whom to run. Every command asks this
// before it opens anything. No error when there is no such folder.
Result<void> check_user(const Path& folder);

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
