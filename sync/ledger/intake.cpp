#include "sync/ledger/intake.h"

#include <string>
#include <utility>

#include "sync/journal/schema.h"

namespace outreach::ledger {
namespace {

using domain::Sequence;
using journal::ChainRow;
using journal::Head;

// Batches kept as evidence of a fork, per chain: enough to see what happened, bounded for a kiosk
// gone wild.
constexpr int kEvidenceMax = 20;

constexpr const char* kTables = R"sql(
CREATE TABLE IF NOT EXISTS county(
  sign_key BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS kiosk(
  kiosk BLOB PRIMARY KEY,
  key BLOB NOT NULL,
  name TEXT NOT NULL,
  code_hash BLOB NOT NULL UNIQUE,
  enrolled_at INTEGER NOT NULL,
  revoked INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE IF NOT EXISTS arrival(
  chain INTEGER NOT NULL REFERENCES chain(number),
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  newest INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  arrived_at INTEGER NOT NULL,
  PRIMARY KEY(chain, first)) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS fork(
  number INTEGER PRIMARY KEY,
  kiosk BLOB NOT NULL,
  epoch BLOB NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  arrived_at INTEGER NOT NULL,
  file BLOB NOT NULL) STRICT;
)sql";

std::int64_t milliseconds(WallTime time) {
  return time.time_since_epoch().count();
}

}  // namespace

Result<void> prepare_ledger_schema(sqlite::Database& database) {
  if (auto shared = journal::prepare_schema(database); !shared) {
    return shared;
  }
  return database.execute(kTables);
}

Result<Intake> Intake::prepare(sqlite::Database& database) {
  auto store = journal::EntryStore::prepare(database);
  if (!store) {
    return store.error();
  }
  auto projection = journal::Projection::prepare(database);
  if (!projection) {
    return projection.error();
  }
  return Intake(database, std::move(*store), std::move(*projection));
}

Result<protocol::Ack> Intake::state_of(const domain::ChainId& chain, WallTime now) {
  protocol::Ack ack;
  ack.chain = chain;
  ack.county_time = now;
  const auto row = store_.find_chain(chain);
  if (!row) {
    return row.error();
  }
  if (!*row) {
    return ack;
  }
  ack.acknowledged_through = (*row)->head.sequence;
  ack.head = (*row)->head.hash;
  ack.newest = ack.acknowledged_through;
  const auto aside = store_.quarantine((*row)->number, ack.acknowledged_through);
  if (!aside) {
    return aside.error();
  }
  for (const journal::SetAside& item : *aside) {
    ack.quarantined.push_back({item.sequence, item.reason});
  }
  return ack;
}

// True when the batch agrees with the newest entry held, wherever the two meet.
Result<bool> Intake::continues(const protocol::OpenedBatch& batch, const ChainRow& chain) {
  const protocol::BatchHeader& header = batch.batch.header;
  if (header.last <= chain.head.sequence) {
    const auto held = store_.entry_hash(chain.number, header.last);
    if (!held) {
      return held.error();
    }
    return *held == header.head;
  }
  if (header.first == chain.head.sequence + 1) {
    return header.previous == chain.head.hash;
  }
  return batch.hashes[static_cast<std::size_t>(chain.head.sequence - header.first)] ==
         chain.head.hash;
}

Result<IntakeVerdict> Intake::take(const protocol::OpenedBatch& batch, ByteView file,
                                   WallTime arrived_at) {
  const protocol::BatchHeader& header = batch.batch.header;
  auto found = store_.find_chain(header.chain);
  if (!found) {
    return found.error();
  }
  const ChainRow known = found->value_or(ChainRow{0, header.chain, Head{}});
  if (header.first > known.head.sequence + 1) {
    return IntakeVerdict::Gap;
  }
  const auto sound = continues(batch, known);
  if (!sound) {
    return sound.error();
  }
  if (!*sound) {
    return keep_evidence(header, file, arrived_at);
  }
  if (header.last <= known.head.sequence) {
    return IntakeVerdict::Stored;  // a repetition: durable since the first time
  }
  auto transaction = sqlite::Transaction::begin(*database_);
  if (!transaction) {
    return transaction.error();
  }
  ChainRow chain = known;
  if (!*found) {
    auto added = store_.add_chain(header.chain);
    if (!added) {
      return added.error();
    }
    chain = *added;
  }
  auto stored = store_rest(batch, chain);
  if (stored) {
    stored = note_arrival(chain.number, header, chain.head.sequence + 1, arrived_at);
  }
  if (stored) {
    stored = transaction->commit();
  }
  if (!stored) {
    projection_.forget();
    return stored.error();
  }
  return IntakeVerdict::Stored;
}

Result<void> Intake::store_rest(const protocol::OpenedBatch& batch, const ChainRow& chain) {
  const protocol::BatchHeader& header = batch.batch.header;
  for (Sequence sequence = chain.head.sequence + 1; sequence <= header.last; ++sequence) {
    const auto at = static_cast<std::size_t>(sequence - header.first);
    if (auto stored = store_one(chain.number, batch.batch.entries[at], batch.hashes[at]); !stored) {
      return stored;
    }
  }
  return store_.set_head(chain.number, {header.last, header.head});
}

Result<void> Intake::store_one(journal::ChainNumber chain, const protocol::CarriedEntry& carried,
                               const domain::Hash& hash) {
  if (auto added = store_.add_entry(chain, {carried.envelope, carried.body, hash}); !added) {
    return added;
  }
  std::optional<domain::Rejection> rejection;
  if (!carried.body) {
    rejection = domain::Rejection::BodyMissing;
  } else {
    const auto decoded = domain::decode_body(carried.envelope.kind, *carried.body);
    if (const auto* reason = std::get_if<domain::Rejection>(&decoded)) {
      rejection = *reason;
    } else {
      const auto applied =
          projection_.apply(chain, carried.envelope, std::get<domain::Record>(decoded));
      if (!applied) {
        return applied.error();
      }
      rejection = *applied;
    }
  }
  return rejection ? store_.add_quarantine(chain, carried.envelope.sequence, code_of(*rejection))
                   : Result<void>();
}

Result<void> Intake::note_arrival(journal::ChainNumber chain, const protocol::BatchHeader& header,
                                  domain::Sequence first, WallTime arrived_at) {
  auto insert = database_->prepare("INSERT INTO arrival VALUES(?,?,?,?,?,?)");
  if (!insert) {
    return insert.error();
  }
  insert->bind(1, chain).bind(2, first).bind(3, header.last).bind(4, header.newest);
  return insert->bind(5, milliseconds(header.made_at)).bind(6, milliseconds(arrived_at)).run();
}

Result<IntakeVerdict> Intake::keep_evidence(const protocol::BatchHeader& header, ByteView file,
                                            WallTime arrived_at) {
  auto insert = database_->prepare(
      "INSERT INTO fork(kiosk,epoch,first,last,arrived_at,file) SELECT ?1,?2,?3,?4,?5,?6 "
      "WHERE (SELECT COUNT(*) FROM fork WHERE kiosk=?1 AND epoch=?2)<?7");
  if (!insert) {
    return insert.error();
  }
  insert->bind(1, ByteView(header.chain.kiosk))
      .bind(2, ByteView(header.chain.epoch))
      .bind(3, header.first);
  insert->bind(4, header.last)
      .bind(5, milliseconds(arrived_at))
      .bind(6, file)
      .bind(7, kEvidenceMax);
  if (auto kept = insert->run(); !kept) {
    return kept.error();
  }
  return IntakeVerdict::Fork;
}

}  // namespace outreach::ledger
