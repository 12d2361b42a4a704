// The tables that a kiosk's journal and the county's ledger share, so that both hold the same
// entries and count them by the same code. FORMAT.md describes them.
#pragma once

#include "platform/base/result.h"
#include "platform/sqlite/sqlite.h"

namespace outreach::journal {

// PRAGMA user_version of a database this version writes.
inline constexpr std::int64_t kSchemaVersion = 5;

// Creates the tables in an empty database, or brings those of an older version forward; all in one
// transaction, so that a cut leaves the old format or the new one. Unsupported when a newer version
// wrote it; Corrupt when its tables are not those of the format it says it has. Then nothing is
// touched.
Result<void> prepare_schema(sqlite::Database& database);

// Whether the tables are those of the format `version`, 0 to kSchemaVersion, that the database says
// it has; Corrupt names the first that is not. A disk that said "synced" and lied may hold, after a
// power cut, the version of one time beside the tables of another; without this look such a file
// would fail at any later statement as if the statement were wrong. More tables may be there, but
// for those of a later format.
Result<void> check_schema(sqlite::Database& database, std::int64_t version);

}  // namespace outreach::journal
