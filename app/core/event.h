// What happened elsewhere in the program, as the shell tells `update`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "app/core/state.h"
#include "platform/base/result.h"

namespace outreach::core {

// What the journal and the settings held when the program started. First event; replaces the whole
// state.
struct Started {
  domain::Catalogue catalogue;
  Settings settings;
  std::string county_url;  // empty when none was given
  bool enrolled = false;
  Date built{};  // the day of the newest change in this program: no outing is much older
  std::optional<CurrentOuting> outing;  // with its entries
  Sequence head = 0;
  Sequence newest_outing = 0;  // the outing of the newest entry; 0: never one
  Sequence acknowledged_through = 0;
  std::vector<SetAsideEntry> set_aside;
  std::optional<WallTime> last_ack_at;
  std::int64_t waiting_elsewhere = 0;
  std::optional<WallTime> oldest_waiting_at;  // of entry acknowledged_through + 1
  std::vector<std::pair<std::string, std::int64_t>> topic_use;
};

// After a disk failure the journal was opened anew; what it holds now counts. Taps in flight stay
// so.
struct JournalReopened {
  std::optional<CurrentOuting> outing;
  Sequence head = 0;
  Sequence newest_outing = 0;
  std::optional<WallTime> oldest_waiting_at;
};

// The journal cannot be opened: nothing can be recorded until it can.
struct JournalFailed {
  std::string context;
};

// The entry of this ticket survives a power cut from here on.
struct Recorded {
  Ticket ticket = 0;
  Sequence sequence = 0;
  Sequence outing = 0;
  WallTime device_time{};
};

// Nothing of this ticket is durable, and it will not be tried again.
struct NotRecorded {
  Ticket ticket = 0;
  ErrorCode code = ErrorCode::InputOutput;
  std::string context;
};

struct DeliveryChanged {
  DeliveryView::Link link = DeliveryView::Link::NotEnrolled;
  DeliveryView::Trouble trouble = DeliveryView::Trouble::None;
  std::string detail;
  std::int64_t retry_in_milliseconds = 0;  // when WaitingRetry
  Sequence acknowledged_through = 0;
  std::vector<SetAsideEntry> set_aside;
  std::optional<WallTime> last_ack_at;
  std::optional<std::int64_t> clock_skew_seconds;
};

struct FactsChanged {
  std::optional<std::int64_t> free_disk_bytes;
};

using Event = std::variant<Started, JournalReopened, JournalFailed, Recorded, NotRecorded,
                           DeliveryChanged, FactsChanged>;

}  // namespace outreach::core
