// Long because every form a number is written in stands side by side, in the order they are tried.
#include "platform/text/spoken_numbers.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "platform/text/spoken_number.h"

namespace outreach {
namespace {

constexpr std::u32string_view kMeasures =
    U"天人年个次份位件种条张步户亩本倍项名家台页块元万千斤里分遍间层岁角袋批组小遭趟笔号期";
// 二月, 二日: of these none takes 两 for a two.
constexpr std::u32string_view kNotTwo = U"号期";
constexpr std::u32string_view kCalendar = U"年月日号时点分";
constexpr std::u32string_view kRangeMarks = U"-–—~～－至到";
constexpr std::array<std::u32string_view, 12> kMonths{
    U"January", U"February", U"March",     U"April",   U"May",      U"June",
    U"July",    U"August",   U"September", U"October", U"November", U"December"};
// Beside one of these a number is dialled.
constexpr std::array<std::u32string_view, 5> kDialled{U"电话", U"热线", U"手机", U"拨打", U"拨"};

constexpr std::size_t kDialledLeast = 3;  // 110
constexpr std::size_t kCodeLeast = 7;     // digits of a number that nobody reads as a quantity
constexpr std::size_t kCodeGroups = 3;    // 3814 0926 5578
constexpr std::size_t kCodeGroupLeast = 3;
constexpr std::size_t kCodeGroupMost = 4;
constexpr std::size_t kLandlineLeast = 10;
constexpr std::size_t kMobileDigits = 11;
constexpr std::size_t kYearDigits = 4;

bool is_number_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

bool is_one_of(std::u32string_view set, char32_t c) {
  return c != 0 && set.find(c) != std::u32string_view::npos;
}

int number_of(std::u32string_view digits) {
  int value = 0;
  for (const char32_t digit : digits) {
    value = 10 * value + static_cast<int>(digit - U'0');
  }
  return value;
}

struct Quantity {
  std::u32string whole;     // without the marks of thousands
  std::u32string fraction;  // behind the point; may be empty
  std::u32string_view written;
  bool is_percent = false;
  bool is_permille = false;
  std::size_t end = 0;
};

class NumberReader {
 public:
  NumberReader(std::u32string_view text, MessageLanguage language)
      : text_(text), is_chinese_(language == MessageLanguage::Chinese) {}

  std::u32string read() {
    while (at_ < text_.size()) {
      const bool is_money =
          (text_[at_] == U'¥' || text_[at_] == U'￥') && is_number_digit(peek(at_ + 1));
      if (is_money) {
        read_money();
      } else if (is_number_digit(text_[at_])) {
        read_number();
      } else {
        said_ += text_[at_++];
      }
    }
    return std::move(said_);
  }

 private:
  char32_t peek(std::size_t at) const {
    return at < text_.size() ? text_[at] : U'\0';
  }
  std::u32string_view digits_at(std::size_t at) const {
    std::size_t end = at;
    while (is_number_digit(peek(end))) {
      ++end;
    }
    return text_.substr(std::min(at, text_.size()), end - at);
  }
  std::size_t past_spaces(std::size_t at) const {
    while (peek(at) == U' ') {
      ++at;
    }
    return at;
  }

  void read_number() {
    if (!read_date() && !read_time() && !read_code() && !read_years() && !read_fraction()) {
      read_quantities();
    }
  }

  void read_money() {
    ++at_;
    read_quantities();
    const char32_t next = peek(past_spaces(at_));
    if (!is_chinese_) {
      said_ += U" yuan";
    } else if (next != U'元' && next != U'万' && next != U'亿') {
      said_ += U'元';
    }
  }

  // 2008-05-01.
  bool read_date() {
    const auto year = digits_at(at_);
    const char32_t mark = peek(at_ + year.size());
    if (year.size() != kYearDigits || !is_one_of(U"-/.", mark)) {
      return false;
    }
    const auto month = digits_at(at_ + kYearDigits + 1);
    const std::size_t second = at_ + kYearDigits + 1 + month.size();
    const auto day = digits_at(second + 1);
    const auto is_of = [](std::u32string_view digits, int most) {
      return !digits.empty() && digits.size() <= 2 && number_of(digits) >= 1 &&
             number_of(digits) <= most;
    };
    if (peek(second) != mark || !is_of(month, 12) || !is_of(day, 31)) {
      return false;
    }
    at_ = second + 1 + day.size();
    if (is_chinese_) {
      said_ +=
          digit_by_digit(year, false) + U"年" + said_small(month) + U"月" + said_small(day) + U"日";
    } else {
      said_ += without_noughts(day);
      said_ += U' ';
      said_ += kMonths[static_cast<std::size_t>(number_of(month) - 1)];
      said_ += U' ';
      said_ += year;
    }
    return true;
  }

