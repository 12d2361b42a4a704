// The reading end of a FIFO, as a device that takes bytes as quickly as a test says. It holds a
// single page, so that a writer feels at once when nothing is taken.
#pragma once

#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/base/bytes.h"
#include "tests/support/signal.h"

namespace outreach::testing {

class FifoEnd {
 public:
  static constexpr std::size_t kPage = 4096;

  explicit FifoEnd(const std::filesystem::path& path) {
    if (::mkfifo(path.c_str(), 0600) != 0) {
      std::abort();
    }
    descriptor_ = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    ::fcntl(descriptor_, F_SETPIPE_SZ, static_cast<int>(kPage));
  }
  ~FifoEnd() {
    close();
  }
  FifoEnd(const FifoEnd&) = delete;
  FifoEnd& operator=(const FifoEnd&) = delete;

  // At most a page; empty once the writer is gone.
  Bytes read_some() const {
    pollfd wanted{descriptor_, POLLIN, 0};
    constexpr auto kWait = std::chrono::milliseconds(kPatience).count();
    if (::poll(&wanted, 1, static_cast<int>(kWait)) <= 0) {
      return {};
    }
    Bytes some(kPage);
    const ssize_t size = ::read(descriptor_, some.data(), some.size());
    some.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return some;
  }
  // Until the writer is gone; between one page and the next it rests.
  Bytes read_all(std::chrono::milliseconds rest = {}) const {
    Bytes all;
    for (Bytes some = read_some(); !some.empty(); some = read_some()) {
      all.insert(all.end(), some.begin(), some.end());
      ::poll(nullptr, 0, static_cast<int>(rest.count()));
    }
    return all;
  }
  void close() {
    if (descriptor_ >= 0) {
      ::close(descriptor_);
      descriptor_ = -1;
    }
  }

 private:
  int descriptor_ = -1;
};

}  // namespace outreach::testing
