#include "tests/support/typed_program.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace outreach::testing {
namespace {

// Less than what ctest gives a whole test, so that nothing is left behind.
constexpr unsigned kPatienceSeconds = 280;

std::array<int, 2> make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    std::abort();
  }
  return ends;
}

}  // namespace

TypedProgram::TypedProgram(const std::string& path, const std::vector<std::string>& arguments,
                           const std::string& folder) {
  std::vector<char*> words{const_cast<char*>(path.c_str())};
  for (const std::string& argument : arguments) {
    words.push_back(const_cast<char*>(argument.c_str()));
  }
  words.push_back(nullptr);
  const auto in = make_pipe();
  const auto out = make_pipe();
  process_ = fork();
  if (process_ == 0) {
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    const rlimit any{RLIM_INFINITY, RLIM_INFINITY};
    setrlimit(RLIMIT_CORE, &any);
    if (chdir(folder.c_str()) != 0) {
      _exit(126);
    }
    alarm(kPatienceSeconds);  // survives exec
    execv(path.c_str(), words.data());
    _exit(127);
  }
  close(in[0]);
  close(out[1]);
  input_ = in[1];
  output_ = out[0];
}

TypedProgram::~TypedProgram() {
  end_by(SIGKILL);
  close(input_);
  close(output_);
}

void TypedProgram::type(std::string_view text) const {
  if (write(input_, text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
    std::abort();
  }
}

std::string TypedProgram::read_line() const {
  std::string line;
  char c = 0;
  while (read(output_, &c, 1) == 1 && c != '\n') {
    line += c;
  }
  return line;
}

std::optional<std::vector<std::string>> TypedProgram::in_memory(
    const std::vector<std::string>& needles) const {
  const std::string folder = "/proc/" + std::to_string(process_);
  const int memory = open((folder + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
  std::ifstream maps(folder + "/maps");
  if (memory < 0 || !maps) {
    return std::nullopt;
  }
  std::vector<std::string> found;
  std::string line;
  std::size_t bytes_read = 0;
  while (std::getline(maps, line)) {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    std::array<char, 5> rights{};
    if (std::sscanf(line.c_str(), "%lx-%lx %4s", &begin, &end, rights.data()) != 3) {
      continue;
    }
    std::string content(end - begin, '\0');
    // Pages without access (guards) answer an error; a map that changed meanwhile answers less.
    const ssize_t size = pread(memory, content.data(), content.size(), static_cast<off_t>(begin));
    if (size <= 0) {
      continue;
    }
    bytes_read += static_cast<std::size_t>(size);
    for (const std::string& needle : needles) {
      if (content.find(needle) != std::string::npos) {
        found.push_back(needle + " in " + line);
      }
    }
  }
  close(memory);
  if (bytes_read == 0) {
    return std::nullopt;
  }
  return found;
}

void TypedProgram::end_by(int signal) {
  if (process_ > 0) {
    kill(process_, signal);
    waitpid(process_, nullptr, 0);
    process_ = -1;
  }
}

}  // namespace outreach::testing
