// 台账: the kiosk's append-only, hash-chained journal in SQLite, with its projections. FORMAT.md
// has every byte.
//
// One Journal per data folder (a lock file sees to it), owned by one thread at a time: in the
// kiosk, the recording worker's. What `append` answered with success survives a power cut at that
// instant.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/clock/clock.h"
#include "platform/files/files.h"
#include "platform/random/random.h"
#include "platform/sqlite/sqlite.h"
#include "sync/journal/entry.h"
#include "sync/journal/identity.h"
#include "sync/journal/queries.h"

namespace outreach::journal {

// What is to be recorded, before it has a place in the chain.
struct Draft {
  domain::Record record;
  // The entry that opened the outing this belongs to. 0 for an OutingOpened. kOutingOfThisAppend +
  // n: the outing opened by draft n of the same append call (an imported sheet opens its own
  // outings).
  Sequence outing = 0;
};
inline constexpr Sequence kOutingOfThisAppend = Sequence{1} << 62;

struct Appended {
  Sequence sequence = 0;
  Sequence outing = 0;
  WallTime device_time{};
};

struct JournalOptions {
  std::string vfs;  // SQLite VFS by name; empty: the system's
};

// The files inside a data folder.
inline constexpr const char* kJournalFile = "journal.sqlite";
inline constexpr const char* kLockFile = "lock";

class Journal {
 public:
  // Opens the folder's journal, or founds one (new epoch) where there is none. A folder that lost
  // its key gets a new key and with it a new chain; the old one stays and is counted. Refused:
  // another process has it open. Unsupported: written by a newer version; it is left unharmed.
  // Corrupt: the tail of the chain does not verify. The collaborators must outlive the journal.
  static Result<Journal> open(const Path& folder, Clock& clock, Random& random, Files& files,
                              const JournalOptions& options = {});
  Journal(Journal&&) noexcept;
  Journal& operator=(Journal&&) noexcept;
  ~Journal();

  const Identity& identity() const;
  const ChainId& chain() const;
  ChainNumber chain_number() const;
  Head head() const;

  // Records all of them in one transaction, or none. InvalidInput names what is wrong with which
  // draft. After InputOutput or Corrupt the journal must be closed and opened anew: what this call
  // wrote is then there whole or not at all, and must be looked for before it is recorded again.
  Result<std::vector<Appended>> append(std::span<const Draft> drafts);

  // Stores what a verified ack says. Never lowers what an earlier ack confirmed; Refused if the ack
  // contradicts this chain (a head hash that is not ours): the caller raises the alarm and nothing
  // is released.
  Result<void> record_ack(ChainNumber chain, Sequence acknowledged_through, const Hash& head_hash,
                          const std::vector<SetAside>& set_aside, WallTime county_time,
                          ByteView signed_document);

  sqlite::Database& database();

 private:
  struct State;
  explicit Journal(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// A query_only connection to the journal in `folder`, for any other thread or process. NotFound
// when there is none.
Result<sqlite::Database> open_reader(const Path& folder, const JournalOptions& options = {});

}  // namespace outreach::journal
