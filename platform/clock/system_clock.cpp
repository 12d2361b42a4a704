#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <time.h>
#include <unistd.h>

#include "platform/base/bytes.h"
#include "platform/clock/clock.h"

namespace outreach {

namespace {

std::int64_t milliseconds_of(clockid_t id) {
  timespec reading{};
  if (clock_gettime(id, &reading) != 0) {
    std::abort();  // both clocks exist since Linux 2.6.39
  }
  return static_cast<std::int64_t>(reading.tv_sec) * 1000 + reading.tv_nsec / 1000000;
}

// At most `size` bytes from the beginning of a file that the kernel makes; fewer when it cannot be
// read.
std::string read_kernel_file(const char* path, std::size_t size) {
  std::string content(size, '\0');
  const int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  const ssize_t read_size = descriptor < 0 ? -1 : read(descriptor, content.data(), content.size());
  if (descriptor >= 0) {
    close(descriptor);
  }
  content.resize(read_size < 0 ? 0 : static_cast<std::size_t>(read_size));
  return content;
}

BootId kernel_boot_id() {
  // "8a8bf496-99e2-417c-...": sixteen digits make eight bytes, with two dashes between them.
  constexpr std::size_t kTextLength = 18;
  std::string digits = read_kernel_file("/proc/sys/kernel/random/boot_id", kTextLength);
  std::erase(digits, '-');
  if (const auto id = array_from_hex<sizeof(BootId)>(digits)) {
    return *id;
  }
  // Without /proc every start counts as a boot: monotonic times are then compared less, never
  // wrongly.
  const std::string random = read_kernel_file("/dev/urandom", sizeof(BootId));
  BootId id{};
  std::copy(random.begin(), random.end(), id.begin());
  return id;
}

}  // namespace

SystemClock::SystemClock() : boot_id_(kernel_boot_id()) {}

Now SystemClock::now() const {
  const WallTime wall{std::chrono::milliseconds{milliseconds_of(CLOCK_REALTIME)}};
  return {wall, MonotonicTime{milliseconds_of(CLOCK_BOOTTIME)}, wall >= build_time()};
}

BootId SystemClock::boot_id() const {
  return boot_id_;
}

}  // namespace outreach
