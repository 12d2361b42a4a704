// Memory for what must not be left lying about: keys, passphrases, PINs, residents' words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "platform/base/bytes.h"
#include "platform/base/result.h"

namespace outreach::crypto {

// Bytes in memory of their own (libsodium's sodium_malloc): pages without access on both sides,
// left out of core dumps, locked against swapping, wiped when let go. Its room is fixed when made,
// as growing would leave a copy behind. Where the system lets no more memory be locked
// (RLIMIT_MEMLOCK) it works all the same and may be swapped; encrypt the swap of such a machine, or
// have none. Each takes at least four pages: made for a few secrets, not for many.
class SecretBytes {
 public:
  // Empty, with room for `capacity` bytes. Unavailable when there is no memory.
  static Result<SecretBytes> make(std::size_t capacity);
  ~SecretBytes();
  // What was moved from is empty and has no room.
  SecretBytes(SecretBytes&& other) noexcept;
  SecretBytes& operator=(SecretBytes&& other) noexcept;
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;

  std::size_t size() const {
    return size_;
  }
  std::size_t capacity() const {
    return capacity_;
  }
  std::uint8_t* data() {
    return data_;
  }
  ByteView view() const {
    return {data_, size_};
  }
  // As text, not checked for UTF-8.
  std::string_view text() const {
    return text_of(view());
  }

  // TooLarge beyond the capacity, and nothing is changed. What resize() adds is zeros, what it
  // takes away is wiped.
  Result<void> append(ByteView bytes);
  Result<void> resize(std::size_t size);
  void clear();

 private:
  SecretBytes(std::uint8_t* data, std::size_t capacity) : data_(data), capacity_(capacity) {}
  std::uint8_t* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

// All that comes from a file descriptor (standard input, a pipe) until its end, appended to `into`
// by read(2) alone: no library's buffer ever holds it. TooLarge when it does not fit, InputOutput
// when it cannot be read; `into` is then empty. A line end that a person typed is part of it.
Result<void> read_secret(int descriptor, SecretBytes& into);

// One line, without its end, in place of what `line` held, read byte by byte so that nothing after
// it is taken along. True when the input ended with it. Fails as read_secret() does.
Result<bool> read_secret_line(int descriptor, SecretBytes& line);

}  // namespace outreach::crypto
