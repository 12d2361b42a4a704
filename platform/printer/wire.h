// Inside platform/printer only: bytes into a descriptor that takes them when it likes.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/printer/printer.h"

namespace outreach::printing {

// Owns a file descriptor; -1 is none.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept;
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;

  int number() const {
    return number_;
  }

 private:
  int number_;
};

// The errors' words: "printing on /dev/usb/lp0: ...".
Error no_patience(const std::string& whom);
Error went_away(const std::string& whom, int cause);

// The patience of one call. The whole job's is a timer of the kernel's, so that no clock is read
// here and signals do not lengthen it.
class Waiting {
 public:
  Waiting(const PrintPatience& patience, std::string whom);

  // Until `events` of poll(2), an error or a hang-up is there; Unavailable when the pause or the
  // job took too long.
  Result<void> wait(const Descriptor& descriptor, short events) const;

  // Sends all through `write_some`, which answers as write(2) does.
  using WriteSome = std::function<ssize_t(ByteView)>;
  Result<void> send(const Descriptor& descriptor, ByteView bytes,
                    const WriteSome& write_some) const;

  // Until `left`, asked again and again, is 0: what the kernel still holds for the printer, which
  // no event tells. Below 0: the printer is gone, errno says why.
  Result<void> drain(const std::function<int()>& left) const;

 private:
  PrintPatience patience_;
  std::string whom_;
  Descriptor timer_;
};

}  // namespace outreach::printing
