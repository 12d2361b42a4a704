#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <linux/lp.h>
#include <sys/ioctl.h>
#include <system_error>
#include <termios.h>
#include <unistd.h>
#include <utility>

#include "platform/printer/printer.h"
#include "platform/printer/wire.h"

namespace outreach {
namespace {

using printing::Descriptor;
using printing::Waiting;

// A FIFO or a terminal whose other end is gone would end the program by SIGPIPE. Held back for this
// thread alone, and taken away if it came: what the program does with the signal stays its own.
class HeldBrokenPipe {
 public:
  HeldBrokenPipe() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~HeldBrokenPipe() {
    const timespec at_once{};
    while (!was_pending_ && sigtimedwait(&pipe_, nullptr, &at_once) < 0 && errno == EINTR) {
      continue;
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  HeldBrokenPipe(const HeldBrokenPipe&) = delete;
  HeldBrokenPipe& operator=(const HeldBrokenPipe&) = delete;

 private:
  sigset_t pipe_{};
  sigset_t before_{};
  bool was_pending_ = false;
};

Error not_opened(const Path& device, int cause) {
  const std::string whom = "printer " + device.string() + ": ";
  switch (cause) {
    case ENOENT:
    case ENOTDIR:
    case ENODEV:
      return {ErrorCode::NotFound, whom + "not there; plug it in and switch it on", cause};
    case EACCES:
    case EPERM:
    case EROFS:
      return {ErrorCode::Refused,
              whom + "this user may not use it; add the user to the group lp (dialout for serial)",
              cause};
    case EBUSY:
      return {ErrorCode::Unavailable, whom + "another program is printing on it", cause};
    case ENXIO:
    case EIO:
      return {ErrorCode::Unavailable, whom + "nothing answers there; switch it on", cause};
    case EISDIR:
    case ELOOP:
    case ENAMETOOLONG:
    case EINVAL:
      return {ErrorCode::InvalidInput, whom + "not a printer's device file", cause};
    default:
      return {ErrorCode::Unavailable, whom + std::generic_category().message(cause), cause};
  }
}

// Not to wait, not to become this program's terminal, and at the end of what is a plain file.
Result<Descriptor> open_device(const Path& device) {
  for (;;) {
    const int number =
        open(device.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | O_APPEND);
    if (number >= 0) {
      return Descriptor(number);
    }
    if (errno != EINTR) {
      return not_opened(device, errno);
    }
  }
}

// A terminal would make CR LF of every byte 10 in the picture, and take 17 and 19 for its own. And
// few cables have a carrier line to wait for.
void set_raw(const Descriptor& terminal) {
  termios settings{};
  if (tcgetattr(terminal.number(), &settings) == 0) {
    cfmakeraw(&settings);
    settings.c_cflag |= CLOCAL;
    tcsetattr(terminal.number(), TCSANOW, &settings);
  }
}

// Closing a serial port waits up to half a minute for what is left to go out. So it goes out here,
// within our own patience, or is thrown away.
Result<void> drain_terminal(const Descriptor& terminal, const Waiting& waiting) {
  auto drained = waiting.drain([&terminal] {
    int left = 0;
    return ioctl(terminal.number(), TIOCOUTQ, &left) == 0 ? left : -1;
  });
  if (!drained) {
    tcflush(terminal.number(), TCOFLUSH);
  }
  return drained;
}

}  // namespace

DeviceFilePrinter::DeviceFilePrinter(Path device, PrintPatience patience)
    : device_(std::move(device)), patience_(patience) {}

Result<void> DeviceFilePrinter::print(ByteView bytes) {
  const auto device = open_device(device_);
  if (!device) {
    return device.error();
  }
  const bool is_terminal = isatty(device->number()) == 1;
  if (is_terminal) {
    set_raw(*device);
  }
  const Waiting waiting(patience_, device_.string());
  const HeldBrokenPipe held;
  auto sent = waiting.send(*device, bytes, [&device](ByteView some) {
    return write(device->number(), some.data(), some.size());
  });
  if (!is_terminal) {
    return sent;
  }
  if (!sent) {
    tcflush(device->number(), TCOFLUSH);
    return sent;
  }
  return drain_terminal(*device, waiting);
}

Result<PrinterState> DeviceFilePrinter::look() {
  const auto device = open_device(device_);
  if (!device) {
    return device.error();
  }
  // The lines of a parallel port, which usblp asks USB printers for (USB printer class 1.1, 4.2.2).
  int lines = 0;
  if (ioctl(device->number(), LPGETSTATUS, &lines) != 0) {
    return PrinterState::Ready;  // a serial line, a file, or a driver that does not know
  }
  if ((lines & LP_POUTPA) != 0) {
    return PrinterState::NoPaper;
  }
  return (lines & LP_PERRORP) == 0 ? PrinterState::Failing : PrinterState::Ready;
}

}  // namespace outreach
