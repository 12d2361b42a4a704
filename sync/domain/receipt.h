// 回执号: the number a resident takes home, and fetches the answer with. Pure.
//
// Eleven random digits, as long as a mobile number, and a check digit: minted on any kiosk without
// a pool or a counter, and never kept anywhere but on the slip. What the digits guard is derived
// from them slowly (sync/protocol/answer.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace outreach::domain {

inline constexpr std::size_t kReceiptDigits = 12;                  // the last one checks the others
inline constexpr std::uint64_t kReceiptNumbers = 100'000'000'000;  // as many as eleven digits have

class Receipt {
 public:
  // `number`: uniform in [0, kReceiptNumbers). The check digit is Damm's (H. M. Damm,
  // Total anti-symmetrische Quasigruppen, 2004): one wrong digit, or two neighbours swapped, and it
  // never fits.
  static Receipt of_number(std::uint64_t number);
  // As it was typed: spaces and dashes go, digits may be full-width. None: not a receipt, so that a
  // slip of the pen is told at once and is not taken for a question without an answer.
  static std::optional<Receipt> read(std::string_view typed);

  // Twelve ASCII digits.
  const std::string& digits() const {
    return digits_;
  }
  // "3814 0926 5578", for a slip.
  std::string grouped() const;
  bool operator==(const Receipt&) const = default;

 private:
  explicit Receipt(std::string digits) : digits_(std::move(digits)) {}
  std::string digits_;
};

}  // namespace outreach::domain
