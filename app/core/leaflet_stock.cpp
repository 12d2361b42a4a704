#include "app/core/leaflet_stock.h"

#include <algorithm>

namespace outreach::core {
namespace {

struct ReasonCode {
  DifferenceReason reason;
  std::string_view code;
};
constexpr std::array kReasonCodes{ReasonCode{DifferenceReason::NotTapped, "not_tapped"},
                                  ReasonCode{DifferenceReason::TappedTwice, "tapped_twice"},
                                  ReasonCode{DifferenceReason::Lost, "lost"},
                                  ReasonCode{DifferenceReason::GivenElsewhere, "given_elsewhere"},
                                  ReasonCode{DifferenceReason::Unknown, "unknown"}};

}  // namespace

std::string_view code_of(DifferenceReason reason) {
  const auto* const found =
      std::find_if(kReasonCodes.begin(), kReasonCodes.end(),
                   [&](const ReasonCode& candidate) { return candidate.reason == reason; });
  return found->code;
}

std::optional<DifferenceReason> difference_reason_from(std::string_view code) {
  const auto* const found =
      std::find_if(kReasonCodes.begin(), kReasonCodes.end(),
                   [&](const ReasonCode& candidate) { return candidate.code == code; });
  return found == kReasonCodes.end() ? std::nullopt : std::optional(found->reason);
}

bool is_about_stock(const domain::Remark& remark) {
  return (remark.about == domain::kRemarkStockDifference ||
          remark.about == domain::kRemarkStockNoneBack) &&
         !remark.leaflet.empty();
}

bool says_none_back(const domain::Remark& remark) {
  return remark.about == domain::kRemarkStockNoneBack && !remark.reason.empty();
}

std::string_view leaflet_of(const domain::Content& content) {
  if (const auto* handout = std::get_if<domain::Handout>(&content)) {
    return handout->leaflet;
  }
  if (const auto* stock = std::get_if<domain::Stock>(&content)) {
    return stock->leaflet;
  }
  const auto* remark = std::get_if<domain::Remark>(&content);
  return remark == nullptr ? std::string_view() : remark->leaflet;
}

void LeafletStock::add(const domain::Content& content, std::int64_t more) {
  if (std::holds_alternative<domain::Handout>(content)) {
    balance.given += more;
  } else if (const auto* stock = std::get_if<domain::Stock>(&content)) {
    balance.add(stock->movement, more);
  }
}

void LeafletStock::explain(const domain::Remark& remark) {
  if (remark.about == domain::kRemarkStockNoneBack) {
    none_back = says_none_back(remark);
    return;
  }
  explanation.reset();
  if (!remark.reason.empty()) {
    explanation = Explanation{remark.difference, remark.reason};
  }
}

std::optional<std::int64_t> LeafletStock::difference() const {
  const auto remains = balance.left();
  return remains && (none_back || *remains < 0) ? remains : balance.difference();
}

std::optional<std::int64_t> LeafletStock::left() const {
  return difference() ? std::nullopt : balance.left();
}

bool LeafletStock::is_explained() const {
  const auto differs = difference();
  return differs && *differs != 0 && explanation &&
         explanation->difference == difference_to_remark(*differs);
}

bool LeafletStock::asks_for_explanation() const {
  return difference().value_or(0) != 0 && !is_explained();
}

std::optional<ToldDifference> told_difference(const LeafletStock& stock) {
  const std::int64_t copies = stock.difference().value_or(0);
  if (copies == 0) {
    return std::nullopt;
  }
  ToldDifference told{copies, stock.is_explained()};
  if (told.is_explained) {
    told.reason = difference_reason_from(stock.explanation->reason);
  }
  return told;
}

int difference_to_remark(std::int64_t difference) {
  constexpr std::int64_t kMost = domain::kCopiesMax;
  return static_cast<int>(std::clamp(difference, -kMost, kMost));
}

}  // namespace outreach::core
