// What the journal holds at the moment, as the face's core wants it. On the thread that owns the
// database.
#pragma once

#include <vector>

#include "app/core/event.h"
#include "platform/base/result.h"
#include "platform/sqlite/sqlite.h"
#include "sync/journal/queries.h"

namespace outreach::kiosk {

// Replaces what `facts` holds.
Result<void> read_snapshot(sqlite::Database& database, journal::ChainNumber chain,
                           core::JournalFacts& facts);

// What the county set aside, of every chain. `current`: the chain that takes entries.
Result<std::vector<core::ReturnedEntry>> returned_in(sqlite::Database& database,
                                                     const domain::ChainId& current);

}  // namespace outreach::kiosk
