// What the screens that look back on the day show: 今日, 本场小结, 日小票.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/intent.h"
#include "app/core/leaflet_stock.h"
#include "app/core/view_facts.h"
#include "platform/base/bitmap.h"
#include "platform/base/time.h"
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
  // Of a correction whose target is of this outing: what it corrected, whose that was, and how the
  // amount changed. None: the target is not known.
  LastAction::What target_what = LastAction::What::None;
  std::string target_staff = {};
  int old_amount = 0;
  int new_amount = 0;
  std::string note = {};     // of a consultation
  bool replaceable = false;  // BeginReplacement takes it
  bool operator==(const TodayRow&) const = default;
};
struct TodayView {
  std::vector<TodayRow> rows;  // of this page and filter, newest first
  TodayFilter filter = TodayFilter::All;
  int page = 0;
  int pages = 1;
  domain::Totals totals;
  bool is_closed = false;  // corrected still, but nothing is added
  bool operator==(const TodayView&) const = default;
};

struct SummaryRow {
  std::string name;         // of a leaflet
  std::int64_t copies = 0;  // handed out
  // The row says this of its stock, and not what was handed out.
  std::optional<ToldDifference> off = {};
  bool operator==(const SummaryRow&) const = default;
};
// What one outing came to. A number that is 0 was corrected to it; what nobody ever recorded is
// none, or not in the list.
struct SummaryView {
  std::string place;
  Date date{};
  domain::OutingKind kind = domain::OutingKind::Market;
  std::string own_kind;     // its name, with OutingKind::Other
  bool is_planned = false;  // of the county's plan
  bool closing = false;     // its end is not durable yet
  std::optional<std::int64_t> parties;
  std::optional<std::int64_t> people;
  std::optional<std::int64_t> copies;
  // Of this page: those whose stock is off, then those handed out; each in the catalogue's order.
  std::vector<SummaryRow> leaflets;
  int page = 0;
  int pages = 1;
  std::vector<std::string> staff;  // who recorded, who was last first
  std::int64_t undelivered = 0;    // records of this outing that no ack covers
  bool operator==(const SummaryView&) const = default;
};

// 日小票: what would be printed, to the dot.
struct SlipView {
  std::string place;
  Date date{};
  bool is_open = false;  // more may come
  // None: it is being made, or, with `failed`, cannot be.
  std::shared_ptr<const Bitmap> picture;
  bool failed = false;
  PrinterState printer = PrinterState::None;
  using Job = PrintJob;
  Job job = Job::None;
  PrinterState trouble = PrinterState::None;  // of NotPrinted: how the printer was then
  bool operator==(const SlipView&) const = default;
};

}  // namespace outreach::core
