#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

#include "platform/files/files.h"
#include "platform/files/posix.h"

namespace outreach {

namespace {

constexpr unsigned kLockFileMode = 0600;

}  // namespace

Result<FileLock> FileLock::acquire(const Path& path) {
  Result<posix::Descriptor> opened =
      posix::open_file(path, O_RDWR | O_CREAT, kLockFileMode, "opening lock");
  if (!opened) {
    return opened.error();
  }
  while (flock(opened->number(), LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) {
      return Error{ErrorCode::Refused, "locking " + path.string() + ": held by another process",
                   EWOULDBLOCK};
    }
    if (errno != EINTR) {
      return posix::error_from(errno, "locking", path);
    }
  }
  return FileLock(opened->release());
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) {
    close(descriptor_);
  }
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

}  // namespace outreach
