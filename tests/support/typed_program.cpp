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

#include "tests/support/forked_program.h"

namespace outreach::testing {

TypedProgram::TypedProgram(const std::string& path, const std::vector<std::string>& arguments,
                           const std::string& folder) {
  const std::vector<char*> words = command_line(path, arguments);
  const Pipe in = make_pipe();
  const Pipe out = make_pipe();
  process_ = fork();
  if (process_ == 0) {
    dup2(in.read, STDIN_FILENO);
    dup2(out.write, STDOUT_FILENO);
    const rlimit any{RLIM_INFINITY, RLIM_INFINITY};
    setrlimit(RLIMIT_CORE, &any);
    if (chdir(folder.c_str()) != 0) {
      _exit(126);
    }
    become(words);
  }
  close(in.read);
  close(out.write);
  input_ = in.write;
  output_ = out.read;
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
