// A program that is listened to for as long as the test likes, and killed when it likes. To run one
// to its end, or as a server for a whole test, program.h is shorter.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace outreach::testing {

class Process {
 public:
  // The first word is the program's path. Its standard output is kept as lines, its standard error
  // is ours.
  explicit Process(const std::vector<std::string>& words);
  ~Process();  // kills what still runs
  Process(Process&& other) noexcept;
  Process& operator=(Process&& other) noexcept;

  void signal(int number) const;
  pid_t id() const {
    return id_;
  }
  // Takes what it still said, and answers its exit code, or minus the signal that ended it.
  int wait();
  // Nothing while it runs.
  std::optional<int> ended();
  // Reads what comes until `duration` has passed or the program has closed its output.
  void listen(std::chrono::milliseconds duration);
  // Reads until a line begins so, or the output ends; the line, or nothing.
  std::optional<std::string> line_that_begins(const std::string& beginning);

  // Reads until so many more lines begin so; false when the output ended before.
  bool more_lines_that_begin(const std::string& beginning, std::size_t count);

  // Whole lines so far, in order; a last line that was cut is not among them.
  const std::vector<std::string>& lines() const {
    return lines_;
  }

 private:
  // False once the output has ended.
  bool read_for(std::chrono::milliseconds duration);
  void reap(int options);

  pid_t id_ = -1;
  int output_ = -1;
  std::optional<int> exit_code_;
  std::string pending_;
  std::vector<std::string> lines_;
};

}  // namespace outreach::testing
