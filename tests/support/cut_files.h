// A disk that loses power inside one of its operations, over another disk: before it, after it, or
// with only the first bytes of a write in a temporary file. From then on nothing answers.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "platform/files/files.h"

namespace outreach::testing {

class CutFiles final : public Files {
 public:
  enum class When { Before, Inside, After };

  explicit CutFiles(Files& disk) : disk_(disk) {}

  // The power fails in change number `nth` from now (1: the next); Inside leaves `bytes` of it.
  void cut_in(std::size_t nth, When when, std::size_t bytes = 0) {
    cut_at_ = changes_ + nth;
    when_ = when;
    bytes_ = bytes;
  }
  bool is_off() const {
    return is_off_;
  }
  // Writes, removals, renames and new folders so far, and how much the newest write was given.
  std::size_t changes() const {
    return changes_;
  }
  const std::vector<std::size_t>& sizes() const {
    return sizes_;
  }

  Result<Bytes> read(const Path& path, std::size_t limit) override {
    return is_off_ ? Result<Bytes>(off()) : disk_.read(path, limit);
  }
  Result<void> write_atomically(const Path& path, ByteView content, unsigned mode) override {
    return change(content.size(), [&](bool whole) {
      if (whole) {
        return disk_.write_atomically(path, content, mode);
      }
      Path part = path;
      part += ".1-1.part";
      return disk_.write_atomically(part, content.first(std::min(bytes_, content.size())), mode);
    });
  }
  Result<void> make_folders(const Path& path) override {
    return change(0, [&](bool /*whole*/) { return disk_.make_folders(path); });
  }
  Result<void> remove(const Path& path) override {
    return change(0, [&](bool /*whole*/) { return disk_.remove(path); });
  }
  Result<void> rename(const Path& from, const Path& to) override {
    return change(0, [&](bool /*whole*/) { return disk_.rename(from, to); });
  }
  Result<std::vector<std::string>> list(const Path& folder) override {
    return is_off_ ? Result<std::vector<std::string>>(off()) : disk_.list(folder);
  }
  Result<void> reserve(const Path& path, std::uint64_t bytes) override {
    return change(0, [&](bool /*whole*/) { return disk_.reserve(path, bytes); });
  }
  bool exists(const Path& path) override {
    return !is_off_ && disk_.exists(path);
  }
  Result<std::uint64_t> free_bytes(const Path& path) override {
    return is_off_ ? Result<std::uint64_t>(off()) : disk_.free_bytes(path);
  }
  Result<std::uint64_t> disk_of(const Path& path) override {
    return is_off_ ? Result<std::uint64_t>(off()) : disk_.disk_of(path);
  }

 private:
  static Error off() {
    return {ErrorCode::InputOutput, "the power is off"};
  }

  template <typename Perform>
  Result<void> change(std::size_t size, Perform perform) {
    if (is_off_) {
      return off();
    }
    ++changes_;
    sizes_.push_back(size);
    if (changes_ != cut_at_) {
      return perform(true);
    }
    is_off_ = true;
    if (when_ == When::After) {
      (void)perform(true).has_value();
    } else if (when_ == When::Inside && size > 0) {
      (void)perform(false).has_value();
    }
    return off();
  }

  Files& disk_;
  std::size_t changes_ = 0;
  std::vector<std::size_t> sizes_;
  std::size_t cut_at_ = 0;
  When when_ = When::Before;
  std::size_t bytes_ = 0;
  bool is_off_ = false;
};

}  // namespace outreach::testing
