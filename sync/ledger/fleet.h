// What the county knows of each kiosk: how far it has come, and what is wrong with it. On any
// connection.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/sqlite/sqlite.h"
#include "sync/journal/queries.h"

namespace outreach::ledger {

struct ReasonCount {
  std::string reason;
  std::int64_t entries = 0;
};

// One epoch of a kiosk.
struct ChainReport {
  journal::ChainRow chain;
  std::optional<WallTime> last_arrival;  // county time
  domain::Sequence newest_stated =
      0;  // how far the kiosk's own journal reached when it last sent something
  std::vector<ReasonCount> quarantined;
  std::int64_t forks = 0;  // batches kept as evidence that another journal claims the same places
};

struct KioskReport {
  domain::KioskId kiosk{};
  std::string name;
  WallTime enrolled_at{};
  bool revoked = false;
  std::vector<ChainReport> chains;  // oldest first
};

// By name. Every chain belongs to an enrolled kiosk.
Result<std::vector<KioskReport>> kiosk_reports(sqlite::Database& database);

}  // namespace outreach::ledger
