// A question on its way to the county, as the state knows it: never a word of what it asks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/core/intent.h"
#include "app/core/view_ask.h"
#include "app/core/view_facts.h"
#include "platform/base/time.h"
#include "sync/domain/receipt.h"
#include "sync/domain/record.h"

namespace outreach::core {

// Names one append, one look at a PIN or one speech, from the moment it was asked for; counts up,
// so a later ticket is a later tap.
using Ticket = std::uint64_t;

// What is put on paper without being kept: a receipt, a page of the guide.
struct UnkeptPaper {
  Ticket ticket = 0;  // of what was asked for last; 0: nothing yet
  PrintJob job = PrintJob::None;
  PrinterState trouble = PrinterState::None;  // of NotPrinted: how the printer was then
};

// 登记详情, from its button until the receipt was taken; and what a resident's own has of it.
struct LeftQuestion {
  std::string topic;             // catalogue id
  std::optional<Ticket> ticket;  // of what is under way: it is being sealed, then recorded
  std::optional<domain::Receipt> receipt;  // of what was sealed
  bool is_kept = false;                    // it is durable, and the receipt is shown
  UnkeptPaper paper{};                     // the receipt
};

// So long after its receipt was shown a resident can take a question back there (MIIT
// elder-friendly design: an undo, and time for it).
inline constexpr std::int64_t kWithdrawMilliseconds = 10 * 60'000;

// 留言提问, while its screen is open.
struct Asking {
  AskStep step = AskStep::Topic;
  LeftQuestion question{};  // its topic may be empty: 说不上来
  AskTrouble trouble = AskTrouble::None;
  // Of its entry, once that is durable. 0: none, or it has another number in a new epoch.
  domain::Sequence sequence = 0;
  MonotonicTime kept_at{};            // when it was durable
  std::optional<WallTime> left_at{};  // the same, by a clock that was believed
  std::optional<Ticket> withdrawing{};
  bool writes_again = false;  // 修改: once it is withdrawn, or it has been
};

}  // namespace outreach::core
