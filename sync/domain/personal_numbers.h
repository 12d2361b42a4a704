// Whether words that are to be recorded hold a number that tells who somebody is, or how to reach
// them. The record is no register of persons: whoever writes a note asks this first. A reader never
// does, or a stricter rule to come would set old entries aside. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace outreach::domain {

enum class PersonalNumber {
  Mobile,      // 手机: 11 digits from 13… to 19…, with 86 before them or without
  Landline,    // 座机: 0 and 9 to 11 digits
  IdCard,      // 身份证: 15 digits, or 17 and a digit or X
  LongNumber,  // any other run of more than kDigitRunMax digits: an account, a case
};

// The most digits in a row that no person is known by: a post code, an amount below a million.
inline constexpr std::size_t kDigitRunMax = 6;

// The first such number in the text (UTF-8), whether its digits are ASCII, full-width or hanzi, and
// however blanks, hyphens and dots divide it. Amounts, years and days are none.
std::optional<PersonalNumber> personal_number_in(std::string_view text);
// All of them, in the order they stand in.
std::vector<PersonalNumber> personal_numbers_in(std::string_view text);

// The fewest digits of the number of an ID card: that of an old one.
inline constexpr std::size_t kIdDigitsMin = 15;
// Whether so many digits stand in a row anywhere, divided or not: the number of an ID card, or one
// that a telephone number right before it hides. That of a bank card is as long.
bool may_hold_id_card(std::string_view text);

}  // namespace outreach::domain
