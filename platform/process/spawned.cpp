#include "platform/process/spawned.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace outreach::process {
namespace {

constexpr const char* kNothing = "/dev/null";

void give(posix_spawn_file_actions_t& files, int end, int standard, int flags) {
  if (end < 0) {
    posix_spawn_file_actions_addopen(&files, standard, kNothing, flags, 0);
  } else {
    posix_spawn_file_actions_adddup2(&files, end, standard);
  }
}

}  // namespace

Error failed(const char* doing, const std::string& program, int cause) {
  return {cause == ENOENT ? ErrorCode::NotFound : ErrorCode::Unavailable,
          std::string(doing) + " " + program + ": " + std::strerror(cause), cause};
}

Pipe::~Pipe() {
  close_end(0);
  close_end(1);
}

bool Pipe::open() {
  return pipe2(ends.data(), O_CLOEXEC) == 0;
}

bool Pipe::open_as_socket() {
  return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0;
}

void Pipe::close_end(std::size_t which) {
  if (ends[which] >= 0) {
    close(ends[which]);
    ends[which] = -1;
  }
}

Result<pid_t> spawn(const std::vector<std::string>& words, const StandardEnds& ends) {
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (const std::string& word : words) {
    arguments.push_back(const_cast<char*>(word.c_str()));
  }
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  give(files, ends.input, STDIN_FILENO, O_RDONLY);
  give(files, ends.output, STDOUT_FILENO, O_WRONLY);
  give(files, ends.error, STDERR_FILENO, O_WRONLY);
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

int reap(pid_t id) {
  int status = 0;
  while (waitpid(id, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace outreach::process
