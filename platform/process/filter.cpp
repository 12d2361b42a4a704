#include "platform/process/filter.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <optional>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "platform/process/spawned.h"

namespace outreach::process {
namespace {

// The socket takes all of it: its buffer is larger than kFilterInputMax. A program that ends
// without reading is no error here; its exit code is.
void give_input(Pipe& input, std::string_view text) {
  while (!text.empty()) {
    const ssize_t taken = send(input.ends[1], text.data(), text.size(), MSG_NOSIGNAL);
    if (taken < 0 && errno != EINTR) {
      break;
    }
    text.remove_prefix(taken < 0 ? 0 : static_cast<std::size_t>(taken));
  }
  input.close_end(1);
}

// Until its output ends; else why it is to be killed.
std::optional<Error> take_output(int output, const Filter& filter, const Stopper& stopper,
                                 Bytes& taken) {
  const std::string& program = filter.words.front();
  std::array<std::uint8_t, 16'384> chunk{};
  for (;;) {
    std::array<pollfd, 2> waiting{{{output, POLLIN, 0}, {stopper.descriptor(), POLLIN, 0}}};
    const int ready =
        poll(waiting.data(), waiting.size(), static_cast<int>(filter.patience.count()));
    if (ready == 0) {
      return Error{ErrorCode::Unavailable, program + " did not come to an end"};
    }
    if (ready > 0 && waiting[1].revents != 0) {
      return Error{ErrorCode::Unavailable, program + " was stopped"};
    }
    const ssize_t size = ready < 0 ? -1 : read(output, chunk.data(), chunk.size());
    if (size < 0 && errno == EINTR) {
      continue;
    }
    if (size < 0) {
      return failed("reading from", program, errno);
    }
    if (size == 0) {
      return std::nullopt;
    }
    if (taken.size() + static_cast<std::size_t>(size) > filter.output_max) {
      return Error{ErrorCode::TooLarge, program + " gave too much"};
    }
    taken.insert(taken.end(), chunk.begin(), chunk.begin() + size);
  }
}

}  // namespace

Stopper::Stopper() : descriptor_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

Stopper::~Stopper() {
  if (descriptor_ >= 0) {
    close(descriptor_);
  }
}

void Stopper::stop() {
  static_cast<void>(eventfd_write(descriptor_, 1));
}

bool Stopper::is_stopped() const {
  pollfd waiting{descriptor_, POLLIN, 0};
  return descriptor_ < 0 || poll(&waiting, 1, 0) > 0;
}

Result<Filtered> run_filter(const Filter& filter, const Stopper& stopper) {
  if (filter.words.empty() || filter.input.size() > kFilterInputMax) {
    return Error{ErrorCode::InvalidInput, "no program was named, or it was given too much"};
  }
  if (stopper.is_stopped()) {
    return Error{ErrorCode::Unavailable, filter.words.front() + " was stopped"};
  }
  Pipe input;
  Pipe output;
  if (!input.open_as_socket() || !output.open()) {
    return failed("starting", filter.words.front(), errno);
  }
  const auto id = spawn(filter.words, {.input = input.ends[0], .output = output.ends[1]});
  if (!id) {
    return id.error();
  }
  input.close_end(0);
  output.close_end(1);
  give_input(input, filter.input);
  Filtered filtered;
  const auto why = take_output(output.ends[0], filter, stopper, filtered.output);
  if (why) {
    kill(*id, SIGKILL);
  }
  filtered.exit_code = reap(*id);
  if (why) {
    return *why;
  }
  return filtered;
}

}  // namespace outreach::process
