// Words as a speech engine has to be told them so that it says them right: engines read "2022年" as
// a quantity, "95%" in English and a phone number as a sum. Cut into pieces that are short, so that
// speech begins quickly, and each of one language. Pure; the text is UTF-8.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/text/locale.h"

namespace outreach {

struct SpokenPiece {
  std::string words;
  MessageLanguage language = MessageLanguage::Chinese;
  bool operator==(const SpokenPiece&) const = default;
};

// No piece has more code points than this.
inline constexpr std::size_t kSpokenPieceMax = 200;

// How a number that was written in digits is said: "1250" -> 一千二百五十. A number of more than
// sixteen digits, and one that begins with a nought, is said digit by digit.
std::string chinese_number(std::string_view digits);

// `language` is that of the text: numbers are said in it. Words in the letters of the other one are
// pieces of their own. Dates, times, percentages, ranges, fractions and amounts are said as such;
// phone numbers and receipts digit by digit. Empty where there is nothing to be said.
std::vector<SpokenPiece> spoken_pieces(std::string_view text, MessageLanguage language);

}  // namespace outreach
