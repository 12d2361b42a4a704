#include "tests/support/program.h"

#include <array>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/forked_program.h"

namespace outreach::testing {
namespace {

// The child's outputs go to the write ends; an end of -1 leaves the test's own.
pid_t start(const std::string& path, const std::vector<std::string>& arguments, int out, int err) {
  const std::vector<char*> words = command_line(path, arguments);
  const pid_t child = fork();
  if (child == 0) {
    if (out >= 0) {
      dup2(out, STDOUT_FILENO);
    }
    if (err >= 0) {
      dup2(err, STDERR_FILENO);
    }
    become(words);
  }
  return child;
}

int wait_for(pid_t process) {
  int status = 0;
  waitpid(process, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// Reads what is there; false at the end.
bool take(int from, std::string& to) {
  std::array<char, 4096> buffer{};
  const ssize_t count = read(from, buffer.data(), buffer.size());
  if (count > 0) {
    to.append(buffer.data(), static_cast<std::size_t>(count));
  }
  return count > 0;
}

}  // namespace

Ended run_program(const std::string& path, const std::vector<std::string>& arguments) {
  const Pipe out = make_pipe();
  const Pipe err = make_pipe();
  const pid_t process = start(path, arguments, out.write, err.write);
  close(out.write);
  close(err.write);
  Ended ended;
  std::array<pollfd, 2> ends{{{out.read, POLLIN, 0}, {err.read, POLLIN, 0}}};
  while (ends[0].fd >= 0 || ends[1].fd >= 0) {
    poll(ends.data(), ends.size(), -1);
    if (ends[0].fd >= 0 && ends[0].revents != 0 && !take(out.read, ended.out)) {
      ends[0].fd = -1;
    }
    if (ends[1].fd >= 0 && ends[1].revents != 0 && !take(err.read, ended.err)) {
      ends[1].fd = -1;
    }
  }
  close(out.read);
  close(err.read);
  ended.exit_code = wait_for(process);
  return ended;
}

RunningProgram::RunningProgram(const std::string& path, const std::vector<std::string>& arguments) {
  const Pipe out = make_pipe();
  process_ = start(path, arguments, out.write, -1);
  close(out.write);
  output_ = out.read;
}

RunningProgram::~RunningProgram() {
  if (process_ > 0) {
    kill(process_, SIGTERM);
    wait_for(process_);
  }
  close(output_);
}

std::string RunningProgram::read_line() {
  std::string line;
  char letter = 0;
  while (read(output_, &letter, 1) == 1 && letter != '\n') {
    line += letter;
  }
  return line;
}

void RunningProgram::kill_hard() {
  kill(process_, SIGKILL);
  wait_for(process_);
  process_ = -1;
}

}  // namespace outreach::testing
