// What was written to one file since its bytes were last safe, so that a power cut can take it
// back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

#include "platform/base/bytes.h"

namespace outreach::testing {

class UnsyncedWrites {
 public:
  // Asked for every write since the last sync, in order: does the disk hold it after the cut?
  using Survives = std::function<bool()>;

  // `is_new`: the file itself is gone after a power cut that comes before its first sync.
  UnsyncedWrites(std::filesystem::path path, bool is_new)
      : path_(std::move(path)), exists_safely_(!is_new) {}

  // A change is told with what it replaces: `previous`, the bytes that were at `offset`, and the
  // size that the file had. (They are not read here: closing a second descriptor of a file would
  // drop the POSIX locks that SQLite holds on it in this process.)
  void wrote(std::uint64_t offset, Bytes content, Bytes previous, std::uint64_t previous_size);
  void truncated(std::uint64_t size, Bytes previous, std::uint64_t previous_size);
  // After a sync that worked. What an earlier failed sync lost stays lost: the kernel has marked
  // those pages clean.
  void synced();
  void sync_failed();
  // Brings the file on the disk to what a machine finds when it starts again. Nobody uses the file.
  void power_cut(const Survives& survives);

 private:
  enum class Fate { Pending, Safe, Lost };
  struct Change {
    std::uint64_t offset = 0;
    Bytes content;  // what is written there; nothing for a truncation to `offset`
    bool is_truncation = false;
    Bytes previous;
    std::uint64_t previous_size = 0;
    Fate fate = Fate::Pending;
  };

  std::filesystem::path path_;
  bool exists_safely_ = false;
  std::vector<Change> changes_;
};

}  // namespace outreach::testing
