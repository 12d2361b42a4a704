#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/files/files.h"
#include "platform/files/posix.h"

namespace outreach {

namespace {

constexpr unsigned kReservedFileMode = 0600;

constexpr std::uint64_t kBlockUnit = 512;  // stat(2) counts blocks in this, whatever the disk's are

Result<struct stat> status_of(const posix::Descriptor& file, const Path& path) {
  struct stat status {};
  if (fstat(file.number(), &status) != 0) {
    return posix::error_from(errno, "reserving", path);
  }
  return status;
}

// A file of the right length need not have blocks: a backup may have brought it back as one hole.
bool is_reserved(const struct stat& status, std::uint64_t bytes) {
  return static_cast<std::uint64_t>(status.st_size) == bytes &&
         static_cast<std::uint64_t>(status.st_blocks) * kBlockUnit >= bytes;
}

// Every block allocated by the file system. Where it cannot (FAT), the C library writes to each.
int allocate(const posix::Descriptor& file, std::uint64_t bytes) {
  int cause = EINTR;
  while (bytes > 0 && cause == EINTR) {
    cause = posix_fallocate(file.number(), 0, static_cast<off_t>(bytes));
  }
  return bytes > 0 ? cause : 0;
}

Result<void> fill(posix::Descriptor& file, const Path& path, std::uint64_t bytes) {
  // Cut first: what is left over of another length is given back or grown.
  if (ftruncate(file.number(), 0) != 0) {
    return posix::error_from(errno, "reserving", path);
  }
  const int refused = allocate(file, bytes);
  if (refused != 0) {
    return posix::error_from(refused, "reserving", path);
  }
  if (fsync(file.number()) != 0) {
    return posix::error_from(errno, "syncing", path);
  }
  const int close_error = file.close_now();
  if (close_error != 0) {
    return posix::error_from(close_error, "closing", path);
  }
  return posix::sync_folder(path.parent_path());
}

}  // namespace

Result<void> SystemFiles::reserve(const Path& path, std::uint64_t bytes) {
  Result<posix::Descriptor> file =
      posix::open_file(path, O_RDWR | O_CREAT | O_NOFOLLOW, kReservedFileMode, "reserving");
  if (!file) {
    return file.error();
  }
  Result<struct stat> status = status_of(*file, path);
  if (status && is_reserved(*status, bytes)) {
    return {};
  }
  // Asked before, because an allocation that fails half way has taken the last block from whoever
  // is saving an entry at that moment.
  const Result<std::uint64_t> free = free_bytes(path);
  Result<void> reserved;
  if (!status || !free) {
    reserved = status ? free.error() : status.error();
  } else if (*free + static_cast<std::uint64_t>(status->st_blocks) * kBlockUnit < bytes) {
    reserved = posix::error_from(ENOSPC, "reserving", path);
  } else {
    reserved = fill(*file, path, bytes);
  }
  if (!reserved) {
    (void)remove(path).has_value();
  }
  return reserved;
}

}  // namespace outreach
