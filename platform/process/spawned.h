// A program that was started, and the ends it is heard by. Inside this folder only. POSIX.
#pragma once

#include <array>
#include <string>
#include <sys/types.h>
#include <vector>

#include "platform/base/result.h"

namespace outreach::process {

Error failed(const char* doing, const std::string& program, int cause);

// Two joined ends, closed at the end; no program inherits them.
struct Pipe {
  std::array<int, 2> ends{-1, -1};

  Pipe() = default;
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe();
  bool open();            // from the second to the first
  bool open_as_socket();  // writing to it raises no SIGPIPE where MSG_NOSIGNAL is asked for
  void close_end(std::size_t which);
};

// Below 0: nothing comes from there, or goes there.
struct StandardEnds {
  int input = -1;
  int output = -1;
  int error = -1;
};

// The program is looked for in PATH; no shell is between, and it gets no environment.
Result<pid_t> spawn(const std::vector<std::string>& words, const StandardEnds& ends);

// Waits for its end. Its exit code; minus the signal that ended it.
int reap(pid_t id);

}  // namespace outreach::process
