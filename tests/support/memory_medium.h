// A stick in memory with everything that can be wrong with one. One thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "platform/files/medium.h"

namespace outreach::testing {

class MemoryMedium final : public Medium {
 public:
  // What a person finds on it, half written files too.
  std::map<std::string, Bytes> files;
  std::uint64_t capacity = std::numeric_limits<std::uint64_t>::max();
  // A fake one: what is written past so many bytes goes to the place of what was written first.
  std::uint64_t real_capacity = std::numeric_limits<std::uint64_t>::max();
  bool is_read_only = false;
  std::size_t writes = 0;

  // It is pulled out at the `nth` step of a write from now (1: the next): a step is the half
  // written file, the whole one under its other name, and the renaming. Nothing works after that.
  void pull_at(std::size_t nth) {
    pull_at_ = steps_ + nth;
  }
  void plug_in() {
    is_gone_ = false;
    pull_at_.reset();
  }
  bool is_gone() const {
    return is_gone_;
  }

  Result<Found> find(const Wanted& wanted, std::size_t names_max,
                     std::size_t looked_at_max) override {
    if (is_gone_) {
      return gone();
    }
    Found found;
    std::size_t looked_at = 0;
    for (const auto& [name, content] : files) {
      if (++looked_at > looked_at_max || found.names.size() == names_max) {
        found.is_whole = false;
        break;
      }
      if (wanted(name)) {
        found.names.push_back(name);
      } else {
        ++found.others;
      }
    }
    return found;
  }
  Result<Bytes> read(const std::string& name, std::size_t limit) override {
    if (is_gone_) {
      return gone();
    }
    const auto file = files.find(name);
    if (file == files.end()) {
      return Error{ErrorCode::NotFound, "reading " + name};
    }
    if (file->second.size() > limit) {
      return Error{ErrorCode::TooLarge, "reading " + name};
    }
    return file->second;
  }
  Result<void> write(const std::string& name, ByteView content) override {
    if (is_gone_) {
      return gone();
    }
    if (is_read_only) {
      return Error{ErrorCode::Refused, "creating " + name};
    }
    const std::string part = name + std::string(kHalfWritten);
    if (used() + content.size() > capacity) {
      return Error{ErrorCode::NoSpace, "writing " + part};
    }
    ++writes;
    const auto half = content.first(content.size() / 2);
    files[part] = Bytes(half.begin(), half.end());
    if (is_pulled()) {
      return gone();
    }
    files[part] = Bytes(content.begin(), content.end());
    wrap_around(part);
    if (is_pulled()) {
      return gone();
    }
    if (!std::ranges::equal(files[part], content)) {
      files.erase(part);
      return Error{ErrorCode::Corrupt, part + " gives back something else"};
    }
    files[name] = std::move(files[part]);
    files.erase(part);
    return is_pulled() ? Result<void>(gone()) : Result<void>();
  }
  Result<void> remove(const std::string& name) override {
    if (is_gone_) {
      return gone();
    }
    if (is_read_only && files.contains(name)) {
      return Error{ErrorCode::Refused, "removing " + name};
    }
    files.erase(name);
    return {};
  }

 private:
  static Error gone() {
    return {ErrorCode::InputOutput, "no such device"};
  }
  bool is_pulled() {
    ++steps_;
    is_gone_ = pull_at_ && steps_ >= *pull_at_;
    return is_gone_;
  }
  std::uint64_t used() const {
    std::uint64_t sum = 0;
    for (const auto& [name, content] : files) {
      sum += content.size();
    }
    return sum;
  }
  // Another file than the one just written is the one that suffers.
  void wrap_around(const std::string& part) {
    if (used() <= real_capacity) {
      return;
    }
    for (auto& [name, content] : files) {
      if (name != part && !content.empty()) {
        content[content.size() / 2] += 1;
        return;
      }
    }
    files[part].back() ^= 0xFF;
  }

  std::size_t steps_ = 0;
  std::optional<std::size_t> pull_at_;
  bool is_gone_ = false;
};

}  // namespace outreach::testing
