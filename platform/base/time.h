// Time as values. Clocks live in platform/clock; nothing here reads one.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace outreach {

// Wall-clock time, UTC, milliseconds since 1970. May be wrong on a kiosk: never used for order.
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;

// As files and tables hold it.
inline std::int64_t unix_milliseconds(WallTime time) {
  return time.time_since_epoch().count();
}

// Milliseconds since this boot of the machine. Only differences within one boot mean anything.
struct MonotonicTime {
  std::int64_t milliseconds = 0;
  // clang-tidy 14 takes the zero inside a defaulted <=> for a null pointer.
  auto operator<=>(const MonotonicTime&) const = default;  // NOLINT(modernize-use-nullptr)
};

// One reading of the clock. Read once per turn of a loop and passed on.
struct Now {
  WallTime wall{};
  MonotonicTime monotonic;
  // False when the wall clock is certainly wrong: before this program was built (a dead battery
  // starts at 1970). Never stops a record; the mark travels with it.
  bool wall_trusted = false;
};

// A calendar day at the stall. Reports go by it.
using Date = std::chrono::year_month_day;

// China has one civil time and no summer time since 1992, so a fixed offset is exact for every
// outing this product records and needs no time-zone database.
inline constexpr std::chrono::hours kChinaOffset{8};

// The calendar day in China at that instant.
Date china_date(WallTime time);
// "08:14", the time of day in China.
std::string china_clock_text(WallTime time);

// "2021-01-10". Parsing accepts exactly that form and only days that exist, years 2000 to 2199.
std::string to_iso(Date date);
std::optional<Date> date_from_iso(std::string_view text);
// "2021-01-10T08:14:00.000Z", for machine-readable output.
std::string to_iso(WallTime time);

}  // namespace outreach
