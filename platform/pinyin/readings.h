// Inside platform/pinyin only: what a hanzi may be read as, and the county's words by their sounds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/result.h"
#include "platform/pinyin/spelling.h"

namespace outreach {

// The only character of a text that has one.
std::optional<char32_t> single_hanzi(std::string_view text);

// The table "readings.txt" of the assets: a line a hanzi, "曲 qu", further readings after further
// spaces, made at build from the dictionary and Unihan.
class Readings {
 public:
  // Corrupt when a line is not of that form.
  static Result<Readings> parse(std::string text);

  // Separated by spaces; empty for a hanzi that is not in the table.
  std::string_view of(char32_t hanzi) const;
  // Whether the hanzi may be spelt so, exactly.
  bool is_read(char32_t hanzi, std::string_view syllable) const;
  // Empty when a character of the word is not in the table.
  WordReadings of_word(std::string_view word) const;

 private:
  struct Place {
    char32_t hanzi = 0;
    std::uint32_t from = 0;  // in text_
    std::uint32_t size = 0;
  };
  std::string text_;
  std::vector<Place> places_;  // by hanzi
};

// Places and departments that the pack names.
class CountyWords {
 public:
  CountyWords(const std::vector<std::string>& words, const Readings& readings);

  // The words that the letters spell whole: exactly spelt ones first, then those that sound alike,
  // then those by initials, each in the order they were given in.
  std::vector<std::string> spelt_by(std::string_view letters) const;

 private:
  std::vector<std::pair<std::string, WordReadings>> words_;
};

}  // namespace outreach
