// The digits of a PIN on their way from the pad to where they are checked. In place, without the
// heap, and overwritten when they go out of use, so that no copy outlives the question. Pure.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace outreach::core {

// Four digits can be remembered by anybody; eight are as many as anybody types at a stall.
inline constexpr std::size_t kPinDigitsMin = 4;
inline constexpr std::size_t kPinDigitsMax = 8;

// Which digit stands on which key: three rows of three, and the last alone below them.
using PadOrder = std::array<std::uint8_t, 10>;
inline constexpr PadOrder kPlainPad{1, 2, 3, 4, 5, 6, 7, 8, 9, 0};
// Each of the ten stands on one key.
bool has_each_digit(const PadOrder& order);

class PinDigits {
 public:
  PinDigits() = default;
  // Of what is no digit, and of digits after kPinDigitsMax, nothing is taken.
  explicit PinDigits(std::string_view digits);
  PinDigits(const PinDigits&) = default;
  PinDigits& operator=(const PinDigits&) = default;
  PinDigits(PinDigits&& other) noexcept;
  PinDigits& operator=(PinDigits&& other) noexcept;
  ~PinDigits();

  void push(char digit);
  void pop();
  void wipe();

  std::size_t size() const {
    return size_;
  }
  bool empty() const {
    return size_ == 0;
  }
  // Long enough for a PIN.
  bool complete() const {
    return size_ >= kPinDigitsMin;
  }
  // Good as long as this is and does not change.
  std::string_view view() const {
    return {digits_.data(), size_};
  }
  bool operator==(const PinDigits&) const = default;

 private:
  std::array<char, kPinDigitsMax> digits_{};  // zeros beyond size_
  std::size_t size_ = 0;
};

}  // namespace outreach::core
