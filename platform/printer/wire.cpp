#include "platform/printer/wire.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/timerfd.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace outreach::printing {
namespace {

// Nobody sees a slip that ends a fiftieth of a second later.
constexpr int kDrainMilliseconds = 20;

Descriptor timer_of(std::chrono::milliseconds duration) {
  Descriptor timer(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC));
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration);
  itimerspec when{};
  when.it_value.tv_sec = seconds.count();
  // A timer of 0 would never end.
  const auto rest = std::chrono::nanoseconds(duration - seconds).count();
  when.it_value.tv_nsec = std::max<std::chrono::nanoseconds::rep>(rest, 1);
  timerfd_settime(timer.number(), 0, &when, nullptr);
  return timer;
}

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) {
    close(number_);
  }
}

Descriptor::Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

Error no_patience(const std::string& whom) {
  return {ErrorCode::Unavailable,
          "printing on " + whom +
              ": it takes nothing more; look at its paper, its cover and its lamp, and switch it "
              "off and on",
          ETIMEDOUT};
}

Error went_away(const std::string& whom, int cause) {
  return {ErrorCode::Unavailable,
          "printing on " + whom + ": it went away half way (" +
              std::generic_category().message(cause) + "); look at its cable and its power",
          cause};
}

Waiting::Waiting(const PrintPatience& patience, std::string whom)
    : patience_(patience), whom_(std::move(whom)), timer_(timer_of(patience.job)) {}

Result<void> Waiting::wait(const Descriptor& descriptor, short events) const {
  std::array<pollfd, 2> watched{{{descriptor.number(), events, 0}, {timer_.number(), POLLIN, 0}}};
  const int pause = static_cast<int>(patience_.pause.count());
  int ready = -1;
  do {  // begun anew by a signal: the job's timer goes on
    ready = poll(watched.data(), watched.size(), pause);
  } while (ready < 0 && errno == EINTR);
  if (ready < 0) {
    return Error{ErrorCode::Unavailable, "waiting for " + whom_, errno};
  }
  if (ready == 0 || watched[1].revents != 0) {
    return no_patience(whom_);
  }
  return {};
}

Result<void> Waiting::send(const Descriptor& descriptor, ByteView bytes,
                           const WriteSome& write_some) const {
  while (!bytes.empty()) {
    const auto ready = wait(descriptor, POLLOUT);
    if (!ready) {
      return ready;
    }
    const ssize_t taken = write_some(bytes);
    if (taken > 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(taken));
    } else if (taken == 0 || (errno != EINTR && errno != EAGAIN)) {
      return went_away(whom_, taken == 0 ? EIO : errno);
    }
  }
  return {};
}

Result<void> Waiting::drain(const std::function<int()>& left) const {
  std::chrono::milliseconds idle{0};
  int before = left();
  while (before > 0) {
    pollfd timer{timer_.number(), POLLIN, 0};
    if (idle >= patience_.pause || poll(&timer, 1, kDrainMilliseconds) > 0) {
      return no_patience(whom_);
    }
    const int now = left();
    idle = now == before ? idle + std::chrono::milliseconds(kDrainMilliseconds)
                         : std::chrono::milliseconds(0);
    before = now;
  }
  return before < 0 ? Result<void>(went_away(whom_, errno)) : Result<void>();
}

}  // namespace outreach::printing
