// Inside FaultyVfs only: the faults that were asked for and what the files have not synced.
#pragma once

#include <array>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include <sqlite3.h>

#include "tests/support/faulty_vfs.h"
#include "tests/support/unsynced_writes.h"

namespace outreach::testing {

// What SQLite knows: its own struct, with our state behind it.
struct RegisteredVfs : sqlite3_vfs {
  FaultyVfs::State* state = nullptr;
};

struct FaultyVfs::State {
  struct Failure {
    std::size_t call = 0;
    Fault fault = Fault::InputOutput;
  };
  struct Calls {
    std::size_t count = 0;
    std::optional<Failure> failure;
  };

  Calls& calls(Operation operation) {
    return calls_by_operation.at(static_cast<std::size_t>(operation));
  }
  // Counts the call and answers the fault that is due. The mutex is held.
  std::optional<Fault> next_fault(Operation operation);
  // Counts a moment; true when the power fails at it. The mutex is held.
  bool fails_now();
  // All files of a test are in one folder. The mutex is held.
  void folder_synced();
  // Waits for the gate and the delay.
  void pause_sync();

  sqlite3_vfs* real = nullptr;
  RegisteredVfs registered{};
  std::string name;

  std::mutex mutex;
  std::condition_variable changed;
  std::array<Calls, 5> calls_by_operation;
  std::size_t bytes_written = 0;
  bool is_full = false;
  bool is_lying = false;
  std::size_t moments = 0;
  std::size_t cut_at = 0;  // moment; 0: none
  bool is_off = false;
  bool is_holding = false;
  std::size_t held = 0;
  std::chrono::milliseconds sync_delay{0};
  unsigned power_cuts = 0;       // a handle from before the last one is dead
  std::size_t dead_handles = 0;  // still to be closed
  std::size_t open_handles = 0;
  std::map<std::string, std::shared_ptr<UnsyncedWrites>> files;
};

// Fills in the functions of `vfs` over those of vfs.state->real.
void connect(RegisteredVfs& vfs);

}  // namespace outreach::testing
