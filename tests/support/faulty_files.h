// A disk that fails when told to, over another one.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "platform/files/files.h"

namespace outreach::testing {

class FaultyFiles final : public Files {
 public:
  explicit FaultyFiles(Files& disk) : disk_(disk) {}

  // The call number `nth` from now (1: the next) answers `code` and does nothing.
  void fail_in(std::size_t nth, ErrorCode code) {
    failing_call_ = calls_ + nth;
    failure_ = code;
  }
  // The content of the read or write that is call number `nth` from now ends after `size` bytes,
  // and nobody is told: a worn-out stick.
  void truncate_in(std::size_t nth, std::size_t size) {
    truncated_call_ = calls_ + nth;
    truncated_size_ = size;
  }
  std::size_t calls() const {
    return calls_;
  }

  Result<Bytes> read(const Path& path, std::size_t limit) override {
    if (const auto error = next_call("reading", path)) {
      return *error;
    }
    Result<Bytes> content = disk_.read(path, limit);
    if (content && calls_ == truncated_call_) {
      content->resize(std::min(content->size(), truncated_size_));
    }
    return content;
  }
  Result<void> write_atomically(const Path& path, ByteView content, unsigned mode) override {
    if (const auto error = next_call("writing", path)) {
      return *error;
    }
    if (calls_ == truncated_call_) {
      content = content.first(std::min(content.size(), truncated_size_));
    }
    return disk_.write_atomically(path, content, mode);
  }
  Result<void> make_folders(const Path& path) override {
    if (const auto error = next_call("making folder", path)) {
      return *error;
    }
    return disk_.make_folders(path);
  }
  Result<void> remove(const Path& path) override {
    if (const auto error = next_call("removing", path)) {
      return *error;
    }
    return disk_.remove(path);
  }
  Result<void> rename(const Path& from, const Path& to) override {
    if (const auto error = next_call("renaming", from)) {
      return *error;
    }
    return disk_.rename(from, to);
  }
  Result<std::vector<std::string>> list(const Path& folder) override {
    if (const auto error = next_call("listing", folder)) {
      return *error;
    }
    return disk_.list(folder);
  }
  Result<void> reserve(const Path& path, std::uint64_t bytes) override {
    if (const auto error = next_call("reserving", path)) {
      return *error;
    }
    return disk_.reserve(path, bytes);
  }
  // Cannot fail by its contract, so it does not count as a call.
  bool exists(const Path& path) override {
    return disk_.exists(path);
  }
  Result<std::uint64_t> free_bytes(const Path& path) override {
    if (const auto error = next_call("asking free space at", path)) {
      return *error;
    }
    return disk_.free_bytes(path);
  }
  Result<std::uint64_t> disk_of(const Path& path) override {
    if (const auto error = next_call("looking at", path)) {
      return *error;
    }
    return disk_.disk_of(path);
  }

 private:
  std::optional<Error> next_call(const char* doing, const Path& path) {
    ++calls_;
    if (calls_ != failing_call_) {
      return std::nullopt;
    }
    return Error{failure_, std::string(doing) + " " + path.string() + ": injected"};
  }

  Files& disk_;
  std::size_t calls_ = 0;
  std::size_t failing_call_ = 0;  // 0 is no call
  ErrorCode failure_ = ErrorCode::InputOutput;
  std::size_t truncated_call_ = 0;
  std::size_t truncated_size_ = 0;
};

}  // namespace outreach::testing
