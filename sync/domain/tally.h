// 统计: measures and dimensions. Zero (an outing with none) is not the same as blank (does not
// apply). Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/time.h"

namespace outreach::domain {

struct Totals {
  std::int64_t outings = 0;  // 场次
  std::int64_t parties = 0;  // 批次
  std::int64_t people = 0;   // 人次
  std::int64_t copies = 0;   // 份
  // What residents did at the screen, in measures of its own: none of it is in those above.
  std::int64_t ratings = 0;          // 评价, each one face
  std::int64_t readings = 0;         // 自助阅读, times
  std::int64_t reading_seconds = 0;  // of them all
  std::int64_t take_aways = 0;       // 扫码带走, times
  bool operator==(const Totals&) const = default;
};

enum class Dimension {
  Day,
  Month,
  Year,
  Township,
  Place,
  OutingKind,
  Topic,
  Pathway,
  Department,
  Outcome,
  Leaflet,
  Rated,
  Face,
  Staff,
  Kiosk,
};
std::string_view code_of(Dimension value);
std::optional<Dimension> dimension_from(std::string_view code);

struct TallyFilter {
  // Outing day, inclusive. What stands in no outing has no day: only where both are open it counts.
  std::optional<Date> from;
  std::optional<Date> to;  // inclusive
};

// A measure that does not apply to the row's dimensions is blank: a topic has no copies, a leaflet
// no people, a face nothing but ratings.
struct TallyRow {
  std::vector<std::string>
      keys;  // one per dimension; codes and ids, not words; empty where it does not apply
  std::optional<std::int64_t> outings;
  std::optional<std::int64_t> parties;
  std::optional<std::int64_t> people;
  std::optional<std::int64_t> copies;
  std::optional<std::int64_t> ratings{};
  std::optional<std::int64_t> readings{};
  std::optional<std::int64_t> reading_seconds{};
  std::optional<std::int64_t> take_aways{};
};

struct TallyTable {
  std::vector<Dimension> dimensions;
  std::vector<TallyRow> rows;  // ordered by keys
  Totals totals;               // over everything the filter lets through, not a sum of rows
};

}  // namespace outreach::domain
