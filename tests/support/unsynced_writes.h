// What was done to one file since its bytes were last safe, so that a power cut can take it back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "platform/base/bytes.h"

namespace outreach::testing {

// What a disk writes whole or not at all.
inline constexpr std::uint64_t kSectorBytes = 512;

class UnsyncedWrites {
 public:
  // Asked for every change since the last sync, in order, for each sector of it: does the disk hold
  // it after the cut? `change` counts from 0. A creation, a truncation and a deletion have one
  // "sector".
  using Survives = std::function<bool(std::size_t change, std::size_t sector)>;

  // `is_new`: the file itself may be gone after a power cut that comes before its first sync.
  UnsyncedWrites(std::filesystem::path path, bool is_new);

  // A change is told with what it replaces: `previous`, the bytes that were at `offset`, and the
  // size that the file had. (They are not read here: closing a second descriptor of a file would
  // drop the POSIX locks that SQLite holds on it in this process.)
  void wrote(std::uint64_t offset, Bytes content, Bytes previous, std::uint64_t previous_size);
  void truncated(std::uint64_t size, Bytes previous, std::uint64_t previous_size);
  // The file is about to be removed, with all it holds on the disk; its folder is not synced.
  void deleted();
  // A file of this name was made anew.
  void created();
  // After a sync that worked. What an earlier failed sync lost stays lost: the kernel has marked
  // those pages clean.
  void synced();
  void sync_failed();
  // The folder was synced: what names it holds is safe from here on.
  void folder_synced();
  // Brings the file on the disk to what a machine finds when it starts again. Nobody uses the file.
  // `asked` counts the changes of all files.
  void power_cut(const Survives& survives, std::size_t& asked);
  // How many changes a power cut would ask for.
  std::size_t pending() const;

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
  bool survives_existing(const Survives& survives, std::size_t& asked);

  std::filesystem::path path_;
  bool is_creation_pending_ = false;
  // The file that stood here before; nothing once a power cut cannot bring it back.
  std::optional<Bytes> ghost_;
  bool is_deleted_ = false;
  std::vector<Change> changes_;
};

}  // namespace outreach::testing
