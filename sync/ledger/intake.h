// Taking batches into the ledger. Private to sync/ledger.
#pragma once

#include <initializer_list>
#include <limits>
#include <optional>
#include <vector>

#include "platform/base/result.h"
#include "platform/clock/clock.h"
#include "platform/sqlite/sqlite.h"
#include "sync/journal/entry_store.h"
#include "sync/journal/projection.h"
#include "sync/protocol/ack.h"
#include "sync/protocol/batch.h"

namespace outreach::ledger {

enum class IntakeVerdict {
  Stored,  // everything up to the batch's last entry is held, now or since before
  Gap,     // entries before it are missing or were lost; nothing stored
  Fork,    // another entry stands at one of its places; evidence kept, nothing of the chain changed
};

// The place of an entry that is set aside, in the order in which all are gone through.
struct QuarantinePlace {
  journal::ChainNumber chain = 0;
  domain::Sequence sequence = 0;
};

// How many set-aside entries of a kiosk are judged anew with one batch: as many as an ack lists.
inline constexpr int kJudgedAnewMax = 1'000;

class Intake {
 public:
  static Result<Intake> prepare(sqlite::Database& database);

  // Inside the caller's transaction, which may hold many batches: takes this one as a whole, or on
  // failure nothing of it and leaves the others as they are. Durable once that transaction is.
  Result<IntakeVerdict> take(const protocol::OpenedBatch& batch, ByteView file,
                             WallTime arrived_at);
  // After the caller's commit. What an erasure took away is gone from the log and the file too,
  // unless a reader was in the way: then the next commit sees to it.
  Result<void> committed();
  // After the caller's transaction was taken back.
  void rolled_back();
  // Judges anew up to `at_most` of the entries that are set aside, from this place on, and answers
  // where to go on; none: that was the last. A transaction of its own.
  Result<std::optional<QuarantinePlace>> judge_again(const QuarantinePlace& from, int at_most);
  // Whether anything of this chain is held.
  Result<bool> holds(const domain::ChainId& chain);
  // What to tell the kiosk about entries 1 to `asked` of a chain, unsigned; an unknown chain is
  // held through 0.
  Result<protocol::Ack> state_of(
      const domain::ChainId& chain, WallTime now,
      domain::Sequence asked = std::numeric_limits<domain::Sequence>::max());

 private:
  // What stands at one place of a chain.
  struct Held {
    domain::Sequence sequence = 0;
    domain::Hash hash{};
    bool is_damaged = false;
    bool lacks_body = false;  // it came without
    bool is_erased = false;   // by law: nothing more of it is taken
    bool is_missing = false;  // the ledger's disk lost its row; then is_damaged too
  };
  struct Comparison {
    bool contradicts = false;
    bool leaves_gap = false;               // the ledger lost the entry in front of the batch
    std::vector<domain::Sequence> better;  // places where the batch has more than is held
  };

  Intake(sqlite::Database& database, journal::EntryStore store, journal::Projection projection)
      : database_(&database), store_(std::move(store)), projection_(std::move(projection)) {}

  // How far the chain is held without a gap, and the hash there.
  Result<journal::Head> held_through(const journal::ChainRow& chain);
  Result<std::vector<Held>> held_entries(journal::ChainNumber chain, domain::Sequence first,
                                         domain::Sequence last);
  Result<bool> agrees(const protocol::OpenedBatch& batch, std::size_t at,
                      const journal::ChainRow& chain, const Held& before, const Held* here);
  Result<Comparison> compare(const protocol::OpenedBatch& batch, const journal::ChainRow& chain);
  Result<bool> leads_to_next(const journal::ChainRow& chain, domain::Sequence sequence,
                             const domain::Hash& hash);

  Result<void> store_apart(const protocol::OpenedBatch& batch,
                           std::optional<journal::ChainRow> chain,
                           const std::vector<domain::Sequence>& better, WallTime arrived_at);
  Result<void> store(const protocol::OpenedBatch& batch, journal::ChainRow chain,
                     const std::vector<domain::Sequence>& better, WallTime arrived_at);
  Result<void> store_one(const journal::ChainRow& chain, const protocol::CarriedEntry& carried,
                         const domain::Hash& hash, const domain::Hash& previous);
  Result<void> replace(const journal::ChainRow& chain, const protocol::CarriedEntry& carried,
                       const domain::Hash& hash);
  Result<void> mark_given(const journal::ChainRow& chain, const protocol::CarriedEntry& carried,
                          const domain::Hash& hash, const domain::Hash& previous);
  Result<std::optional<domain::Rejection>> judge(journal::ChainNumber chain,
                                                 const domain::Envelope& envelope,
                                                 const std::optional<Bytes>& body);
  Result<void> judge_anew(const journal::ChainRow& chain, bool also_this_chain);
  Result<void> judge_one_anew(journal::ChainNumber chain, domain::Sequence sequence);
  Result<void> note_arrival(journal::ChainNumber chain, const protocol::BatchHeader& header,
                            domain::Sequence first, WallTime arrived_at);
  Result<IntakeVerdict> keep_evidence(const protocol::BatchHeader& header, ByteView file,
                                      WallTime arrived_at);
  // Runs one statement whose parameters are these numbers.
  Result<void> run(const char* sql, std::initializer_list<std::int64_t> numbers);

  sqlite::Database* database_;
  journal::EntryStore store_;
  journal::Projection projection_;
  bool erasure_waits_ = false;  // a body was erased, and its bytes may still be in the log
};

// The ledger's own tables, beside those it shares with a kiosk's journal. Creates what is missing.
Result<void> prepare_ledger_schema(sqlite::Database& database);

}  // namespace outreach::ledger
