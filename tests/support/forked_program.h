// How a child becomes a program: what RunningProgram and TypedProgram share.
#pragma once

#include <array>
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <unistd.h>
#include <vector>

namespace outreach::testing {

struct Pipe {
  int read = -1;
  int write = -1;
};

inline Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    std::abort();
  }
  return {ends[0], ends[1]};
}

// As execv wants it; made before the fork, after which nothing may be allocated.
inline std::vector<char*> command_line(const std::string& path,
                                       const std::vector<std::string>& arguments) {
  std::vector<char*> words{const_cast<char*>(path.c_str())};
  for (const std::string& argument : arguments) {
    words.push_back(const_cast<char*>(argument.c_str()));
  }
  words.push_back(nullptr);
  return words;
}

// In the child. It is killed after less than what ctest gives a whole test, so that nothing is left
// behind.
[[noreturn]] inline void become(const std::vector<char*>& command_line) {
  constexpr unsigned kSeconds = 280;
  alarm(kSeconds);  // survives exec
  execv(command_line.front(), command_line.data());
  _exit(127);
}

}  // namespace outreach::testing
