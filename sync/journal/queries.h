// Questions to a journal's database; each works on the writer's connection and on a reader's.
// Thread: the connection's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/crypto/crypto.h"
#include "platform/sqlite/sqlite.h"
#include "sync/domain/tally.h"
#include "sync/journal/entry.h"

namespace outreach::journal {

// Number of a chain inside one database (table `chain`), from 1.
using ChainNumber = std::int64_t;

struct ChainRow {
  ChainNumber number = 0;
  ChainId id;
  Head head;
  std::string
      ended{};  // empty: takes entries. Else why no more are added: a domain::EpochReason code
  // Entries after this one were taken over into a newer epoch: they are kept, not counted here and
  // not delivered from here. None: all of them stand.
  std::optional<Sequence> counted_through{};
  Sequence pruned_through = 0;  // bodies up to this were pruned

  Sequence deliverable_through() const {
    return counted_through.value_or(head.sequence);
  }
};
Result<std::vector<ChainRow>> chains(sqlite::Database& database);

// Entries first, first+1 … of a chain, at most `count` and stopping after the body bytes pass
// `body_bytes` (always at least one when there is one).
Result<std::vector<Entry>> read_entries(sqlite::Database& database, ChainNumber chain,
                                        Sequence first, std::size_t count, std::size_t body_bytes);

// recorded = local + on_stick + acknowledged + quarantined, always.
struct DeliveryCounts {
  std::int64_t recorded = 0;
  std::int64_t local = 0;
  std::int64_t on_stick = 0;
  std::int64_t acknowledged = 0;
  std::int64_t quarantined = 0;
};
// Over every chain of this machine. `on_stick`: no ack covers them, and a stick that was written to
// its end and read back carries them.
Result<DeliveryCounts> count_delivery(sqlite::Database& database);
// Entries up to this are on a stick, or were once; 0: none.
Result<Sequence> on_stick_through(sqlite::Database& database, ChainNumber chain);
// NotFound never: an unknown chain answers zeros.
Result<AckState> ack_state(sqlite::Database& database, ChainNumber chain);

// An outing this journal opened, as corrections left it.
struct OutingRow {
  ChainNumber chain = 0;
  Sequence sequence = 0;  // of the entry that opened it
  domain::OutingOpened outing;
  bool closed = false;
};
// The newest outing opened at the stall (not typed in from paper) that is neither closed nor taken
// back.
Result<std::optional<OutingRow>> open_outing(sqlite::Database& database);

// The outing that a paper about the day is about: the one that is open in the newest chain, else,
// of those that still count, the one of the latest day. Outings typed in from paper sheets are
// among them, and are closed.
Result<std::optional<OutingRow>> last_outing(sqlite::Database& database);

// The newest outing opened at the stall (not typed in from paper) in that chain, open or closed,
// that still counts: what was just closed can be looked at and corrected.
Result<std::optional<OutingRow>> last_outing(sqlite::Database& database, ChainNumber chain);

// The outing of that day and place in a chain, open or closed, that still counts: one day at one
// place is one outing, however its entries came. The newest, should there be several.
Result<std::optional<Sequence>> find_outing(sqlite::Database& database, ChainNumber chain,
                                            Date date, std::string_view place);

// An entry with its content, for lists.
struct RecordedEntry {
  Sequence sequence = 0;
  Sequence outing = 0;
  WallTime device_time{};
  domain::Record record;
};
// Every entry of one outing that this version understands, oldest first, the opening one included.
Result<std::vector<RecordedEntry>> entries_of_outing(sqlite::Database& database, ChainNumber chain,
                                                     Sequence outing);

// An entry that the county keeps and does not count, for staff to settle.
struct SetAsideEntry {
  ChainId chain;
  Sequence sequence = 0;
  std::string kind;
  std::string reason;      // a domain::Rejection code, or one a newer county knows
  WallTime device_time{};  // when it was first recorded
  // None: its body is gone, or only a later version reads it.
  std::optional<domain::Record> record{};
  // Of its outing, or of itself where it opened one. Empty and none: it belongs to no outing that
  // this journal counts.
  std::string place{};
  std::optional<Date> date{};
  bool settled = false;  // a remark says that staff have dealt with it
};
// Of every chain, newest first.
Result<std::vector<SetAsideEntry>> set_aside_entries(sqlite::Database& database);

// So many of the newest consultations say what is chosen most. A start does not read years for it.
inline constexpr int kUseCounted = 2'000;
// How often each topic was recorded among them, by id.
Result<std::vector<std::pair<std::string, std::int64_t>>> topic_use(sqlite::Database& database);

// Counted from the projections, in one read transaction.
Result<domain::TallyTable> tally(sqlite::Database& database,
                                 const std::vector<domain::Dimension>& dimensions,
                                 const domain::TallyFilter& filter);

// Recomputes every hash of every chain from the stored rows.
struct Damage {
  ChainId chain;
  Sequence sequence = 0;
  // "missing", "inserted", "moved" (another entry's content stands here), "body_changed",
  // "body_missing" (neither pruned nor erased), "envelope_changed", "head_differs", "not_signed"
  // (the kiosk never signed a chain that reads so: from here on it was rewritten). Of recount.h:
  // "count_differs".
  std::string kind;
  Sequence belongs_at = 0;  // of "moved": whose content it is; else 0
};
// How many damages of one chain are named. A number in the file that was changed can make any
// number of entries missing; who has a hundred damages restores a backup.
inline constexpr std::size_t kDamagesMax = 100;
struct VerifyReport {
  std::int64_t entries = 0;
  std::vector<Damage> damages;  // empty: whole
};
// `key`: the kiosk's, to check what it signed; none where it is not known (at the county, where
// each batch was signed).
Result<VerifyReport> verify(sqlite::Database& database, const crypto::PublicKey* key = nullptr);
// One chain from `first` on; the row before it gives the hash to continue from.
Result<VerifyReport> verify_chain(sqlite::Database& database, const ChainRow& chain, Sequence first,
                                  const crypto::PublicKey* key = nullptr);

// One entry as it may travel. What the disk damaged is named, so that the rest can go on.
struct CheckedEntry {
  Entry entry;  // body: none when it is pruned, erased or damaged
  enum class Soundness {
    Sound,
    BodyDamaged,  // the body is not what its hash says: the envelope travels alone
    Lost,         // the row is gone or its envelope changed: `sequence`, `hash` (as the row states
                  // it, or zeros) and nothing else
  } soundness = Soundness::Sound;
  // The entry before is lost, so that this one's hash cannot be recomputed: it is as stored.
  bool hash_given = false;
};
// What whoever goes through a whole chain reads at once: entries, and bytes of their bodies.
inline constexpr std::size_t kEntriesAtOnce = 1'000;
inline constexpr std::size_t kBodyBytesAtOnce = 4 << 20;
// Like read_entries, from `first` without a gap up to the chain's deliverable_through(), each
// checked against the chain as it is read.
Result<std::vector<CheckedEntry>> read_checked_entries(sqlite::Database& database,
                                                       const ChainRow& chain, Sequence first,
                                                       std::size_t count, std::size_t body_bytes);

}  // namespace outreach::journal