  // 10:30.
  bool read_time() {
    const auto hour = digits_at(at_);
    const char32_t mark = peek(at_ + hour.size());
    const auto minute = digits_at(at_ + hour.size() + 1);
    const bool is_time = (mark == U':' || mark == U'：') && hour.size() <= 2 &&
                         number_of(hour) <= 24 && minute.size() == 2 && number_of(minute) < 60;
    if (!is_time) {
      return false;
    }
    at_ += hour.size() + 1 + minute.size();
    if (is_chinese_) {
      said_ += number_of(hour) == 2 ? U"两" : said_small(hour);
      said_ += U'点';
      if (number_of(minute) > 0) {
        said_ += minute.front() == U'0' ? digit_by_digit(minute, false) : in_chinese(minute);
        said_ += U'分';
      }
    } else {
      said_ += hour;
      said_ += U':';
      said_ += minute;
    }
    read_range_mark();
    return true;
  }

  // Before a further number: 到.
  bool read_range_mark() {
    const std::size_t mark = past_spaces(at_);
    const std::size_t next = past_spaces(mark + 1);
    if (!is_one_of(kRangeMarks, peek(mark)) || !is_number_digit(peek(next))) {
      return false;
    }
    said_ += is_chinese_ ? U"到" : U" to ";
    at_ = next;
    return true;
  }

  // Groups of digits with one mark between each two: 0357-4522222, 3814 0926 5578.
  std::vector<std::u32string_view> groups_at(char32_t mark) const {
    std::vector<std::u32string_view> groups{digits_at(at_)};
    std::size_t end = at_ + groups.front().size();
    while (peek(end) == mark && is_number_digit(peek(end + 1))) {
      groups.push_back(digits_at(end + 1));
      end += 1 + groups.back().size();
    }
    return groups;
  }

  bool is_dialled(std::u32string_view digits) const {
    std::u32string_view before = text_.substr(0, at_);
    while (!before.empty() && is_one_of(U" ：:", before.back())) {
      before.remove_suffix(1);
    }
    const std::u32string_view after = text_.substr(past_spaces(at_ + digits.size()));
    return digits.size() >= kDialledLeast &&
           std::any_of(kDialled.begin(), kDialled.end(), [&](std::u32string_view word) {
             return before.ends_with(word) || after.starts_with(word);
           });
  }

  bool is_single_code(std::u32string_view digits) const {
    const std::size_t end = at_ + digits.size();
    const bool has_more = is_one_of(U".,", peek(end)) && is_number_digit(peek(end + 1));
    const char32_t next = peek(past_spaces(end));
    const bool is_calendar = is_one_of(kCalendar, next) && digits.size() <= 2;
    if (has_more || is_calendar) {
      return false;
    }
    const bool is_long = digits.size() >= kCodeLeast && !is_one_of(kMeasures, next);
    const bool has_nought = digits.size() > 1 && digits.front() == U'0';
    return is_long || has_nought || is_dialled(digits);
  }

  bool read_code() {
    std::vector<std::u32string_view> groups;
    for (const char32_t mark : {U'-', U' '}) {
      if (groups = groups_at(mark); groups.size() > 1) {
        break;
      }
    }
    std::size_t all = 0;
    for (const auto& group : groups) {
      all += group.size();
    }
    const bool are_even = std::all_of(groups.begin(), groups.end(), [](const auto& group) {
      return group.size() >= kCodeGroupLeast && group.size() <= kCodeGroupMost;
    });
    const bool is_landline = groups.front().front() == U'0' && all >= kLandlineLeast;
    const bool is_grouped =
        groups.size() > 1 && ((groups.size() >= kCodeGroups && are_even) || is_landline);
    if (!is_grouped) {
      groups.resize(1);
      all = groups.front().size();
    }
    if (!is_grouped && !is_single_code(groups.front())) {
      return false;
    }
    const bool is_mobile = all == kMobileDigits && groups.front().size() > 1 &&
                           groups.front()[0] == U'1' && groups.front()[1] >= U'3';
    const bool says_yao = is_mobile || is_landline || all == kDialledLeast;
    for (const auto& group : groups) {
      if (group.data() != groups.front().data()) {
        said_ += is_chinese_ ? U"，" : U", ";
        ++at_;
      }
      say_code(group, says_yao);
      at_ += group.size();
    }
    return true;
  }

  void say_code(std::u32string_view digits, bool says_yao) {
    if (is_chinese_) {
      said_ += digit_by_digit(digits, says_yao);
      return;
    }
    for (std::size_t i = 0; i < digits.size(); ++i) {
      said_ += i == 0 ? U"" : U" ";
      said_ += digits[i];
    }
  }

  static bool is_year(std::u32string_view digits) {
    return digits.size() == kYearDigits && (digits.starts_with(U"19") || digits.starts_with(U"20"));
  }

