// The disk of one simulated machine, in memory: the files that SQLite writes (disk_vfs.h) and the
// others. It fails, fills up, lies and loses power when the life says so; of what was not synced
// then, each sector is kept or lost by chance. One thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "platform/base/bytes.h"
#include "tests/simulation/dice.h"

namespace outreach::simulation {

// What a disk writes whole or not at all.
inline constexpr std::size_t kSectorBytes = 512;

// Writes into the middle of a file, or behind its end.
void change_bytes(Bytes& content, std::size_t offset, const std::uint8_t* bytes, std::size_t size);

// One file, with what a power cut would leave of it.
struct DiskFile {
  struct Change {
    std::size_t offset = 0;
    Bytes content;
    bool is_truncation = false;  // to `offset`
  };
  void apply(const Change& change);  // to what is safe

  Bytes now;
  Bytes safe;                    // what the platters hold for certain
  std::vector<Change> unsynced;  // since then
  bool is_there = false;
  bool is_name_safe = false;   // its name survives a cut
  std::optional<Bytes> ghost;  // the file that had the name before, until the folder is synced

  // SQLite's locks and its shared memory, which lives as long as the machine.
  struct Locks {
    int shared = 0;
    const void* reserved = nullptr;
    const void* exclusive = nullptr;
    std::array<int, 8> memory_shared{};
    std::array<const void*, 8> memory_exclusive{};
    std::vector<std::unique_ptr<std::array<std::uint8_t, 32768>>> memory;
  } locks;
};

class Disk {
 public:
  using Image = std::map<std::string, Bytes>;
  enum class Operation { Write, Sync };
  // How unsynced changes fare when the power goes.
  enum class Fate { AllLost, AllKept, ByChange, BySector };

  // `folder` without a slash at its end: what paths of this disk begin with.
  explicit Disk(std::string folder);
  ~Disk();
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  const std::string& folder() const {
    return folder_;
  }
  // The disk that holds the path, and the name there; nothing for a path of no disk.
  static Disk* of(const std::string& path, std::string& name);

  // nullptr: there is none of that name.
  DiskFile* find(const std::string& name);
  DiskFile& created(const std::string& name);
  std::vector<std::string> names_in(const std::string& subfolder) const;

  // Each answers false when it failed; `is_full` says why.
  bool write(DiskFile& file, std::size_t offset, const std::uint8_t* bytes, std::size_t size,
             bool& is_full);
  bool truncate(DiskFile& file, std::size_t size);
  bool sync(DiskFile& file, bool with_folder);
  bool remove(const std::string& name, bool is_synced);
  // Whole and durable, or not at all.
  bool replace(const std::string& name, Bytes content, bool& is_full);
  bool rename(const std::string& from, const std::string& to);
  bool reserve(const std::string& name, std::uint64_t bytes);
  std::uint64_t free_bytes() const;

  // The power, or the process, fails at change `nth` from now (1: the next).
  void cut_in(std::size_t nth) {
    cut_at_ = changes_ + nth;
  }
  // What was asked for and has not happened yet does not happen.
  void forget_faults() {
    cut_at_ = 0;
    failing_ = {};
    make_room();
  }
  bool is_off() const {
    return is_off_;
  }
  // Nothing answers any more: what is open can only be closed.
  void switch_off() {
    is_off_ = true;
  }
  // The machine starts again; every file was closed. `Fate` only after a power cut.
  void power_cut(Fate fate, Dice& dice);
  void restart_process();

  void fail_in(Operation operation, std::size_t nth) {
    failing_[static_cast<std::size_t>(operation)] =
        calls_[static_cast<std::size_t>(operation)] + nth;
  }
  // As long as it is so, no byte can be read.
  void fail_reads(bool fails) {
    fails_reads_ = fails;
  }
  // Whether a read fails now; that it did is remembered apart from other faults.
  bool refuses_read() {
    has_refused_read_ = has_refused_read_ || fails_reads_;
    return fails_reads_ || is_off_;
  }
  bool take_refused_read() {
    return std::exchange(has_refused_read_, false);
  }
  void lie_about_syncs(bool is_lying) {
    is_lying_ = is_lying;
  }
  // Others fill what is left but for so many bytes.
  void fill_up(std::uint64_t left) {
    capacity_ = used() + left;
  }
  void make_room() {
    capacity_ = kPlenty;
  }
  // Whether a fault that was asked for happened since the last time this was asked.
  bool take_failed() {
    const bool failed = has_failed_;
    has_failed_ = false;
    return failed;
  }

  Image image() const;
  // As with the program stopped and the card in another machine.
  void put_back(const Image& image);

 private:
  static constexpr std::uint64_t kPlenty = std::uint64_t{1} << 40;
  bool passes(Operation operation);
  bool is_cut_now();
  std::uint64_t used() const;
  void folder_synced();
  static void settle(DiskFile& file, Fate fate, Dice& dice);

  std::string folder_;
  std::map<std::string, std::unique_ptr<DiskFile>> files_;
  std::vector<std::unique_ptr<DiskFile>> removed_;  // handles may still be open on them
  std::map<std::string, std::uint64_t> reserved_;
  std::uint64_t capacity_ = kPlenty;
  std::size_t changes_ = 0;
  std::size_t cut_at_ = 0;
  std::array<std::size_t, 2> calls_{};
  std::array<std::size_t, 2> failing_{};
  bool is_off_ = false;
  bool is_lying_ = false;
  bool fails_reads_ = false;
  bool has_refused_read_ = false;
  bool has_failed_ = false;
};

}  // namespace outreach::simulation
