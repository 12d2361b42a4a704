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

// 8 MiB: a market day of 1,000 entries takes under 1 MiB of log and database; the rest is for what
// else writes to that disk.
inline constexpr std::uint64_t kReserveBytes = 8 << 20;
// Appends of more drafts than this (a sheet's import) may not use the reserve: it is for taps.
inline constexpr std::size_t kReserveDraftsMax = 8;

struct JournalOptions {
  std::string vfs;  // SQLite VFS by name; empty: the system's
  // What identifies this machine, as platform/machine writes it; empty: not looked at.
  std::string machine{};
  // Kept free beside the journal, and given up when the disk is full, so that the day can be
  // recorded to its end. 0: none.
  std::uint64_t reserve_bytes = kReserveBytes;
};

// A body stays for so long after the county archived its entry. The archive is a backup, and a
// backup is known to be good once the office's month has gone round. By the county's clock: the
// kiosk's may be wrong.
inline constexpr std::chrono::hours kArchivedFor{30 * 24};
// Bodies that one prune() removes: well under a second of writing.
inline constexpr std::int64_t kPruneMost = 2'000;

// A new epoch, as opening or begin_epoch made it.
struct EpochBegan {
  domain::EpochReason reason{};
  ChainId previous;
  Sequence previous_head = 0;
  Sequence common = 0;      // see domain::EpochOpened
  Sequence taken_over = 0;  // how many entries were
};

// What a person should hear after opening.
struct Opening {
  std::optional<EpochBegan> epoch;
  std::vector<Damage> damages;  // among the newest entries; the others stay readable and still sync
  bool reserve_missing = false;  // the disk is too full to keep the reserve
};

// The files inside a data folder.
inline constexpr const char* kJournalFile = "journal.sqlite";
inline constexpr const char* kLockFile = "lock";
inline constexpr const char* kInstallationFile = "installation";
inline constexpr const char* kReserveFile = "reserve";

// An ack whose signature was checked, with what of it is kept.
struct VerifiedAck {
  ChainNumber chain = 0;
  Sequence acknowledged_through = 0;
  Hash head_hash{};
  Sequence archived_through = 0;  // at most acknowledged_through
  std::vector<SetAside> set_aside;
  WallTime county_time{};
  Bytes signed_document;
  // It answers a fresh question of ours (its nonce fits), so it is no old one played back: it may
  // say less than an earlier ack did, when the county was restored from a backup.
  bool is_fresh = false;
  // A stick brought it: it may be any age, and one that is older than what is known changes
  // nothing. Older: it says less; or as much, and was given no later by the county's clock; or it
  // was given before the county said that it holds less than it did.
  bool may_be_old = false;
};

class Journal {
 public:
  // Opens the folder's journal, or founds one where there is none. Begins a new epoch by itself
  // when the data were restored, moved to another machine, recovered, or lost their end (opening()
  // says which); the old chain is closed, stays readable and is still delivered. A folder that lost
  // its key gets a new key and with it a new chain; the old one stays and is counted. Damage inside
  // the chain does not keep it from opening. Refused: another process has it open. Unsupported:
  // written by a newer version; it is left unharmed. Corrupt: SQLite cannot read the file; it is
  // left as it is. The collaborators must outlive the journal.
  static Result<Journal> open(const Path& folder, Clock& clock, Random& random, Files& files,
                              const JournalOptions& options = {});
  Journal(Journal&&) noexcept;
  Journal& operator=(Journal&&) noexcept;
  ~Journal();

  const Identity& identity() const;
  const ChainId& chain() const;
  ChainNumber chain_number() const;
  Head head() const;
  const Opening& opening() const;

  // Records all of them in one transaction, or none. InvalidInput names what is wrong with which
  // draft. After InputOutput or Corrupt the journal must be closed and opened anew: what this call
  // wrote is then there whole or not at all, and must be looked for before it is recorded again.
  // An erasure whose body cannot be taken out of the log yet (a reader is in the way, say) is
  // recorded and no error; the next append, or the next opening, takes it out.
  Result<std::vector<Appended>> append(std::span<const Draft> drafts);

  // To be called after what was recorded has been answered: brings the log, once it is long, into
  // the database file, which is work of many milliseconds that nobody should wait for (a journal
  // whose owner never calls does it inside an append). Error: the handle failed; as for append().
  // That the disk is full is no error here: the next append says it.
  Result<void> write_back();

  // Stores what a verified ack says. Refused if it contradicts this chain (a head hash that is not
  // ours, or more than there is of a chain that still grows): the caller raises the alarm and
  // nothing is released. Of a chain that ended, the county may hold more than this disk: that
  // counts as all that is delivered from here. NotFound: no such chain.
  Result<void> record_ack(const VerifiedAck& ack);

  // Entries up to `through` of that chain are on a stick, read back and whole. Nothing is released
  // by that. Never less than before.
  Result<void> note_stick(ChainNumber chain, Sequence through);
  // What is on sticks is of no use any more: it was sealed to another county.
  Result<void> forget_sticks();

  // Ends the current chain and begins a new epoch, in one transaction. `common`: entries after it
  // are taken over, because the county holds others in their place; the head's sequence when none
  // are.
  Result<EpochBegan> begin_epoch(domain::EpochReason reason, Sequence common);

  // Removes the bodies that a verified ack covers, that the county has archived, and that it had
  // archived kArchivedFor before its newest ack; at most kPruneMost at a time. Answers how many.
  // Envelopes, hashes and counts stay, and the bodies of entries that the county set aside.
  Result<std::int64_t> prune();

  // Puts the counts right where they are not what the entries add up to (recount.h); answers how
  // many rows differed.
  Result<std::int64_t> repair_counts();

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
