#include "app/core/secret_text.h"

#include <cstring>
#include <utility>

#include "platform/base/text.h"

namespace outreach::core {
namespace {

constexpr char32_t kFirstPrintable = 0x20;
constexpr char32_t kDeleteCharacter = 0x7F;
constexpr char32_t kBadBytes = 0xFFFD;

// Through a volatile pointer: a compiler may leave out stores to what is never read again.
void overwrite(char* text, std::size_t bytes) {
  volatile char* at = text;
  for (std::size_t i = 0; i < bytes; ++i) {
    at[i] = 0;
  }
}

bool continues_code_point(char byte) {
  constexpr unsigned kMask = 0xC0;
  constexpr unsigned kContinues = 0x80;
  return (static_cast<unsigned char>(byte) & kMask) == kContinues;
}

}  // namespace

SecretText::SecretText(std::size_t code_points)
    : text_(std::make_unique<char[]>(code_points * kCodePointBytesMax)), room_(code_points) {}

SecretText::~SecretText() {
  wipe();
}

SecretText::SecretText(SecretText&& other) noexcept
    : text_(std::move(other.text_)),
      room_(std::exchange(other.room_, 0)),
      size_(std::exchange(other.size_, 0)),
      bytes_(std::exchange(other.bytes_, 0)) {}

SecretText& SecretText::operator=(SecretText&& other) noexcept {
  if (this != &other) {
    wipe();
    text_ = std::move(other.text_);
    room_ = std::exchange(other.room_, 0);
    size_ = std::exchange(other.size_, 0);
    bytes_ = std::exchange(other.bytes_, 0);
  }
  return *this;
}

void SecretText::add(std::string_view typed) {
  for (std::size_t position = 0; position < typed.size() && size_ < room_;) {
    const std::size_t start = position;
    const char32_t next = next_code_point(typed, position);
    if (next < kFirstPrintable || next == kDeleteCharacter || next == kBadBytes) {
      continue;
    }
    const std::size_t bytes = position - start;
    std::memcpy(text_.get() + bytes_, typed.data() + start, bytes);
    bytes_ += bytes;
    size_ += 1;
  }
}

void SecretText::take_last() {
  if (size_ == 0) {
    return;
  }
  std::size_t start = bytes_ - 1;
  while (start > 0 && continues_code_point(text_[start])) {
    --start;
  }
  overwrite(text_.get() + start, bytes_ - start);
  bytes_ = start;
  size_ -= 1;
}

void SecretText::wipe() {
  overwrite(text_.get(), bytes_);
  bytes_ = 0;
  size_ = 0;
}

}  // namespace outreach::core
