// A disk under SQLite that fails, stalls, fills up or loses power when the test says so: a VFS over
// the default one. Give name() to sqlite::Options::vfs. Any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace outreach::testing {

class FaultyVfs {
 public:
  enum class Operation { Write, Sync, Truncate, Delete, Read };
  enum class Fault { InputOutput, Full };

  FaultyVfs();
  // Every database that was opened through it is closed by then. Lets held syncs go.
  ~FaultyVfs();
  FaultyVfs(const FaultyVfs&) = delete;
  FaultyVfs& operator=(const FaultyVfs&) = delete;

  const std::string& name() const;

  // How many of these calls there were, failed ones too.
  std::size_t count(Operation operation) const;
  // Bytes given to all writes.
  std::size_t bytes_written() const;

  // The call number `nth` from now (1: the next) fails; those after it work again. As on Linux,
  // what a failed sync should have made safe is lost even when the next sync works.
  void fail_in(Operation operation, std::size_t nth, Fault fault);
  // From here on a sync answers success and makes nothing safe, as cheap sticks do.
  void lie_about_syncs(bool is_lying);
  // While full, every write that would make a file longer answers that there is no space.
  void set_full(bool is_full);

  // From here on every sync waits until release_syncs().
  void hold_syncs();
  void release_syncs();
  // True once a sync is waiting; false when none came for as long as a test can be patient.
  bool wait_until_held();
  // Every sync takes this much longer, for measurements.
  void delay_syncs(std::chrono::milliseconds delay);

  // What the machine did to its disk: every write, sync, truncation, deletion and creation of a
  // file, and what other parts of it told of. At each of them the power can fail.
  std::size_t moments() const;
  // The power fails at moment `nth` from now (1: the next): whether that one still reached the disk
  // is as open as of anything unsynced, and from then on nothing answers until power_cut().
  void cut_in(std::size_t nth);
  bool is_off() const;
  // Another part of the same machine is about to change the disk. False: the power fails now, or
  // has failed.
  bool pass_moment();

  // The machine loses power: files on the disk go back to their last sync, and the databases that
  // are open now can only be closed. Close them before opening anew.
  void power_cut();
  // The same, but of the writes since then each is kept or lost as `survives` answers.
  void power_cut(const std::function<bool()>& survives);
  // The same by sector: (change, sector), see UnsyncedWrites::Survives.
  void power_cut(const std::function<bool(std::size_t, std::size_t)>& survives);
  // How many changes power_cut would ask for now.
  std::size_t unsynced() const;

  struct State;  // named by the C functions of the VFS

 private:
  std::unique_ptr<State> state_;
};

}  // namespace outreach::testing
