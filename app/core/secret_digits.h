// Digits on their way from a pad to where they are used. In place, without the heap, and
// overwritten when they go out of use, so that no copy outlives what they were typed for. Pure.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace outreach::core {

// At most kMost of them.
template <std::size_t kMost>
class SecretDigits {
 public:
  SecretDigits() = default;
  // Of what is no digit, and of digits after kMost, nothing is taken.
  explicit SecretDigits(std::string_view digits) {
    for (const char digit : digits) {
      push(digit);
    }
  }
  SecretDigits(const SecretDigits&) = default;
  SecretDigits& operator=(const SecretDigits&) = default;
  // What was moved from is empty.
  SecretDigits(SecretDigits&& other) noexcept : digits_(other.digits_), size_(other.size_) {
    other.wipe();
  }
  SecretDigits& operator=(SecretDigits&& other) noexcept {
    if (this != &other) {
      digits_ = other.digits_;
      size_ = other.size_;
      other.wipe();
    }
    return *this;
  }
  ~SecretDigits() {
    wipe();
  }

  void push(char digit) {
    if (digit >= '0' && digit <= '9' && size_ < digits_.size()) {
      digits_[size_] = digit;
      size_ += 1;
    }
  }
  void pop() {
    if (size_ > 0) {
      size_ -= 1;
      digits_[size_] = 0;
    }
  }
  // Through a volatile pointer: a compiler may leave out stores to what is never read again.
  void wipe() {
    volatile char* digits = digits_.data();
    for (std::size_t i = 0; i < digits_.size(); ++i) {
      digits[i] = 0;
    }
    size_ = 0;
  }

  std::size_t size() const {
    return size_;
  }
  bool empty() const {
    return size_ == 0;
  }
  bool full() const {
    return size_ == digits_.size();
  }
  // Good as long as this is and does not change.
  std::string_view view() const {
    return {digits_.data(), size_};
  }
  bool operator==(const SecretDigits&) const = default;

 private:
  std::array<char, kMost> digits_{};  // zeros beyond size_
  std::size_t size_ = 0;
};

}  // namespace outreach::core
