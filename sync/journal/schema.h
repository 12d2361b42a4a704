// The tables that a kiosk's journal and the county's ledger share, so that both hold the same
// entries and count them by the same code. FORMAT.md describes them.
#pragma once

#include "platform/base/result.h"
#include "platform/sqlite/sqlite.h"

namespace outreach::journal {

// PRAGMA user_version of a database this version writes.
inline constexpr std::int64_t kSchemaVersion = 4;

// Creates the tables in an empty database, or brings those of an older version forward; all in one
// transaction, so that a cut leaves the old format or the new one. Unsupported when a newer version
// wrote it: nothing is touched.
Result<void> prepare_schema(sqlite::Database& database);

}  // namespace outreach::journal
