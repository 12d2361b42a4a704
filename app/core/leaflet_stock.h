// 库存 of one leaflet on one outing: its copies, and what staff said about a difference. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sync/domain/record.h"
#include "sync/domain/stock.h"

namespace outreach::core {

// Why copies and counts differ, as far as staff know.
enum class DifferenceReason {
  NotTapped,       // 漏点了
  TappedTwice,     // 多点了
  Lost,            // 丢了
  GivenElsewhere,  // 别处发的
  Unknown,         // 说不清
};
inline constexpr std::array kDifferenceReasons{
    DifferenceReason::NotTapped, DifferenceReason::TappedTwice, DifferenceReason::Lost,
    DifferenceReason::GivenElsewhere, DifferenceReason::Unknown};

// As a remark says it.
std::string_view code_of(DifferenceReason reason);
// None: a later version's reason.
std::optional<DifferenceReason> difference_reason_from(std::string_view code);

// A remark about the stock of a leaflet: why it differs, or that none came back. One without a
// reason takes the earlier one back.
bool is_about_stock(const domain::Remark& remark);
bool says_none_back(const domain::Remark& remark);
// The reason of such a remark.
inline constexpr const char* kNoneBackReason = "counted";
// The leaflet of a handout, of stock or of a remark; empty where there is none.
std::string_view leaflet_of(const domain::Content& content);

struct LeafletStock {
  struct Explanation {
    int difference = 0;  // what it was given for
    std::string reason;  // never empty
    bool operator==(const Explanation&) const = default;
  };

  domain::StockBalance balance;
  std::optional<Explanation> explanation;  // the newest
  bool none_back =
      false;  // 带回 0: said so, and not taken back; what was brought back outweighs it

  // Counts `more` copies, below 0 to take some back, of a handout or of stock.
  void add(const domain::Content& content, std::int64_t more);
  // Of a remark about the stock of this leaflet.
  void explain(const domain::Remark& remark);

  // 相差, as domain::StockBalance has it; also where none came back, and once more were given out
  // than taken along, which no bringing back can mend. None: not known yet. 0: it adds up.
  std::optional<std::int64_t> difference() const;
  // 还剩: never below 0, and none where there is a difference.
  std::optional<std::int64_t> left() const;
  // `difference` is other than 0, and this is the one that was explained.
  bool is_explained() const;
  // The same, and it was not.
  bool asks_for_explanation() const;
};

// What is off when an outing is looked back on.
struct ToldDifference {
  std::int64_t copies = 0;                      // not 0; below 0: more than there was
  bool is_explained = false;                    // as it is now
  std::optional<DifferenceReason> reason = {};  // of that; none: one of a later version
  bool operator==(const ToldDifference&) const = default;
};
// None where nothing is off, or not known to be.
std::optional<ToldDifference> told_difference(const LeafletStock& stock);

// A difference as a remark can say it: what lies beyond kCopiesMax is said as that.
int difference_to_remark(std::int64_t difference);

}  // namespace outreach::core