  // 2022年, 2022-2025年.
  bool read_years() {
    const auto first = digits_at(at_);
    if (!is_chinese_ || !is_year(first)) {
      return false;
    }
    const std::size_t mark = past_spaces(at_ + first.size());
    if (peek(mark) == U'年') {
      said_ += digit_by_digit(first, false);
      at_ = mark;
      return true;
    }
    const std::size_t next = past_spaces(mark + 1);
    const auto second = digits_at(next);
    const std::size_t end = past_spaces(next + second.size());
    if (!is_one_of(kRangeMarks, peek(mark)) || !is_year(second) || peek(end) != U'年') {
      return false;
    }
    said_ += digit_by_digit(first, false) + U"到" + digit_by_digit(second, false);
    at_ = end;
    return true;
  }

  // 1/2 is a half; 1 / 3 the first of three pages.
  bool read_fraction() {
    const auto upper = digits_at(at_);
    const std::size_t mark = past_spaces(at_ + upper.size());
    const std::size_t next = past_spaces(mark + 1);
    const auto lower = digits_at(next);
    if (peek(mark) != U'/' || lower.empty()) {
      return false;
    }
    const bool are_pages = mark != at_ + upper.size();
    at_ = next + lower.size();
    if (!is_chinese_) {
      said_.append(upper).append(are_pages ? U" of " : U" over ").append(lower);
    } else if (are_pages) {
      said_ += U"第" + in_chinese(upper) + U"，共" + in_chinese(lower);
    } else {
      said_ += in_chinese(lower) + U"分之" + in_chinese(upper);
    }
    return true;
  }

  Quantity quantity_at(std::size_t at) const {
    Quantity found;
    found.whole = digits_at(at);
    std::size_t end = at + found.whole.size();
    constexpr std::size_t kThousands = 3;
    while (peek(end) == U',' && digits_at(end + 1).size() == kThousands) {
      found.whole += digits_at(end + 1);
      end += 1 + kThousands;
    }
    if (peek(end) == U'.' && is_number_digit(peek(end + 1))) {
      found.fraction = digits_at(end + 1);
      end += 1 + found.fraction.size();
    }
    found.written = text_.substr(at, end - at);
    const std::size_t sign = past_spaces(end);
    found.is_percent = is_one_of(U"%％", peek(sign));
    found.is_permille = peek(sign) == U'‰';
    found.end = found.is_percent || found.is_permille ? sign + 1 : end;
    return found;
  }

  void read_quantities() {
    const Quantity first = quantity_at(at_);
    at_ = first.end;
    const std::size_t said_before = said_.size();
    say(first, past_spaces(at_));
    if (!read_range_mark()) {
      skip_space_before_hanzi();
      return;
    }
    const Quantity second = quantity_at(at_);
    at_ = second.end;
    if (is_chinese_ && second.is_percent && !first.is_percent) {  // 5-10%
      said_.resize(said_before);
      Quantity whole = first;
      whole.is_percent = true;
      say(whole, at_);
      said_ += U"到";
    }
    say(second, past_spaces(at_));
    skip_space_before_hanzi();
  }

  void skip_space_before_hanzi() {
    constexpr char32_t kFirstHanzi = 0x2E80;
    const std::size_t next = past_spaces(at_);
    if (is_chinese_ && peek(next) >= kFirstHanzi) {
      at_ = next;
    }
  }

  // `next`: where what it counts begins.
  void say(const Quantity& quantity, std::size_t next) {
    if (!is_chinese_) {
      said_ += quantity.written;
      said_ += quantity.is_percent ? U" percent" : quantity.is_permille ? U" per thousand" : U"";
      return;
    }
    const bool is_part = quantity.is_percent || quantity.is_permille;
    if (is_part) {
      said_ += quantity.is_percent ? U"百分之" : U"千分之";
    }
    const char32_t unit = peek(next);
    const bool is_two = !is_part && quantity.written == U"2" && is_one_of(kMeasures, unit) &&
                        !is_one_of(kNotTwo, unit) && !follows_order();
    if (is_two) {
      said_ += U'两';
    } else {
      said_ += is_one_of(kCalendar, unit) ? said_small(quantity.whole) : in_chinese(quantity.whole);
    }
    if (!quantity.fraction.empty()) {
      said_ += U"点" + digit_by_digit(quantity.fraction, false);
    }
  }

  bool follows_order() const {
    return !said_.empty() && is_one_of(U"第初周期", said_.back());
  }

  // 05 of a month: without its nought.
  static std::u32string_view without_noughts(std::u32string_view digits) {
    while (digits.size() > 1 && digits.front() == U'0') {
      digits.remove_prefix(1);
    }
    return digits;
  }
  static std::u32string said_small(std::u32string_view digits) {
    return in_chinese(without_noughts(digits));
  }

  const std::u32string_view text_;
  const bool is_chinese_;
  std::size_t at_ = 0;
  std::u32string said_;
};

}  // namespace

std::u32string with_numbers_said(std::u32string_view text, MessageLanguage language) {
  return NumberReader(text, language).read();
}

}  // namespace outreach
