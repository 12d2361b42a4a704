#include "platform/files/medium.h"

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "platform/files/posix.h"

namespace outreach {
namespace {

// Sticks are read by other users and other systems; what is on them is sealed or public.
constexpr mode_t kSharedFileMode = 0644;
constexpr mode_t kSharedFolderMode = 0755;

bool is_plain(const std::string& name) {
  return !name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos &&
         name.find('\0') == std::string::npos;
}

class SystemMedium final : public Medium {
 public:
  SystemMedium(posix::Descriptor folder, Path path)
      : folder_(std::move(folder)), path_(std::move(path)) {}

  Result<Found> find(const Wanted& wanted, std::size_t names_max,
                     std::size_t looked_at_max) override;
  Result<Bytes> read(const std::string& name, std::size_t limit) override;
  Result<void> write(const std::string& name, ByteView content) override;
  Result<void> remove(const std::string& name) override;

 private:
  Result<posix::Descriptor> open(const std::string& name, int flags, const char* doing) const;
  Result<void> fill(const posix::Descriptor& file, const std::string& name, ByteView content) const;
  Result<void> write_part(const std::string& part, ByteView content);
  Result<void> sync_folder() const;

  posix::Descriptor folder_;
  Path path_;
};

Result<posix::Descriptor> SystemMedium::open(const std::string& name, int flags,
                                             const char* doing) const {
  if (!is_plain(name)) {
    return Error{ErrorCode::InvalidInput, "not a file name: " + name};
  }
  for (;;) {
    // A pipe that somebody put there must not hold us up.
    const int number = openat(folder_.number(), name.c_str(),
                              flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, kSharedFileMode);
    if (number >= 0) {
      return posix::Descriptor(number);
    }
    if (errno == ELOOP) {
      return posix::error_from(ENOENT, doing, path_ / name);
    }
    if (errno != EINTR) {
      return posix::error_from(errno, doing, path_ / name);
    }
  }
}

Result<Found> SystemMedium::find(const Wanted& wanted, std::size_t names_max,
                                 std::size_t looked_at_max) {
  const int again = openat(folder_.number(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR* listing = again < 0 ? nullptr : fdopendir(again);
  if (listing == nullptr) {
    const Error error = posix::error_from(errno, "listing", path_);
    posix::Descriptor(again).close_now();
    return error;
  }
  Found found;
  std::size_t looked_at = 0;
  errno = 0;
  for (const dirent* entry = readdir(listing); entry != nullptr; entry = readdir(listing)) {
    const std::string_view name = entry->d_name;
    if (name == "." || name == "..") {
      continue;
    }
    if (++looked_at > looked_at_max || found.names.size() == names_max) {
      found.is_whole = false;
      break;
    }
    struct stat status {};
    if (wanted(name) &&
        fstatat(folder_.number(), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
        S_ISREG(status.st_mode)) {
      found.names.emplace_back(name);
    } else {
      ++found.others;
    }
    errno = 0;
  }
  const int cause = errno;
  closedir(listing);
  if (cause != 0 && found.is_whole) {
    return posix::error_from(cause, "listing", path_);
  }
  std::sort(found.names.begin(), found.names.end());
  return found;
}

Result<Bytes> SystemMedium::read(const std::string& name, std::size_t limit) {
  const auto file = open(name, O_RDONLY, "reading");
  if (!file) {
    return file.error();
  }
  struct stat status {};
  if (fstat(file->number(), &status) != 0 || !S_ISREG(status.st_mode)) {
    return posix::error_from(ENOENT, "reading", path_ / name);
  }
  if (static_cast<std::uint64_t>(status.st_size) > limit) {
    return Error{ErrorCode::TooLarge,
                 "reading " + (path_ / name).string() + ": above its limit in size"};
  }
  // Only what is clean is dropped; a file system that cannot be told reads from memory.
  (void)posix_fadvise(file->number(), 0, 0, POSIX_FADV_DONTNEED);
  Bytes content;
  for (;;) {
    const std::size_t before = content.size();
    content.resize(before + posix::kReadStep);
    const ssize_t size = ::read(file->number(), content.data() + before, posix::kReadStep);
    const int cause = errno;
    content.resize(before + (size < 0 ? 0 : static_cast<std::size_t>(size)));
    if (size < 0 && cause != EINTR) {
      return posix::error_from(cause, "reading", path_ / name);
    }
    if (size == 0) {
      return content;
    }
    if (content.size() > limit) {
      return Error{ErrorCode::TooLarge, "reading " + (path_ / name).string() + ": it grows"};
    }
  }
}

Result<void> SystemMedium::fill(const posix::Descriptor& file, const std::string& name,
                                ByteView content) const {
  if (auto written = posix::write_all(file, content, path_ / name); !written) {
    return written;
  }
  if (fsync(file.number()) != 0) {
    return posix::error_from(errno, "syncing", path_ / name);
  }
  (void)posix_fadvise(file.number(), 0, 0, POSIX_FADV_DONTNEED);
  return {};
}

Result<void> SystemMedium::write_part(const std::string& part, ByteView content) {
  // What an earlier pulling out left, whatever it is.
  if (unlinkat(folder_.number(), part.c_str(), 0) != 0 && errno != ENOENT) {
    return posix::error_from(errno, "removing", path_ / part);
  }
  auto file = open(part, O_WRONLY | O_CREAT | O_EXCL, "creating");
  if (!file) {
    return file.error();
  }
  if (auto filled = fill(*file, part, content); !filled) {
    return filled;
  }
  if (const int cause = file->close_now(); cause != 0) {
    return posix::error_from(cause, "closing", path_ / part);
  }
  const auto back = read(part, content.size());
  if (!back && back.error().code != ErrorCode::TooLarge) {
    return back.error();
  }
  if (!back || !std::ranges::equal(*back, content)) {
    return Error{ErrorCode::Corrupt, (path_ / part).string() +
                                         ": the medium gives back something else than was written"};
  }
  return {};
}

Result<void> SystemMedium::sync_folder() const {
  if (fsync(folder_.number()) != 0 && errno != EINVAL && errno != ENOTSUP) {
    return posix::error_from(errno, "syncing folder", path_);
  }
  return {};
}

Result<void> SystemMedium::write(const std::string& name, ByteView content) {
  if (!is_plain(name)) {
    return Error{ErrorCode::InvalidInput, "not a file name: " + name};
  }
  const std::string part = name + std::string(kHalfWritten);
  auto written = write_part(part, content);
  if (written && renameat(folder_.number(), part.c_str(), folder_.number(), name.c_str()) != 0) {
    written = posix::error_from(errno, "renaming to", path_ / name);
  }
  if (!written) {
    unlinkat(folder_.number(), part.c_str(), 0);
    return written;
  }
  return sync_folder();
}

Result<void> SystemMedium::remove(const std::string& name) {
  if (!is_plain(name)) {
    return Error{ErrorCode::InvalidInput, "not a file name: " + name};
  }
  if (unlinkat(folder_.number(), name.c_str(), 0) != 0 && errno != ENOENT) {
    return posix::error_from(errno, "removing", path_ / name);
  }
  return sync_folder();
}

}  // namespace

Result<std::unique_ptr<Medium>> open_medium(const Path& folder, WhenMissing when_missing) {
  if (when_missing == WhenMissing::Make && mkdir(folder.c_str(), kSharedFolderMode) != 0 &&
      errno != EEXIST) {
    const int cause = errno;
    struct stat status {};
    // A write-protected medium says so of a folder that is there too.
    if (cause != EROFS || lstat(folder.c_str(), &status) != 0) {
      return posix::error_from(cause, "making folder", folder);
    }
  }
  auto opened = posix::open_file(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0, "opening folder");
  if (!opened) {
    const int cause = opened.error().cause;
    struct stat status {};
    const bool is_link = lstat(folder.c_str(), &status) == 0 && S_ISLNK(status.st_mode);
    return cause == ELOOP || is_link
               ? Error{ErrorCode::Refused, folder.string() + " is a link, not a folder", cause}
               : opened.error();
  }
  return std::unique_ptr<Medium>(std::make_unique<SystemMedium>(*std::move(opened), folder));
}

}  // namespace outreach
