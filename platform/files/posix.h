// Inside platform/files only: file descriptors and errno, wrapped.
#pragma once

#include <string>
#include <string_view>
#include <sys/types.h>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/files/files.h"

namespace outreach::posix {

// Asked for at once of a file, whose length may change while it is read.
inline constexpr std::size_t kReadStep = 64 * 1024;

// The Error for errno `cause` while `doing` ("reading") something to `path`.
Error error_from(int cause, std::string_view doing, const Path& path);

// Owns a file descriptor; -1 is none.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept;
  Descriptor& operator=(Descriptor&& other) noexcept;

  int number() const {
    return number_;
  }
  int release();
  // Closes now and tells what close(2) says, which on a network or USB disk may be a failed write.
  int close_now();

 private:
  int number_ = -1;
};

// open(2), restarted when a signal interrupts it.
Result<Descriptor> open_file(const Path& path, int flags, unsigned mode, std::string_view doing);
Result<void> write_all(const Descriptor& file, ByteView content, const Path& path);
// fsync of a folder, which makes names in it durable. File systems without such a notion pass.
Result<void> sync_folder(const Path& folder);

// check_user() for the user of this number.
Result<void> check_user(const Path& folder, uid_t user);

// The number of the whole disk that a device (st_dev) is a partition of, else of the device itself.
// `root` is where the system's folders are, for tests.
std::uint64_t whole_disk(dev_t device, const Path& root = "/");

}  // namespace outreach::posix
