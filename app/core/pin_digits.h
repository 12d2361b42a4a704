// The digits of a PIN on their way from the pad to where they are checked, and how the pad has its
// keys. Pure.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "app/core/secret_digits.h"

namespace outreach::core {

// Four digits can be remembered by anybody; eight are as many as anybody types at a stall.
inline constexpr std::size_t kPinDigitsMin = 4;
inline constexpr std::size_t kPinDigitsMax = 8;

// Which digit stands on which key: three rows of three, and the last alone below them.
using PadOrder = std::array<std::uint8_t, 10>;
inline constexpr PadOrder kPlainPad{1, 2, 3, 4, 5, 6, 7, 8, 9, 0};
// Each of the ten stands on one key.
bool has_each_digit(const PadOrder& order);

class PinDigits : public SecretDigits<kPinDigitsMax> {
 public:
  using SecretDigits::SecretDigits;
  // Long enough for a PIN.
  bool complete() const {
    return size() >= kPinDigitsMin;
  }
};

}  // namespace outreach::core
