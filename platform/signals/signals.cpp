#include "platform/signals/signals.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include <utility>

namespace outreach {

namespace {

sigset_t stop_set() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
    sigaddset(&set, signal);
  }
  return set;
}

void close_if_open(int descriptor) {
  if (descriptor >= 0) {
    close(descriptor);
  }
}

}  // namespace

Result<StopSignals> StopSignals::watch() {
  const sigset_t set = stop_set();
  StopSignals watched(signalfd(-1, &set, SFD_CLOEXEC), eventfd(0, EFD_CLOEXEC));
  if (watched.signals_ < 0 || watched.stopped_ < 0) {
    return Error{ErrorCode::InputOutput, "watching for signals", errno};
  }
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return watched;
}

StopSignals::StopSignals(StopSignals&& other) noexcept
    : signals_(std::exchange(other.signals_, -1)), stopped_(std::exchange(other.stopped_, -1)) {}

StopSignals::~StopSignals() {
  if (signals_ >= 0) {
    const sigset_t set = stop_set();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_DFL);
  }
  close_if_open(signals_);
  close_if_open(stopped_);
}

void StopSignals::wait() {
  std::array<pollfd, 2> waited{pollfd{signals_, POLLIN, 0}, pollfd{stopped_, POLLIN, 0}};
  while (poll(waited.data(), waited.size(), -1) < 0) {
    if (errno != EINTR) {
      std::abort();  // both descriptors are ours and open
    }
  }
  if ((waited[0].revents & POLLIN) != 0) {
    // Taken, or it would end the program once it is no longer blocked.
    signalfd_siginfo taken{};
    (void)!read(signals_, &taken, sizeof(taken));
  }
}

void StopSignals::stop() {
  const std::uint64_t one = 1;
  (void)!write(stopped_, &one, sizeof(one));
}

}  // namespace outreach
