// Numbers as they are said in Chinese.
#include "platform/text/spoken_number.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "platform/base/text.h"
#include "platform/text/spoken.h"

namespace outreach {
namespace {

constexpr std::u32string_view kChineseDigits = U"零一二三四五六七八九";
constexpr std::size_t kGroup = 4;  // digits up to the next larger unit: 万, 亿, 万亿
constexpr std::array<std::u32string_view, 4> kGroupUnits{U"", U"万", U"亿", U"万亿"};
constexpr std::array<std::u32string_view, kGroup> kUnitsInGroup{U"", U"十", U"百", U"千"};

// Of at most four digits; empty where all are noughts. `needs_nought`: something larger was said
// before, and noughts lie between.
std::u32string group_in_chinese(std::u32string_view digits, bool& needs_nought, bool is_first) {
  std::u32string said;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const auto value = static_cast<std::size_t>(digits[i] - U'0');
    const std::size_t place = digits.size() - 1 - i;
    if (value == 0) {
      needs_nought = needs_nought || !is_first || !said.empty();
      continue;
    }
    if (needs_nought) {
      said += U'零';
      needs_nought = false;
    }
    const bool is_plain_ten = value == 1 && place == 1 && is_first && said.empty();
    if (!is_plain_ten) {  // 十五 and not 一十五
      said += kChineseDigits[value];
    }
    said += kUnitsInGroup[place];
  }
  return said;
}

}  // namespace

std::u32string digit_by_digit(std::u32string_view digits, bool says_yao) {
  std::u32string said;
  for (const char32_t digit : digits) {
    said +=
        says_yao && digit == U'1' ? U'幺' : kChineseDigits[static_cast<std::size_t>(digit - U'0')];
  }
  return said;
}

std::u32string in_chinese(std::u32string_view digits) {
  const bool is_code = digits.size() > 1 && digits.front() == U'0';
  if (is_code || digits.size() > kGroup * kGroupUnits.size()) {
    return digit_by_digit(digits, false);
  }
  std::u32string said;
  bool needs_nought = false;
  std::size_t begin = 0;
  for (std::size_t left = digits.size(); left > 0;) {
    const std::size_t size = left % kGroup == 0 ? kGroup : left % kGroup;
    left -= size;
    const std::u32string group =
        group_in_chinese(digits.substr(begin, size), needs_nought, said.empty());
    begin += size;
    if (!group.empty()) {
      said += group;
      said += kGroupUnits[left / kGroup];
      needs_nought = false;
    }
  }
  return said.empty() ? U"零" : said;
}

std::string chinese_number(std::string_view digits) {
  std::u32string wide(digits.begin(), digits.end());
  if (wide.empty() ||
      !std::all_of(wide.begin(), wide.end(), [](char32_t c) { return c >= U'0' && c <= U'9'; })) {
    return std::string(digits);
  }
  std::string said;
  for (const char32_t c : in_chinese(wide)) {
    append_utf8(said, c);
  }
  return said;
}

}  // namespace outreach
