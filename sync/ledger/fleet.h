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

// How an epoch began, as its first entry says.
struct EpochStart {
  domain::EpochReason reason{};
  domain::EpochId previous{};
  // Entries of the previous epoch that a batch announced, that never came, and that the kiosk had
  // no more when this epoch began: lost on that disk.
  domain::Sequence lost = 0;
};

// One epoch of a kiosk.
struct ChainReport {
  journal::ChainRow chain;
  std::optional<WallTime> last_arrival;  // county time
  domain::Sequence newest_stated = 0;    // how far the kiosk ever said its own journal reaches
  std::vector<ReasonCount> quarantined;
  std::int64_t forks = 0;  // batches kept as evidence that another journal claims the same places
  domain::Sequence archived_through = 0;  // entries 1 to this are in a backup
  std::optional<EpochStart> began;  // none: a kiosk's first epoch, or its first entry says nothing
};

struct KioskReport {
  domain::KioskId kiosk{};
  std::string name;
  WallTime enrolled_at{};
  bool revoked = false;
  std::vector<ChainReport> chains;  // oldest first
  std::optional<WallTime> revoked_at;
  std::string revoked_for;                     // the reason; "replaced" where a successor took over
  std::optional<domain::KioskId> replaced_by;  // the device that took its name
};

// The kiosk of this name or number (whole, or its first 8 digits or more). NotFound: none is.
// InvalidInput: several are; says their numbers.
Result<KioskReport> find_by_words(const std::vector<KioskReport>& kiosks, const std::string& words);

// By name. Every chain belongs to an enrolled kiosk.
Result<std::vector<KioskReport>> kiosk_reports(sqlite::Database& database);

// What all kiosks brought that is kept and not counted, by reason.
Result<std::vector<ReasonCount>> not_counted(sqlite::Database& database);

// Entries that a kiosk's disk lost before they were delivered: the chain says so in their place.
struct ExplainedGap {
  domain::ChainId chain;
  domain::Sequence first = 0;
  domain::Sequence last = 0;
  bool operator==(const ExplainedGap&) const = default;
};
// Ascending, each as long as it goes.
Result<std::vector<ExplainedGap>> explained_gaps(sqlite::Database& database);

}  // namespace outreach::ledger
