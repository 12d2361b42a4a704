#include "platform/process/process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace outreach::process {
namespace {

constexpr std::size_t kSaidMax = 4'096;
constexpr const char* kNothing = "/dev/null";

Error failed(const char* doing, const std::string& program, int cause) {
  return {cause == ENOENT ? ErrorCode::NotFound : ErrorCode::Unavailable,
          std::string(doing) + " " + program + ": " + std::strerror(cause), cause};
}

// Both ends of a pipe, closed at the end.
struct Pipe {
  std::array<int, 2> ends{-1, -1};

  Pipe() = default;
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  bool open() {
    return pipe2(ends.data(), O_CLOEXEC) == 0;
  }
  void close_end(std::size_t which) {
    if (ends[which] >= 0) {
      close(ends[which]);
      ends[which] = -1;
    }
  }
};

Result<pid_t> spawn(const std::vector<std::string>& words, int standard_error) {
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (const std::string& word : words) {
    arguments.push_back(const_cast<char*>(word.c_str()));
  }
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, kNothing, O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, kNothing, O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&files, standard_error, STDERR_FILENO);
  pid_t id = -1;
  std::array<char*, 1> environment{nullptr};
  const int cause =
      posix_spawnp(&id, arguments.front(), &files, nullptr, arguments.data(), environment.data());
  posix_spawn_file_actions_destroy(&files);
  if (cause != 0) {
    return failed("starting", words.front(), cause);
  }
  return id;
}

// Until its output ends; false when it kept silent for too long.
bool listen(int output, std::chrono::milliseconds patience, std::string& said) {
  std::array<char, 1'024> chunk{};
  for (;;) {
    pollfd waiting{output, POLLIN, 0};
    const int ready = poll(&waiting, 1, static_cast<int>(patience.count()));
    if (ready == 0) {
      return false;
    }
    const ssize_t size = ready < 0 ? -1 : read(output, chunk.data(), chunk.size());
    if (size < 0 && errno != EINTR) {
      return true;
    }
    if (size == 0) {
      return true;
    }
    if (size > 0 && said.size() < kSaidMax) {
      said.append(chunk.data(), static_cast<std::size_t>(size));
    }
  }
}

int reap(pid_t id) {
  int status = 0;
  while (waitpid(id, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace

Result<Ran> run_to_end(const std::vector<std::string>& words, std::chrono::milliseconds patience) {
  if (words.empty()) {
    return Error{ErrorCode::InvalidInput, "no program was named"};
  }
  Pipe output;
  if (!output.open()) {
    return failed("starting", words.front(), errno);
  }
  const auto id = spawn(words, output.ends[1]);
  if (!id) {
    return id.error();
  }
  output.close_end(1);
  Ran ran;
  const bool ended = listen(output.ends[0], patience, ran.said);
  if (!ended) {
    kill(*id, SIGKILL);
  }
  ran.exit_code = reap(*id);
  if (!ended) {
    return Error{ErrorCode::Unavailable, words.front() + " did not come to an end"};
  }
  return ran;
}

}  // namespace outreach::process
