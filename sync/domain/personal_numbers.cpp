#include "sync/domain/personal_numbers.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "platform/base/text.h"

namespace outreach::domain {
namespace {

constexpr std::array<std::pair<char32_t, char>, 13> kHanziDigits{{
    {U'〇', '0'},
    {U'零', '0'},
    {U'一', '1'},
    {U'幺', '1'},
    {U'二', '2'},
    {U'两', '2'},
    {U'三', '3'},
    {U'四', '4'},
    {U'五', '5'},
    {U'六', '6'},
    {U'七', '7'},
    {U'八', '8'},
    {U'九', '9'},
}};

// What people put between the groups of one number. U+3000 is the Chinese keyboard's blank.
constexpr std::array kDividers{U' ', U'\t', U'\u00A0', U'\u3000', U'-', U'－',
                               U'–', U'—',  U'.',      U'．',     U'·'};

constexpr std::size_t kMobileDigits = 11;
constexpr std::string_view kCountryCode = "86";
constexpr std::size_t kLandlineDigitsMin = 10;  // a three-digit area code and seven
constexpr std::size_t kLandlineDigitsMax = 12;
constexpr std::size_t kIdCharacters = 18;
constexpr std::size_t kYearDigits = 4;
constexpr std::size_t kMonthDigitsMax = 2;

// '0' to '9', 'X' as at the end of an ID number, or 0 for anything else.
char number_character(char32_t code_point) {
  constexpr char32_t kFullWidth = U'０' - U'0';
  const char32_t narrow =
      code_point >= U'０' && code_point <= U'ｚ' ? code_point - kFullWidth : code_point;
  if (narrow >= U'0' && narrow <= U'9') {
    return static_cast<char>(narrow);
  }
  if (narrow == U'X' || narrow == U'x') {
    return 'X';
  }
  const auto* const found = std::find_if(kHanziDigits.begin(), kHanziDigits.end(),
                                         [&](const auto& one) { return one.first == code_point; });
  return found == kHanziDigits.end() ? '\0' : found->second;
}

bool is_year(std::string_view group) {
  return group.size() == kYearDigits && (group.starts_with("19") || group.starts_with("20"));
}

// A year with another, or with a month, is a span or a day: "2020-2021", "2021.1.10".
bool is_date(std::string_view before, std::string_view group) {
  return is_year(before) && (is_year(group) || group.size() <= kMonthDigitsMax);
}

std::optional<PersonalNumber> kind_of_run(std::string_view run) {
  if (run.starts_with(kCountryCode) && run.size() == kCountryCode.size() + kMobileDigits) {
    run.remove_prefix(kCountryCode.size());
  }
  const bool ends_in_x = run.ends_with('X');
  if (run.size() == kIdCharacters || (run.size() == kIdDigitsMin && !ends_in_x)) {
    return PersonalNumber::IdCard;
  }
  if (ends_in_x) {
    run.remove_suffix(1);
  }
  if (run.size() == kMobileDigits && run[0] == '1' && run[1] >= '3') {
    return PersonalNumber::Mobile;
  }
  if (run.size() >= kLandlineDigitsMin && run.size() <= kLandlineDigitsMax && run[0] == '0') {
    return PersonalNumber::Landline;
  }
  return run.size() > kDigitRunMax ? std::optional(PersonalNumber::LongNumber) : std::nullopt;
}

// The digits of a text as runs: groups that only dividers keep apart are one, unless they are a
// date's.
class Runs {
 public:
  void add(char digit) {
    if (is_apart_ && !group_.empty()) {
      end_group();
    }
    is_apart_ = false;
    group_ += digit;
  }
  void divide() {
    is_apart_ = true;
  }
  void end_run() {
    end_group();
    runs_.push_back(std::exchange(run_, {}));
    before_.clear();
    is_apart_ = false;
  }
  const std::vector<std::string>& runs() const {
    return runs_;
  }
  bool takes_x() const {
    return !is_apart_ && !group_.empty();
  }

 private:
  void end_group() {
    if (is_date(before_, group_)) {
      runs_.push_back(std::exchange(run_, {}));
    }
    run_ += group_;
    before_ = std::exchange(group_, {});
  }

  std::vector<std::string> runs_;
  std::string run_;     // the groups so far
  std::string before_;  // the last of them
  std::string group_;
  bool is_apart_ = false;
};

std::vector<std::string> runs_in(std::string_view text) {
  Runs runs;
  for (std::size_t position = 0; position < text.size();) {
    const char32_t code_point = next_code_point(text, position);
    const char character = number_character(code_point);
    if (character != '\0' && character != 'X') {
      runs.add(character);
    } else if (character == 'X' && runs.takes_x()) {
      runs.add(character);
      runs.end_run();
    } else if (std::find(kDividers.begin(), kDividers.end(), code_point) != kDividers.end()) {
      runs.divide();
    } else {
      runs.end_run();
    }
  }
  runs.end_run();
  return runs.runs();
}

}  // namespace

std::optional<PersonalNumber> personal_number_in(std::string_view text) {
  const auto all = personal_numbers_in(text);
  return all.empty() ? std::nullopt : std::optional(all.front());
}

std::vector<PersonalNumber> personal_numbers_in(std::string_view text) {
  std::vector<PersonalNumber> all;
  for (const std::string& run : runs_in(text)) {
    if (const auto kind = run.empty() ? std::nullopt : kind_of_run(run)) {
      all.push_back(*kind);
    }
  }
  return all;
}

bool may_hold_id_card(std::string_view text) {
  const auto runs = runs_in(text);
  return std::any_of(runs.begin(), runs.end(),
                     [](const std::string& run) { return run.size() >= kIdDigitsMin; });
}

}  // namespace outreach::domain
