#include "platform/files/posix.h"

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace outreach::posix {

namespace {

ErrorCode code_of(int cause) {
  switch (cause) {
    case ENOENT:
    case ENOTDIR:
      return ErrorCode::NotFound;
    case ENOSPC:
    case EDQUOT:
      return ErrorCode::NoSpace;
    case EACCES:
    case EPERM:
    case EROFS:
      return ErrorCode::Refused;
    case EEXIST:
      return ErrorCode::AlreadyExists;
    case EFBIG:
      return ErrorCode::TooLarge;
    case EISDIR:
    case ENAMETOOLONG:
    case ELOOP:
    case EINVAL:
    case EXDEV:
      return ErrorCode::InvalidInput;
    case EAGAIN:
    case EBUSY:
    case EMFILE:
    case ENFILE:
    case ENOMEM:
      return ErrorCode::Unavailable;
    default:
      return ErrorCode::InputOutput;  // EIO, and ENODEV or ENXIO of a stick pulled out
  }
}

}  // namespace

Error error_from(int cause, std::string_view doing, const Path& path) {
  std::string context(doing);
  context += " " + path.string() + ": " + std::generic_category().message(cause);
  return {code_of(cause), std::move(context), cause};
}

Descriptor::~Descriptor() {
  close_now();
}

Descriptor::Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    close_now();
    number_ = other.release();
  }
  return *this;
}

int Descriptor::release() {
  return std::exchange(number_, -1);
}

int Descriptor::close_now() {
  const int number = release();
  // Not restarted on EINTR: on Linux the descriptor is gone by then.
  return number < 0 || close(number) == 0 || errno == EINTR ? 0 : errno;
}

Result<Descriptor> open_file(const Path& path, int flags, unsigned mode, std::string_view doing) {
  for (;;) {
    const int number = open(path.c_str(), flags | O_CLOEXEC, mode);
    if (number >= 0) {
      return Descriptor(number);
    }
    if (errno != EINTR) {
      return error_from(errno, doing, path);
    }
  }
}

Result<void> write_all(const Descriptor& file, ByteView content, const Path& path) {
  while (!content.empty()) {
    const ssize_t size = write(file.number(), content.data(), content.size());
    if (size >= 0) {
      content = content.subspan(static_cast<std::size_t>(size));
    } else if (errno != EINTR) {
      return error_from(errno, "writing", path);
    }
  }
  return {};
}

Result<void> sync_folder(const Path& folder) {
  const Path named = folder.empty() ? Path(".") : folder;
  const Result<Descriptor> opened = open_file(named, O_RDONLY | O_DIRECTORY, 0, "opening folder");
  if (!opened) {
    return opened.error();
  }
  if (fsync(opened->number()) != 0 && errno != EINVAL && errno != ENOTSUP) {
    return error_from(errno, "syncing folder", named);
  }
  return {};
}

}  // namespace outreach::posix
