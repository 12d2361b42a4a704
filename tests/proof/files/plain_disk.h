// A disk under plain files, below platform/files: every system call on a file of one folder is a
// moment at which it can fail or at which the power can, and what was not synced survives as the
// test says. Names (creation, renaming, removal) are safe once their folder is synced, content once
// its file is. One at a time, one thread; shares its power with SQLite's disk. SQLite's own calls
// do not come here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/bytes.h"
#include "tests/support/faulty_vfs.h"

namespace outreach::testing {

class PlainDisk {
 public:
  enum class Fault { InputOutput, NoSpace, Interrupted, Short };
  // For every change that no sync made safe, in order, and each sector of it: does the disk hold it
  // after the cut? Names have one "sector".
  using Survives = std::function<bool(std::size_t change, std::size_t sector)>;

  // Of the files below `root`, from here on.
  PlainDisk(std::filesystem::path root, FaultyVfs& power);
  ~PlainDisk();
  PlainDisk(const PlainDisk&) = delete;
  PlainDisk& operator=(const PlainDisk&) = delete;

  // The system call number `nth` from now (1: the next) that can fail in this way does, once.
  void fail_in(std::size_t nth, Fault fault);
  // Nothing fails any more. True when it has failed.
  bool disarm();

  // Brings every file, SQLite's too, to what a machine finds when it starts again. This is of no
  // more use then. Answers how many changes were not safe.
  std::size_t power_cut(const Survives& survives);

  // What the replaced system calls ask.
  enum class Call { Open, Read, Write, Sync, Close, Name, Space, Mode, Lock };
  bool is_of_root(const std::filesystem::path& path) const;
  bool is_open(int file) const;
  // errno of a call that fails now; 0: it goes on.
  int failure(Call call);
  // How many bytes of a read or write are done now.
  std::size_t bytes_of(Call call, std::size_t size);
  // True: the power fails at this change, which is then as unsafe as any.
  bool is_cut();
  void opened(int file, const std::filesystem::path& path, bool is_new);
  void closed(int file);
  void will_write(int file, ByteView content);
  void will_truncate(int file, std::uint64_t size);
  void synced(int file);
  void will_rename(const std::filesystem::path& from, const std::filesystem::path& to);
  void will_remove(const std::filesystem::path& path);
  static PlainDisk* current();

 private:
  struct Write {
    std::uint64_t offset = 0;
    Bytes content;
    bool is_truncation = false;  // to `offset`
  };
  struct Content {
    Bytes safe;
    std::uint64_t position = 0;  // where the next write goes
    std::vector<Write> pending{};
  };
  using Held = std::shared_ptr<Content>;  // none: there is no such file
  struct Change {                         // of a name
    std::filesystem::path folder;
    std::filesystem::path from;  // empty: a creation or a removal
    std::filesystem::path name;
    Held content;
  };
  struct Handle {
    std::filesystem::path path;
    Held content;  // none: a folder
  };

  Held now_at(const std::filesystem::path& path);
  static void apply(std::map<std::filesystem::path, Held>& names, const Change& change);

  std::filesystem::path root_;
  FaultyVfs& power_;
  std::map<std::filesystem::path, Held> safe_;  // of the files that changed, as they surely are
  std::map<std::filesystem::path, Held> now_;   // the same, as the program sees them
  std::vector<Change> changes_;
  std::map<int, Handle> handles_;
  std::size_t left_ = 0;  // until a call fails; 0: none will
  Fault fault_ = Fault::InputOutput;
  bool has_failed_ = false;
};

}  // namespace outreach::testing
