#include "tests/support/faulty_system_calls.h"

#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

namespace outreach::testing {

namespace {

using SystemFault = FaultySystemCalls::Fault;

// SQLite takes plain C functions, so what they need is of the process.
struct Armed {
  bool is_there = false;  // a FaultySystemCalls is
  std::size_t left = 0;   // 0: nothing will fail
  SystemFault fault = SystemFault::InputOutput;
  bool has_struck = false;
  bool with_locks = false;
};

Armed& armed() {
  static Armed state;
  return state;
}

// Whether this call, which can fail in this way, is the one.
bool strikes(bool can_fail_so) {
  Armed& state = armed();
  if (!can_fail_so || state.left == 0 || --state.left > 0) {
    return false;
  }
  state.has_struck = true;
  return true;
}

// Any call but reading and writing. True: it is to answer -1.
bool fails(bool takes_space, bool can_be_interrupted) {
  const SystemFault fault = armed().fault;
  const bool can = fault == SystemFault::InputOutput ||
                   (fault == SystemFault::NoSpace && takes_space) ||
                   (fault == SystemFault::Interrupted && can_be_interrupted);
  if (!strikes(can)) {
    return false;
  }
  errno = fault == SystemFault::InputOutput ? EIO : fault == SystemFault::NoSpace ? ENOSPC : EINTR;
  return true;
}

// How many bytes are asked of the kernel; 0: the call answers -1.
std::size_t bytes_asked(std::size_t size, bool is_write) {
  if (armed().fault == SystemFault::Short) {
    return size > 1 && strikes(true) ? size / 2 : size;
  }
  return fails(is_write, true) ? 0 : size;
}

int open_call(const char* path, int flags, int mode) {
  return fails((flags & O_CREAT) != 0, true) ? -1 : open(path, flags, mode);
}
int access_call(const char* path, int mode) {
  return fails(false, false) ? -1 : access(path, mode);
}
int stat_call(const char* path, struct stat* out) {
  return fails(false, false) ? -1 : stat(path, out);
}
int fstat_call(int file, struct stat* out) {
  return fails(false, false) ? -1 : fstat(file, out);
}
int ftruncate_call(int file, off_t size) {
  return fails(true, true) ? -1 : ftruncate(file, size);
}
int unlink_call(const char* path) {
  return fails(false, false) ? -1 : unlink(path);
}
int fallocate_call(int file, off_t begin, off_t size) {
  // posix_fallocate(3) answers the error itself.
  return fails(true, true) ? errno : posix_fallocate(file, begin, size);
}
// SQLite gives it locks only, and asks for none that waits: nothing there to interrupt.
int fcntl_call(int file, int command, ...) {
  va_list arguments;
  va_start(arguments, command);
  void* argument = va_arg(arguments, void*);
  va_end(arguments);
  return armed().with_locks && fails(false, false) ? -1 : fcntl(file, command, argument);
}
ssize_t read_call(int file, void* out, std::size_t size) {
  const std::size_t asked = bytes_asked(size, false);
  return asked == 0 && size > 0 ? -1 : read(file, out, asked);
}
ssize_t pread_call(int file, void* out, std::size_t size, off_t offset) {
  const std::size_t asked = bytes_asked(size, false);
  return asked == 0 && size > 0 ? -1 : pread(file, out, asked, offset);
}
ssize_t write_call(int file, const void* content, std::size_t size) {
  const std::size_t asked = bytes_asked(size, true);
  return asked == 0 && size > 0 ? -1 : write(file, content, asked);
}
ssize_t pwrite_call(int file, const void* content, std::size_t size, off_t offset) {
  const std::size_t asked = bytes_asked(size, true);
  return asked == 0 && size > 0 ? -1 : pwrite(file, content, asked, offset);
}

struct Replacement {
  const char* name;
  sqlite3_syscall_ptr call;
};

// Names as in SQLite's aSyscall (os_unix.c). On 64-bit machines off_t and off64_t are one.
const std::array kReplacements{
    Replacement{"open", reinterpret_cast<sqlite3_syscall_ptr>(open_call)},
    Replacement{"access", reinterpret_cast<sqlite3_syscall_ptr>(access_call)},
    Replacement{"stat", reinterpret_cast<sqlite3_syscall_ptr>(stat_call)},
    Replacement{"fstat", reinterpret_cast<sqlite3_syscall_ptr>(fstat_call)},
    Replacement{"ftruncate", reinterpret_cast<sqlite3_syscall_ptr>(ftruncate_call)},
    Replacement{"unlink", reinterpret_cast<sqlite3_syscall_ptr>(unlink_call)},
    Replacement{"fallocate", reinterpret_cast<sqlite3_syscall_ptr>(fallocate_call)},
    Replacement{"fcntl", reinterpret_cast<sqlite3_syscall_ptr>(fcntl_call)},
    Replacement{"read", reinterpret_cast<sqlite3_syscall_ptr>(read_call)},
    Replacement{"pread", reinterpret_cast<sqlite3_syscall_ptr>(pread_call)},
    Replacement{"pread64", reinterpret_cast<sqlite3_syscall_ptr>(pread_call)},
    Replacement{"write", reinterpret_cast<sqlite3_syscall_ptr>(write_call)},
    Replacement{"pwrite", reinterpret_cast<sqlite3_syscall_ptr>(pwrite_call)},
    Replacement{"pwrite64", reinterpret_cast<sqlite3_syscall_ptr>(pwrite_call)},
};

}  // namespace

FaultySystemCalls::FaultySystemCalls(bool with_locks) {
  if (armed().is_there) {
    std::abort();
  }
  armed() = Armed{};
  armed().is_there = true;
  armed().with_locks = with_locks;
  sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
  for (const Replacement& replacement : kReplacements) {
    // "pread" is not there where "pread64" is, and so on.
    if (vfs->xGetSystemCall(vfs, replacement.name) != nullptr) {
      vfs->xSetSystemCall(vfs, replacement.name, replacement.call);
    }
  }
}

FaultySystemCalls::~FaultySystemCalls() {
  sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
  vfs->xSetSystemCall(vfs, nullptr, nullptr);  // all back to what they were
  armed() = Armed{};
}

void FaultySystemCalls::fail_in(std::size_t nth, Fault fault) {
  armed().left = nth;
  armed().fault = fault;
  armed().has_struck = false;
}

bool FaultySystemCalls::disarm() {
  armed().left = 0;
  return armed().has_struck;
}

}  // namespace outreach::testing
