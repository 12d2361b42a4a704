// Builds the database of a recovered journal. Private to sync/client.
#pragma once

#include "sync/client/recover_source.h"

namespace outreach::client {

// Into an empty database. On success everything of it is in the database file and durable.
Result<void> build_journal(sqlite::Database& database, const Path& mirror,
                           const journal::Identity& identity, Source source, Files& files,
                           Recovered& recovered);

}  // namespace outreach::client
