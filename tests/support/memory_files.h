// A disk in memory, of a size that the test chooses. One thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "platform/files/files.h"

namespace outreach::testing {

class MemoryFiles final : public Files {
 public:
  explicit MemoryFiles(std::uint64_t capacity = 1U << 20U) : capacity_(capacity) {}

  Result<Bytes> read(const Path& path, std::size_t limit) override {
    if (folders_.contains(path)) {
      return Error{ErrorCode::InvalidInput, "reading " + path.string() + ": a folder"};
    }
    const auto file = files_.find(path);
    if (file == files_.end()) {
      return Error{ErrorCode::NotFound, "reading " + path.string()};
    }
    if (file->second.size() > limit) {
      return Error{ErrorCode::TooLarge, "reading " + path.string()};
    }
    return file->second;
  }
  Result<void> write_atomically(const Path& path, ByteView content, unsigned /*mode*/) override {
    if (!folders_.contains(path.parent_path())) {
      return Error{ErrorCode::NotFound, "writing " + path.string()};
    }
    if (folders_.contains(path)) {
      return Error{ErrorCode::InvalidInput, "writing " + path.string() + ": a folder"};
    }
    // Old and new exist side by side until the rename.
    if (used() + content.size() > capacity_) {
      return Error{ErrorCode::NoSpace, "writing " + path.string()};
    }
    files_[path] = Bytes(content.begin(), content.end());
    return {};
  }
  Result<void> make_folders(const Path& path) override {
    for (Path part = path; !part.empty(); part = part.parent_path()) {
      if (files_.contains(part)) {
        return Error{ErrorCode::AlreadyExists, "making folder " + path.string() + ": a file"};
      }
      folders_.insert(part);
      if (part == part.parent_path()) {
        break;
      }
    }
    return {};
  }
  Result<void> remove(const Path& path) override {
    if (folders_.contains(path)) {
      return Error{ErrorCode::InvalidInput, "removing " + path.string() + ": a folder"};
    }
    files_.erase(path);
    return {};
  }
  Result<void> rename(const Path& from, const Path& to) override {
    if (folders_.contains(from) || folders_.contains(to)) {
      return Error{ErrorCode::InvalidInput, "renaming " + from.string() + ": a folder"};
    }
    if (!files_.contains(from) || !folders_.contains(to.parent_path())) {
      return Error{ErrorCode::NotFound, "renaming " + from.string()};
    }
    Bytes content = std::move(files_[from]);
    files_.erase(from);
    files_[to] = std::move(content);
    return {};
  }
  Result<std::vector<std::string>> list(const Path& folder) override {
    if (!folders_.contains(folder)) {
      return Error{ErrorCode::NotFound, "listing " + folder.string()};
    }
    std::vector<std::string> names;
    for (const auto& [path, content] : files_) {
      if (path.parent_path() == folder) {
        names.push_back(path.filename().string());
      }
    }
    if (names.size() > kListedFilesMax) {
      return Error{ErrorCode::TooLarge, "listing " + folder.string()};
    }
    std::sort(names.begin(), names.end());
    return names;
  }
  Result<void> reserve(const Path& path, std::uint64_t bytes) override {
    if (folders_.contains(path)) {
      return Error{ErrorCode::InvalidInput, "reserving " + path.string() + ": a folder"};
    }
    if (!folders_.contains(path.parent_path())) {
      return Error{ErrorCode::NotFound, "reserving " + path.string()};
    }
    files_.erase(path);
    if (used() > capacity_ || bytes > capacity_ - used()) {
      return Error{ErrorCode::NoSpace, "reserving " + path.string()};
    }
    files_[path] = Bytes(bytes);
    return {};
  }
  bool exists(const Path& path) override {
    return files_.contains(path) || folders_.contains(path);
  }
  Result<std::uint64_t> free_bytes(const Path& path) override {
    if (!exists(path)) {
      return Error{ErrorCode::NotFound, "asking free space at " + path.string()};
    }
    return capacity_ - std::min(capacity_, used());
  }

  Result<std::uint64_t> disk_of(const Path& path) override {
    if (!exists(path)) {
      return Error{ErrorCode::NotFound, "looking at " + path.string()};
    }
    return 1;
  }

  // May be less than what is used: then nothing more fits, as on a disk that others fill.
  void set_capacity(std::uint64_t capacity) {
    capacity_ = capacity;
  }

 private:
  std::uint64_t used() const {
    return std::accumulate(
        files_.begin(), files_.end(), std::uint64_t{0},
        [](std::uint64_t sum, const auto& file) { return sum + file.second.size(); });
  }

  std::uint64_t capacity_;
  std::map<Path, Bytes> files_;
  std::set<Path> folders_{"/"};
};

}  // namespace outreach::testing
