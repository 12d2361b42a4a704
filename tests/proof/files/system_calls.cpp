// The system calls of this program, by the linker's --wrap. Without a PlainDisk, and for files that
// are not its, they are what they were. Nothing of a test outlives the machine, so that syncs of
// its files are only noted.
#include <cerrno>
#include <cstdarg>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/proof/files/plain_disk.h"

using outreach::testing::PlainDisk;
using Call = PlainDisk::Call;

namespace {

PlainDisk* disk_of(int file) {
  PlainDisk* disk = PlainDisk::current();
  return disk != nullptr && disk->is_open(file) ? disk : nullptr;
}
PlainDisk* disk_of(const char* path) {
  PlainDisk* disk = PlainDisk::current();
  return disk != nullptr && disk->is_of_root(path) ? disk : nullptr;
}
// True: errno says why the call fails.
bool fails(PlainDisk* disk, Call call) {
  const int cause = disk != nullptr ? disk->failure(call) : 0;
  if (cause != 0) {
    errno = cause;
  }
  return cause != 0;
}
// True: the power failed at this change, which has been noted.
bool is_cut(PlainDisk* disk) {
  const bool is = disk != nullptr && disk->is_cut();
  if (is) {
    errno = EIO;
  }
  return is;
}

}  // namespace

extern "C" {

int __real_open(const char* path, int flags, ...);
ssize_t __real_read(int file, void* out, size_t size);
ssize_t __real_write(int file, const void* content, size_t size);
int __real_fsync(int file);
int __real_close(int file);
int __real_rename(const char* from, const char* to);
int __real_unlink(const char* path);
int __real_mkdir(const char* path, mode_t mode);
int __real_ftruncate(int file, off_t size);
int __real_posix_fallocate(int file, off_t begin, off_t size);
int __real_fchmod(int file, mode_t mode);
int __real_flock(int file, int operation);

int __wrap_open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
  va_end(arguments);
  PlainDisk* disk = disk_of(path);
  if (fails(disk, Call::Open)) {
    return -1;
  }
  const bool is_new = disk != nullptr && (flags & O_CREAT) != 0 && access(path, F_OK) != 0;
  const int file = __real_open(path, flags, mode);
  if (disk == nullptr || file < 0) {
    return file;
  }
  disk->opened(file, path, is_new);
  if (is_new && is_cut(disk)) {
    disk->closed(file);
    __real_close(file);
    errno = EIO;
    return -1;
  }
  return file;
}

ssize_t __wrap_read(int file, void* out, size_t size) {
  PlainDisk* disk = disk_of(file);
  if (fails(disk, Call::Read)) {
    return -1;
  }
  return __real_read(file, out, disk != nullptr ? disk->bytes_of(Call::Read, size) : size);
}

ssize_t __wrap_write(int file, const void* content, size_t size) {
  PlainDisk* disk = disk_of(file);
  if (fails(disk, Call::Write)) {
    return -1;
  }
  if (disk != nullptr) {
    size = disk->bytes_of(Call::Write, size);
    disk->will_write(file, {static_cast<const std::uint8_t*>(content), size});
    if (is_cut(disk)) {
      return -1;
    }
  }
  return __real_write(file, content, size);
}

int __wrap_fsync(int file) {
  PlainDisk* disk = disk_of(file);
  if (disk == nullptr) {
    return __real_fsync(file);
  }
  if (fails(disk, Call::Sync) || is_cut(disk)) {
    return -1;
  }
  disk->synced(file);
  return 0;
}

int __wrap_close(int file) {
  PlainDisk* disk = disk_of(file);
  if (disk == nullptr) {
    return __real_close(file);
  }
  disk->closed(file);
  const int closed = __real_close(file);
  return fails(disk, Call::Close) ? -1 : closed;  // the descriptor is gone all the same
}

int __wrap_rename(const char* from, const char* to) {
  PlainDisk* disk = disk_of(to);
  if (fails(disk, Call::Name)) {
    return -1;
  }
  if (disk != nullptr && access(from, F_OK) == 0) {
    disk->will_rename(from, to);
    if (is_cut(disk)) {
      return -1;
    }
  }
  return __real_rename(from, to);
}

int __wrap_unlink(const char* path) {
  PlainDisk* disk = disk_of(path);
  if (fails(disk, Call::Name)) {
    return -1;
  }
  if (disk != nullptr && access(path, F_OK) == 0) {
    disk->will_remove(path);
    if (is_cut(disk)) {
      return -1;
    }
  }
  return __real_unlink(path);
}

// Folders that were made stay: what is in them does not.
int __wrap_mkdir(const char* path, mode_t mode) {
  PlainDisk* disk = disk_of(path);
  return fails(disk, Call::Name) || is_cut(disk) ? -1 : __real_mkdir(path, mode);
}

int __wrap_ftruncate(int file, off_t size) {
  PlainDisk* disk = disk_of(file);
  if (fails(disk, Call::Space)) {
    return -1;
  }
  if (disk != nullptr) {
    disk->will_truncate(file, static_cast<std::uint64_t>(size));
    if (is_cut(disk)) {
      return -1;
    }
  }
  return __real_ftruncate(file, size);
}

// posix_fallocate(3) answers the error itself.
int __wrap_posix_fallocate(int file, off_t begin, off_t size) {
  PlainDisk* disk = disk_of(file);
  if (fails(disk, Call::Space) || is_cut(disk)) {
    return errno;
  }
  return __real_posix_fallocate(file, begin, size);
}

int __wrap_fchmod(int file, mode_t mode) {
  return fails(disk_of(file), Call::Mode) ? -1 : __real_fchmod(file, mode);
}

int __wrap_flock(int file, int operation) {
  return fails(disk_of(file), Call::Lock) ? -1 : __real_flock(file, operation);
}

}  // extern "C"
