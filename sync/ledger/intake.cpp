#include "sync/ledger/intake.h"

#include <algorithm>
#include <string>
#include <utility>

#include "sync/journal/row.h"
#include "sync/journal/schema.h"
#include "sync/ledger/archive.h"

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
  revoked INTEGER NOT NULL DEFAULT 0,
  revoked_at INTEGER,
  revoked_for TEXT,
  replaced_by BLOB) STRICT;

CREATE TABLE IF NOT EXISTS fleet_order(
  number TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  kiosk BLOB NOT NULL,
  text TEXT NOT NULL,
  taken_up_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;

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

// A ledger of before kiosks could be replaced has none of these columns.
Result<void> add_kiosk_columns(sqlite::Database& database) {
  const auto known =
      database.integer("SELECT COUNT(*) FROM pragma_table_info('kiosk') WHERE name='replaced_by'");
  if (!known || *known > 0) {
    return known ? Result<void>() : known.error();
  }
  auto transaction = sqlite::Transaction::begin(database);
  if (!transaction) {
    return transaction.error();
  }
  const auto added = database.execute(
      "ALTER TABLE kiosk ADD COLUMN revoked_at INTEGER;"
      "ALTER TABLE kiosk ADD COLUMN revoked_for TEXT;"
      "ALTER TABLE kiosk ADD COLUMN replaced_by BLOB;");
  return added ? transaction->commit() : added;
}

}  // namespace

Result<void> prepare_ledger_schema(sqlite::Database& database) {
  if (auto shared = journal::prepare_schema(database); !shared) {
    return shared;
  }
  if (auto made = database.execute(kTables); !made) {
    return made;
  }
  return add_kiosk_columns(database);
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

Result<protocol::Ack> Intake::state_of(const domain::ChainId& chain, WallTime now, Sequence asked) {
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
  const auto through = held_through(**row);
  if (!through) {
    return through.error();
  }
  const Head& held = *through;
  ack.newest = (*row)->head.sequence;
  ack.acknowledged_through = std::min(held.sequence, asked);
  if (ack.acknowledged_through == held.sequence) {
    ack.head = held.hash;
  } else if (ack.acknowledged_through > 0) {
    const auto hash = store_.entry_hash((*row)->number, ack.acknowledged_through);
    if (!hash) {
      return hash.error();
    }
    ack.head = *hash;
  }
  const auto archived = archived_through(*database_, (*row)->number);
  if (!archived) {
    return archived.error();
  }
  ack.archived_through = std::min(*archived, ack.acknowledged_through);
  const auto aside = store_.quarantine((*row)->number, ack.acknowledged_through);
  if (!aside) {
    return aside.error();
  }
  for (const journal::SetAside& item : *aside) {
    ack.quarantined.push_back({item.sequence, item.reason});
  }
  return ack;
}

// The row of the newest entry stands for all: a disk that lost any row behind it shows in `verify`
// and when a batch comes to its place.
Result<Head> Intake::held_through(const ChainRow& chain) {
  if (chain.head.sequence == 0) {
    return chain.head;
  }
  const auto newest = store_.entry_hash(chain.number, chain.head.sequence);
  if (newest && *newest == chain.head.hash) {
    return chain.head;
  }
  if (!newest && newest.error().code != ErrorCode::NotFound) {
    return newest.error();
  }
  auto select = database_->prepare(
      "SELECT sequence,hash FROM (SELECT sequence,hash,ROW_NUMBER() OVER(ORDER BY sequence) AS "
      "place FROM entry WHERE chain=?1 AND sequence BETWEEN 1 AND ?2) WHERE sequence=place "
      "ORDER BY sequence DESC LIMIT 1");
  if (!select) {
    return select.error();
  }
  const auto found = select->bind(1, chain.number).bind(2, chain.head.sequence).step();
  if (!found) {
    return found.error();
  }
  return *found ? Head{select->unsigned_integer(0), journal::array_column<32>(*select, 1)} : Head{};
}

Result<IntakeVerdict> Intake::take(const protocol::OpenedBatch& batch, ByteView file,
                                   WallTime arrived_at) {
  const protocol::BatchHeader& header = batch.batch.header;
  auto found = store_.find_chain(header.chain);
  if (!found) {
    return found.error();
  }
  const ChainRow chain = found->value_or(ChainRow{0, header.chain, Head{}});
  if (header.first > chain.head.sequence + 1) {
    return IntakeVerdict::Gap;
  }
  const auto compared = compare(batch, chain);
  if (!compared) {
    return compared.error();
  }
  if (compared->contradicts) {
    return keep_evidence(header, file, arrived_at);
  }
  if (compared->leaves_gap) {
    return IntakeVerdict::Gap;
  }
  if (header.last <= chain.head.sequence && compared->better.empty()) {
    return IntakeVerdict::Stored;  // a repetition: as durable as what it repeats
  }
  if (auto stored = store_apart(batch, *found, compared->better, arrived_at); !stored) {
    projection_.forget();
    return stored.error();
  }
  return IntakeVerdict::Stored;
}

Result<void> Intake::store_apart(const protocol::OpenedBatch& batch, std::optional<ChainRow> chain,
                                 const std::vector<Sequence>& better, WallTime arrived_at) {
  auto savepoint = sqlite::Savepoint::begin(*database_);
  if (!savepoint) {
    return savepoint.error();
  }
  if (!chain) {
    auto added = store_.add_chain(batch.batch.header.chain);
    if (!added) {
      return added.error();
    }
    chain = *added;
  }
  auto stored = store(batch, *chain, better, arrived_at);
  return stored ? savepoint->keep() : stored;
}

Result<void> Intake::committed() {
  if (erasure_waits_) {
    const auto gone = database_->make_durable();
    erasure_waits_ = !gone;
    if (!gone && gone.error().code != ErrorCode::Unavailable) {
      return gone.error();
    }
  }
  return {};
}

void Intake::rolled_back() {
  projection_.forget();
}

Result<bool> Intake::holds(const domain::ChainId& chain) {
  const auto found = store_.find_chain(chain);
  return found ? Result<bool>(found->has_value()) : found.error();
}

Result<void> Intake::run(const char* sql, std::initializer_list<std::int64_t> numbers) {
  auto statement = database_->prepare(sql);
  if (!statement) {
    return statement.error();
  }
  int index = 0;
  for (const std::int64_t number : numbers) {
    statement->bind(++index, number);
  }
  return statement->run();
}

Result<void> Intake::note_arrival(journal::ChainNumber chain, const protocol::BatchHeader& header,
                                  domain::Sequence first, WallTime arrived_at) {
  auto insert = database_->prepare("INSERT INTO arrival VALUES(?,?,?,?,?,?)");
  if (!insert) {
    return insert.error();
  }
  insert->bind(1, chain).bind(2, first).bind(3, header.last).bind(4, header.newest);
  return insert->bind(5, unix_milliseconds(header.made_at))
      .bind(6, unix_milliseconds(arrived_at))
      .run();
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
      .bind(5, unix_milliseconds(arrived_at))
      .bind(6, file)
      .bind(7, kEvidenceMax);
  if (auto kept = insert->run(); !kept) {
    return kept.error();
  }
  return IntakeVerdict::Fork;
}

}  // namespace outreach::ledger
