#include "platform/base/time.h"

#include <cstdio>

namespace outreach {

namespace {

constexpr int kYearFirst = 2000;  // before this product, so a mistyped year
constexpr int kYearLast = 2199;
constexpr std::size_t kIsoDateLength = 10;

// The decimal digits at [first, first + count), nothing if one is not a digit.
std::optional<unsigned> digits(std::string_view text, std::size_t first, std::size_t count) {
  unsigned value = 0;
  for (const char character : text.substr(first, count)) {
    if (character < '0' || character > '9') {
      return std::nullopt;
    }
    value = value * 10 + static_cast<unsigned>(character - '0');
  }
  return value;
}

struct TimeOfDay {
  int hour = 0;
  int minute = 0;
  int second = 0;
  int millisecond = 0;
};

TimeOfDay time_of_day(WallTime time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::hh_mm_ss<std::chrono::milliseconds> parts(time - day);
  return {static_cast<int>(parts.hours().count()), static_cast<int>(parts.minutes().count()),
          static_cast<int>(parts.seconds().count()), static_cast<int>(parts.subseconds().count())};
}

}  // namespace

Date china_date(WallTime time) {
  return Date{std::chrono::floor<std::chrono::days>(time + kChinaOffset)};
}

std::string china_clock_text(WallTime time) {
  const TimeOfDay parts = time_of_day(time + kChinaOffset);
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%02d:%02d", parts.hour, parts.minute);
  return buffer;
}

std::string to_iso(Date date) {
  char buffer[48];
  std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return buffer;
}

std::optional<Date> date_from_iso(std::string_view text) {
  if (text.size() != kIsoDateLength || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  const auto year = digits(text, 0, 4);
  const auto month = digits(text, 5, 2);
  const auto day = digits(text, 8, 2);
  if (!year || !month || !day || *year < kYearFirst || *year > kYearLast) {
    return std::nullopt;
  }
  const Date date{std::chrono::year{static_cast<int>(*year)}, std::chrono::month{*month},
                  std::chrono::day{*day}};
  if (!date.ok()) {
    return std::nullopt;
  }
  return date;
}

std::string to_iso(WallTime time) {
  const TimeOfDay parts = time_of_day(time);
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "T%02d:%02d:%02d.%03dZ", parts.hour, parts.minute,
                parts.second, parts.millisecond);
  return to_iso(Date{std::chrono::floor<std::chrono::days>(time)}) + buffer;
}

}  // namespace outreach
