// Starts the programs themselves, for end-to-end tests.
#pragma once

#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace outreach::testing {

struct Ended {
  int exit_code = -1;  // 128 + the signal's number when a signal ended it
  std::string out;
  std::string err;
};

#ifdef OUTREACH_PROGRAMS_FOLDER
inline std::string built_program(const std::string& name) {
  return std::string(OUTREACH_PROGRAMS_FOLDER) + "/" + name;
}
#endif

// Runs the program at this path to its end. A program that takes longer than
// 280 seconds is killed: it hangs.
Ended run_program(const std::string& path, const std::vector<std::string>& arguments);

// A program that goes on, such as a server, as long as a test may take.
class RunningProgram {
 public:
  RunningProgram(const std::string& path, const std::vector<std::string>& arguments);
  // Ends it with SIGTERM, if it still runs, and waits.
  ~RunningProgram();
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  // The next line it prints; empty when it ended.
  std::string read_line();
  void kill_hard();  // SIGKILL, and waits
  pid_t process() const {
    return process_;
  }

 private:
  pid_t process_ = -1;
  int output_ = -1;
};

}  // namespace outreach::testing
