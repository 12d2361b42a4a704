// Taking batches into the ledger. Private to sync/ledger.
#pragma once

#include <optional>

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
  Gap,     // entries before it are missing; nothing stored
  Fork,    // another entry stands at one of its places; evidence kept, nothing of the chain changed
};

class Intake {
 public:
  static Result<Intake> prepare(sqlite::Database& database);

  // One transaction: durable when it answers Stored.
  Result<IntakeVerdict> take(const protocol::OpenedBatch& batch, ByteView file,
                             WallTime arrived_at);
  // What to tell the kiosk about a chain, unsigned; an unknown chain is held through 0.
  Result<protocol::Ack> state_of(const domain::ChainId& chain, WallTime now);

 private:
  Intake(sqlite::Database& database, journal::EntryStore store, journal::Projection projection)
      : database_(&database), store_(std::move(store)), projection_(std::move(projection)) {}

  Result<IntakeVerdict> keep_evidence(const protocol::BatchHeader& header, ByteView file,
                                      WallTime arrived_at);
  Result<bool> continues(const protocol::OpenedBatch& batch, const journal::ChainRow& chain);
  Result<void> store_rest(const protocol::OpenedBatch& batch, const journal::ChainRow& chain);
  Result<void> store_one(journal::ChainNumber chain, const protocol::CarriedEntry& carried,
                         const domain::Hash& hash);
  Result<void> note_arrival(journal::ChainNumber chain, const protocol::BatchHeader& header,
                            domain::Sequence first, WallTime arrived_at);

  sqlite::Database* database_;
  journal::EntryStore store_;
  journal::Projection projection_;
};

// The ledger's own tables, beside those it shares with a kiosk's journal. Creates what is missing.
Result<void> prepare_ledger_schema(sqlite::Database& database);

}  // namespace outreach::ledger
