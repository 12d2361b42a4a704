// The system calls that SQLite's own VFS makes, failing when told to: errors, interruptions and
// short counts as the kernel gives them. One at a time in a process, and one thread.
#pragma once

#include <cstddef>

namespace outreach::testing {

class FaultySystemCalls {
 public:
  enum class Fault {
    InputOutput,  // EIO of any call
    NoSpace,      // ENOSPC of what can need space
    Interrupted,  // EINTR of what can be interrupted
    Short,        // a read or write of half the bytes
  };

  // Puts itself between SQLite's default VFS and the kernel, until it is destroyed. `with_locks`:
  // locking can fail too (EIO); SQLite then waits its five seconds for whom it takes to be in the
  // way.
  explicit FaultySystemCalls(bool with_locks);
  ~FaultySystemCalls();
  FaultySystemCalls(const FaultySystemCalls&) = delete;
  FaultySystemCalls& operator=(const FaultySystemCalls&) = delete;

  // The call number `nth` from now (1: the next) that can fail so does.
  void fail_in(std::size_t nth, Fault fault);
  // Nothing fails any more. True when the fault has struck.
  bool disarm();
};

}  // namespace outreach::testing
