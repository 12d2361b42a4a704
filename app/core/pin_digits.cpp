#include "app/core/pin_digits.h"

#include <algorithm>

namespace outreach::core {

bool has_each_digit(const PadOrder& order) {
  return std::is_permutation(order.begin(), order.end(), kPlainPad.begin());
}

PinDigits::PinDigits(std::string_view digits) {
  for (const char digit : digits) {
    push(digit);
  }
}

PinDigits::PinDigits(PinDigits&& other) noexcept : digits_(other.digits_), size_(other.size_) {
  other.wipe();
}

PinDigits& PinDigits::operator=(PinDigits&& other) noexcept {
  if (this != &other) {
    digits_ = other.digits_;
    size_ = other.size_;
    other.wipe();
  }
  return *this;
}

PinDigits::~PinDigits() {
  wipe();
}

void PinDigits::push(char digit) {
  if (digit >= '0' && digit <= '9' && size_ < digits_.size()) {
    digits_[size_] = digit;
    size_ += 1;
  }
}

void PinDigits::pop() {
  if (size_ > 0) {
    size_ -= 1;
    digits_[size_] = 0;
  }
}

// Through a volatile pointer: a compiler may leave out stores to what is never read again.
void PinDigits::wipe() {
  volatile char* digits = digits_.data();
  for (std::size_t i = 0; i < digits_.size(); ++i) {
    digits[i] = 0;
  }
  size_ = 0;
}

}  // namespace outreach::core
