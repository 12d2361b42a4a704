#include "tests/support/process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

extern char** environ;

namespace outreach::testing {

namespace {

void require_start(bool condition) {
  if (!condition) {
    std::abort();  // this machine cannot start programs
  }
}

}  // namespace

Process::Process(const std::vector<std::string>& words) {
  std::array<int, 2> ends{};
  require_start(pipe2(ends.data(), O_CLOEXEC) == 0);
  output_ = ends[0];
  posix_spawn_file_actions_t actions;
  require_start(posix_spawn_file_actions_init(&actions) == 0);
  require_start(posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO) == 0);
  std::vector<char*> arguments;
  for (const std::string& word : words) {
    arguments.push_back(const_cast<char*>(word.c_str()));
  }
  arguments.push_back(nullptr);
  require_start(
      posix_spawn(&id_, arguments.front(), &actions, nullptr, arguments.data(), environ) == 0);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
}

Process::~Process() {
  if (id_ >= 0 && !exit_code_) {
    signal(SIGKILL);
    reap(0);
  }
  if (output_ >= 0) {
    close(output_);
  }
}

Process::Process(Process&& other) noexcept
    : id_(std::exchange(other.id_, -1)),
      output_(std::exchange(other.output_, -1)),
      exit_code_(other.exit_code_),
      pending_(std::move(other.pending_)),
      lines_(std::move(other.lines_)) {}

Process& Process::operator=(Process&& other) noexcept {
  std::swap(id_, other.id_);
  std::swap(output_, other.output_);
  std::swap(exit_code_, other.exit_code_);
  std::swap(pending_, other.pending_);
  std::swap(lines_, other.lines_);
  return *this;
}

void Process::signal(int number) const {
  if (!exit_code_) {
    kill(id_, number);
  }
}

void Process::reap(int options) {
  int status = 0;
  pid_t reaped = 0;
  while ((reaped = waitpid(id_, &status, options)) < 0 && errno == EINTR) {
  }
  if (reaped == id_) {
    exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }
}

int Process::wait() {
  while (read_for(std::chrono::milliseconds(-1))) {
  }
  if (!exit_code_) {
    reap(0);
  }
  return exit_code_.value_or(-1);
}

std::optional<int> Process::ended() {
  if (!exit_code_) {
    reap(WNOHANG);
  }
  return exit_code_;
}

bool Process::read_for(std::chrono::milliseconds duration) {
  pollfd waited{output_, POLLIN, 0};
  if (poll(&waited, 1, static_cast<int>(duration.count())) <= 0) {
    return true;
  }
  std::array<char, 4096> buffer{};
  const ssize_t size = read(output_, buffer.data(), buffer.size());
  if (size <= 0) {
    return size < 0 && errno == EINTR;
  }
  pending_.append(buffer.data(), static_cast<std::size_t>(size));
  for (std::size_t end = 0; (end = pending_.find('\n')) != std::string::npos;) {
    lines_.push_back(pending_.substr(0, end));
    pending_.erase(0, end + 1);
  }
  return true;
}

void Process::listen(std::chrono::milliseconds duration) {
  using Clock = std::chrono::steady_clock;
  const auto until = Clock::now() + duration;
  bool open = true;
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
    if (left.count() <= 0) {
      return;
    }
    if (open) {
      open = read_for(left);
    } else {
      poll(nullptr, 0, static_cast<int>(left.count()));
    }
  }
}

bool Process::more_lines_that_begin(const std::string& beginning, std::size_t count) {
  bool open = true;
  for (std::size_t seen = lines_.size(); count > 0;) {
    for (; seen < lines_.size() && count > 0; ++seen) {
      count -= lines_[seen].starts_with(beginning) ? 1U : 0U;
    }
    if (count > 0 && !open) {
      return false;
    }
    open = count == 0 || read_for(std::chrono::milliseconds(-1));
  }
  return true;
}

std::optional<std::string> Process::line_that_begins(const std::string& beginning) {
  std::size_t seen = 0;
  bool open = true;
  while (true) {
    for (; seen < lines_.size(); ++seen) {
      if (lines_[seen].rfind(beginning, 0) == 0) {
        return lines_[seen];
      }
    }
    if (!open) {
      return std::nullopt;
    }
    open = read_for(std::chrono::milliseconds(-1));
  }
}

}  // namespace outreach::testing
