#include <algorithm>
#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "platform/files/files.h"
#include "platform/files/posix.h"

namespace outreach {

namespace {

// Data folders hold what only this user needs to see (XDG Base Directory Specification, 2021).
constexpr mode_t kOwnFolderMode = 0700;

// Names tried beside the target. A name is taken only where a process of the same number was cut
// off.
constexpr int kTemporaryNamesMax = 100;

struct TemporaryFile {
  Path path;
  posix::Descriptor descriptor;
};

Result<TemporaryFile> create_beside(const Path& target, unsigned mode) {
  static std::atomic<unsigned> counter{0};
  for (int attempt = 0; attempt < kTemporaryNamesMax; ++attempt) {
    Path path = target;
    path += "." + std::to_string(getpid()) + "-" + std::to_string(counter++) + ".part";
    Result<posix::Descriptor> opened =
        posix::open_file(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode, "creating");
    if (opened) {
      return TemporaryFile{std::move(path), *std::move(opened)};
    }
    if (opened.error().code != ErrorCode::AlreadyExists) {
      return opened.error();
    }
  }
  return posix::error_from(EEXIST, "creating a temporary file beside", target);
}

Result<void> fill_and_sync(TemporaryFile& file, ByteView content, unsigned mode) {
  // The umask took bits away at creation. FAT has no bits to set: there the refusal means nothing.
  if (fchmod(file.descriptor.number(), mode) != 0 && errno != EPERM && errno != ENOTSUP) {
    return posix::error_from(errno, "setting permissions of", file.path);
  }
  Result<void> written = posix::write_all(file.descriptor, content, file.path);
  if (!written) {
    return written;
  }
  if (fsync(file.descriptor.number()) != 0) {
    return posix::error_from(errno, "syncing", file.path);
  }
  const int close_error = file.descriptor.close_now();
  if (close_error != 0) {
    return posix::error_from(close_error, "closing", file.path);
  }
  return {};
}

}  // namespace

Result<Bytes> SystemFiles::read(const Path& path, std::size_t limit) {
  const Result<posix::Descriptor> opened = posix::open_file(path, O_RDONLY, 0, "opening");
  if (!opened) {
    return opened.error();
  }
  Bytes content;
  for (;;) {
    // One byte more than allowed tells a file at the limit from one above it.
    const std::size_t wanted = std::min(posix::kReadStep - 1, limit - content.size()) + 1;
    const std::size_t before = content.size();
    content.resize(before + wanted);
    const ssize_t size = ::read(opened->number(), content.data() + before, wanted);
    if (size < 0 && errno != EINTR) {
      return posix::error_from(errno, "reading", path);
    }
    content.resize(before + (size < 0 ? 0 : static_cast<std::size_t>(size)));
    if (size == 0) {
      return content;
    }
    if (content.size() > limit) {
      return Error{ErrorCode::TooLarge,
                   "reading " + path.string() + ": above " + std::to_string(limit) + " bytes"};
    }
  }
}

Result<void> SystemFiles::write_atomically(const Path& path, ByteView content, unsigned mode) {
  Result<TemporaryFile> file = create_beside(path, mode);
  if (!file) {
    return file.error();
  }
  Result<void> written = fill_and_sync(*file, content, mode);
  if (written && ::rename(file->path.c_str(), path.c_str()) != 0) {
    written = posix::error_from(errno, "renaming to", path);
  }
  if (!written) {
    unlink(file->path.c_str());
    return written;
  }
  return posix::sync_folder(path.parent_path());
}

Result<void> SystemFiles::make_folders(const Path& path) {
  struct stat status {};
  if (path.empty() || (stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode))) {
    return {};
  }
  const Path parent = path.parent_path();
  if (parent != path) {
    Result<void> made = make_folders(parent);
    if (!made) {
      return made;
    }
  }
  if (mkdir(path.c_str(), kOwnFolderMode) != 0) {
    const int cause = errno;
    if (cause != EEXIST || stat(path.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) {
      return posix::error_from(cause, "making folder", path);
    }
  }
  return posix::sync_folder(parent);
}

Result<void> SystemFiles::remove(const Path& path) {
  if (unlink(path.c_str()) != 0 && errno != ENOENT && errno != ENOTDIR) {
    return posix::error_from(errno, "removing", path);
  }
  // Also when it was absent: the removal before may have been cut off ahead of this.
  Result<void> synced = posix::sync_folder(path.parent_path());
  if (!synced && synced.error().code == ErrorCode::NotFound) {
    return {};
  }
  return synced;
}

Result<void> SystemFiles::rename(const Path& from, const Path& to) {
  struct stat status {};
  if (lstat(from.c_str(), &status) != 0) {
    return posix::error_from(errno, "renaming", from);
  }
  if (S_ISDIR(status.st_mode)) {
    return posix::error_from(EISDIR, "renaming", from);
  }
  if (::rename(from.c_str(), to.c_str()) != 0) {
    return posix::error_from(errno, "renaming " + from.string() + " to", to);
  }
  // The new name first: cut off in between, the file has two names rather than none.
  Result<void> synced = posix::sync_folder(to.parent_path());
  if (synced && from.parent_path() != to.parent_path()) {
    synced = posix::sync_folder(from.parent_path());
  }
  return synced;
}

Result<std::vector<std::string>> SystemFiles::list(const Path& folder) {
  std::vector<std::string> names;
  std::error_code failed;
  std::filesystem::directory_iterator entry(folder, failed);
  for (; !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
    const std::filesystem::file_type type = entry->symlink_status(failed).type();
    if (type == std::filesystem::file_type::not_found) {
      failed.clear();  // removed by another since its name was read
    }
    if (failed) {
      break;
    }
    if (type != std::filesystem::file_type::regular) {
      continue;
    }
    if (names.size() == kListedFilesMax) {
      return Error{ErrorCode::TooLarge, "listing " + folder.string() + ": above " +
                                            std::to_string(kListedFilesMax) + " files"};
    }
    names.push_back(entry->path().filename().string());
  }
  if (failed) {
    return posix::error_from(failed.value(), "listing", folder);
  }
  std::sort(names.begin(), names.end());
  return names;
}

bool SystemFiles::exists(const Path& path) {
  std::error_code failed;
  return std::filesystem::exists(path, failed);
}

Result<std::uint64_t> SystemFiles::free_bytes(const Path& path) {
  struct statvfs status {};
  if (statvfs(path.c_str(), &status) != 0) {
    return posix::error_from(errno, "asking free space at", path);
  }
  return static_cast<std::uint64_t>(status.f_bavail) * status.f_frsize;
}

}  // namespace outreach
