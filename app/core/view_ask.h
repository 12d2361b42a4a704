// What 留言提问 shows residents. What they type is in no view.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/core/intent.h"
#include "app/core/view_facts.h"
#include "platform/base/time.h"

namespace outreach::core {

// Topics shown at once: as many choices as one looks over.
inline constexpr int kAskTopicsShown = 6;

// Why it does not go on.
enum class AskTrouble {
  None,
  LikeIdCard,   // a number as long as an ID card's is in it, which nobody needs
  LikePhone,    // among the words; its place is the next step
  NotSealed,    // nothing was recorded, and what was typed is there still
  NotSaved,     // likewise
  NotWithdrawn  // it is as it was
};

struct AskTopic {
  std::string id;
  std::string name;
  std::string icon;
  bool operator==(const AskTopic&) const = default;
};

// 检举控告 has an office of its own: how to find it, as far as the county says.
struct AskOffice {
  std::string name;
  std::string phone;
  std::string address;
  std::string hours;
  bool operator==(const AskOffice&) const = default;
};

struct AskView {
  AskStep step = AskStep::Topic;
  AskTrouble trouble = AskTrouble::None;
  std::vector<AskTopic> topics = {};  // of Topic: those of this page, in the catalogue's order
  int page = 0;                       // from 0
  int pages = 1;
  std::string topic = {};  // the name of what was chosen; empty: 说不上来
  AskOffice office = {};   // of Elsewhere
  bool is_again = false;   // of Words: what was there before was withdrawn
  bool sealing = false;    // of Look: handed over, and not durable yet

  // Of Receipt. "3814 0926 5578": it is durable. Shown until it was taken, and never again.
  std::string receipt = {};
  PrinterState printer = PrinterState::None;
  PrintJob job = PrintJob::None;
  PrinterState print_trouble = PrinterState::None;  // of NotPrinted: how the printer was then
  std::optional<Date> left_on = {};                 // none: the clock was not believed
  std::string left_at = {};                         // "10:42"; empty likewise
  // So long, rounded up, it can be withdrawn and written anew here; 0: not any more.
  std::int64_t minutes_left = 0;
  bool withdrawing = false;  // asked for, and not durable yet
  bool operator==(const AskView&) const = default;
};

}  // namespace outreach::core
