#include "sync/domain/receipt.h"

#include <array>

namespace outreach::domain {
namespace {

constexpr std::size_t kGroup = 4;
constexpr std::string_view kFullWidthZero = "\xEF\xBC\x90";  // U+FF10; the ten stand in one row
constexpr std::string_view kFullWidthSpace = "\xE3\x80\x80";

// Damm's quasigroup of order 10: no digit equals its own check, and no two neighbours commute.
constexpr std::array<std::array<std::uint8_t, 10>, 10> kDamm{{
    {0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
    {7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
    {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
    {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
    {6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
    {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
    {5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
    {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
    {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
    {2, 5, 8, 1, 4, 3, 6, 7, 9, 0},
}};

char check_digit(std::string_view digits) {
  std::uint8_t interim = 0;
  for (const char digit : digits) {
    interim = kDamm.at(interim).at(static_cast<std::size_t>(digit - '0'));
  }
  return static_cast<char>('0' + interim);
}

// The ASCII digits of what was typed; none where there is anything but digits, spaces and dashes.
std::optional<std::string> only_digits(std::string_view typed) {
  std::string digits;
  while (!typed.empty()) {
    std::size_t length = 1;
    if (typed.front() >= '0' && typed.front() <= '9') {
      digits += typed.front();
    } else if (typed.size() >= kFullWidthZero.size() &&
               typed.substr(0, 2) == kFullWidthZero.substr(0, 2) && typed[2] >= kFullWidthZero[2] &&
               typed[2] <= kFullWidthZero[2] + 9) {
      digits += static_cast<char>('0' + (typed[2] - kFullWidthZero[2]));
      length = kFullWidthZero.size();
    } else if (typed.starts_with(kFullWidthSpace)) {
      length = kFullWidthSpace.size();
    } else if (std::string_view(" \t\r\n-").find(typed.front()) == std::string_view::npos) {
      return std::nullopt;
    }
    typed.remove_prefix(length);
  }
  return digits;
}

}  // namespace

Receipt Receipt::of_number(std::uint64_t number) {
  std::string digits = std::to_string(number % kReceiptNumbers);
  digits.insert(0, kReceiptDigits - 1 - digits.size(), '0');
  digits += check_digit(digits);
  return Receipt(std::move(digits));
}

std::optional<Receipt> Receipt::read(std::string_view typed) {
  auto digits = only_digits(typed);
  // Damm's check of a number together with its check digit is 0.
  if (!digits || digits->size() != kReceiptDigits || check_digit(*digits) != '0') {
    return std::nullopt;
  }
  return Receipt(*std::move(digits));
}

std::string Receipt::grouped() const {
  std::string text = digits_.substr(0, kGroup);
  for (std::size_t at = kGroup; at < digits_.size(); at += kGroup) {
    text += ' ' + digits_.substr(at, kGroup);
  }
  return text;
}

}  // namespace outreach::domain
