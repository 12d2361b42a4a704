// 备份: copies of the ledger in another place, and what the county may say of them in its acks.
//
// Only the serving process writes the ledger, so a backup states what it covers in a file beside it
// (folder `archived`); the county that serves takes the file up. A statement says that the backup
// was whole when it was made. That it is kept is the office's duty: kiosks prune what is archived.
// A copy on the ledger's own disk goes with that disk: no statement is ever made of one.
#pragma once

#include <cstdint>
#include <string>

#include "platform/base/result.h"
#include "platform/clock/clock.h"
#include "platform/files/files.h"
#include "platform/sqlite/sqlite.h"
#include "sync/journal/queries.h"

namespace outreach::ledger {

inline constexpr const char* kArchivedFolder = "archived";

struct Backup {
  Path file;
  std::int64_t entries = 0;
  std::size_t chains = 0;
  bool is_archived = true;  // false: on the ledger's own disk, and so it counts for nothing
};

// What to do with a target on the ledger's own disk.
enum class OnSameDisk {
  Refuse,
  Copy,  // and make no statement
};

// Copies the ledger in `folder` to a new file in the folder `to`, also while it is served: reads it
// as of one moment and never writes it. Syncs the copy, opens it again, lets SQLite check it and
// recomputes every chain; only then the statement is written. NotFound: no ledger, or no folder
// `to`. NoSpace, InputOutput: the target is full or gone; nothing is claimed, and what was begun is
// removed as far as it can be. Corrupt: the copy is not whole, and the ledger is probably not
// either. InvalidInput: `to` lies in the county's own folder, or, unless `on_same_disk` says
// otherwise, on its disk; an unplugged disk's empty folder does. Takes as long as reading, writing
// and hashing the ledger.
Result<Backup> back_up(const Path& folder, const Path& to, Clock& clock, Files& files,
                       OnSameDisk on_same_disk = OnSameDisk::Refuse);

// Takes up the statements that wait in `folder` (inside the county's one writing process) and
// removes them. A statement counts only for chains in which the ledger holds the very entry it
// names. Does nothing when none wait.
Result<void> take_up_backups(sqlite::Database& database, const Path& folder, Files& files);

// Entries 1 to this of the chain are in a backup; 0: none.
Result<domain::Sequence> archived_through(sqlite::Database& database, journal::ChainNumber chain);

}  // namespace outreach::ledger
