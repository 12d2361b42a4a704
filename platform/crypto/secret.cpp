#include "platform/crypto/secret.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <unistd.h>
#include <utility>

#include <sodium.h>

#include "platform/crypto/crypto.h"

namespace outreach::crypto {

namespace {

Error too_large(std::size_t capacity) {
  return {ErrorCode::TooLarge, "a secret above " + std::to_string(capacity) + " bytes"};
}

}  // namespace

Result<SecretBytes> SecretBytes::make(std::size_t capacity) {
  const Result<void> initialised = initialise();
  if (!initialised) {
    return initialised.error();
  }
  auto* data = static_cast<std::uint8_t*>(sodium_malloc(capacity));
  if (data == nullptr) {
    return Error{ErrorCode::Unavailable, "no memory for a secret", errno};
  }
  sodium_memzero(data, capacity);
  return SecretBytes(data, capacity);
}

SecretBytes::~SecretBytes() {
  sodium_free(data_);
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      capacity_(std::exchange(other.capacity_, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  if (this != &other) {
    sodium_free(data_);
    data_ = std::exchange(other.data_, nullptr);
    size_ = std::exchange(other.size_, 0);
    capacity_ = std::exchange(other.capacity_, 0);
  }
  return *this;
}

Result<void> SecretBytes::append(ByteView bytes) {
  if (bytes.size() > capacity_ - size_) {
    return too_large(capacity_);
  }
  std::copy(bytes.begin(), bytes.end(), data_ + size_);
  size_ += bytes.size();
  return {};
}

Result<void> SecretBytes::resize(std::size_t size) {
  if (size > capacity_) {
    return too_large(capacity_);
  }
  if (size < size_) {
    sodium_memzero(data_ + size, size_ - size);
  }
  // Beyond the size there are zeros already.
  size_ = size;
  return {};
}

void SecretBytes::clear() {
  static_cast<void>(resize(0));
}

Result<void> read_secret(int descriptor, SecretBytes& into) {
  std::size_t filled = into.size();
  static_cast<void>(into.resize(into.capacity()));
  std::array<std::uint8_t, 1> beyond{};
  ssize_t size = 1;
  while (size != 0) {
    // A byte that does not fit tells a secret that fills the room from one that is too large.
    const bool full = filled == into.capacity();
    size = ::read(descriptor, full ? beyond.data() : into.data() + filled,
                  full ? beyond.size() : into.capacity() - filled);
    if (size < 0 && errno != EINTR) {
      const Error error{ErrorCode::InputOutput, "reading a secret", errno};
      into.clear();
      return error;
    }
    if (size > 0 && full) {
      wipe(beyond);
      into.clear();
      return too_large(into.capacity());
    }
    filled += size < 0 ? 0 : static_cast<std::size_t>(size);
  }
  return into.resize(filled);
}

Result<bool> read_secret_line(int descriptor, SecretBytes& line) {
  line.clear();
  while (true) {
    std::array<std::uint8_t, 1> byte{};
    const ssize_t size = ::read(descriptor, byte.data(), byte.size());
    if (size < 0 && errno == EINTR) {
      continue;
    }
    if (size < 0) {
      const Error error{ErrorCode::InputOutput, "reading a secret", errno};
      line.clear();
      return error;
    }
    if (size == 0 || byte[0] == '\n') {
      return size == 0;
    }
    const Result<void> added = line.append(byte);
    wipe(byte);
    if (!added) {
      line.clear();
      return added.error();
    }
  }
}

}  // namespace outreach::crypto
