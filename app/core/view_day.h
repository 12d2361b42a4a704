// What the screens that look back on the day show: 今日.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/core/leaflet_stock.h"
#include "app/core/view_facts.h"
#include "sync/domain/record.h"
#include "sync/domain/tally.h"

namespace outreach::core {

// Where an entry is. Exactly one at a time, so that they always add up.
enum class EntryState { Saving, Local, OnStick, Acknowledged, Quarantined };

struct TodayRow {
  std::optional<domain::Sequence> sequence;  // none while it is being saved
  std::string time;                          // "10:42", device clock
  LastAction::What what = LastAction::What::None;
  std::string name;         // leaflet, topic, or place
  int amount = 0;           // as it counts now (after corrections); of a correction: new - old
  int original_amount = 0;  // differs from amount when corrected
  std::string staff;
  EntryState state = EntryState::Saving;
  bool correctable = false;
  domain::Sequence target = 0;  // of a correction
  std::optional<domain::CorrectionReason> reason;
  bool from_sheet = false;                           // 补录
  std::optional<DifferenceReason> explanation = {};  // of a difference in stock
  bool operator==(const TodayRow&) const = default;
};
struct TodayView {
  std::vector<TodayRow> rows;  // of this page, newest first
  int page = 0;
  int pages = 1;
  domain::Totals totals;
  bool operator==(const TodayView&) const = default;
};

}  // namespace outreach::core
