#include "sync/journal/entry_store.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "sync/journal/row.h"

namespace outreach::journal {
namespace {

// Positions in kEntryStatements.
enum class EntrySql : std::size_t {
  FindChain,
  AddChain,
  AddEntry,
  SetHead,
  Sign,
  AddQuarantine,
  Quarantine,
  EntryHash
};
constexpr std::array kEntryStatements{
    "SELECT number,head_sequence,head_hash,ended,counted_through,pruned_through FROM chain WHERE "
    "kiosk=? AND epoch=?",
    "INSERT INTO chain(kiosk,epoch,head_sequence,head_hash) VALUES(?,?,0,zeroblob(32)) RETURNING "
    "number",
    "INSERT INTO entry(chain,sequence,kind,device_time,device_time_trusted,boot,monotonic,outing,"
    "salt,body,body_hash,hash,hash_given) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)",
    "UPDATE chain SET head_sequence=?,head_hash=? WHERE number=?",
    "UPDATE entry SET signature=? WHERE chain=? AND sequence=?",
    "INSERT OR REPLACE INTO quarantine VALUES(?,?,?)",
    "SELECT sequence,reason FROM quarantine WHERE chain=? AND sequence<=? ORDER BY sequence",
    "SELECT hash FROM entry WHERE chain=? AND sequence=?",
};

}  // namespace

struct EntryStore::State {
  std::vector<sqlite::Statement> statements;

  sqlite::Statement& statement(EntrySql which) {
    return statements[static_cast<std::size_t>(which)];
  }
};

EntryStore::EntryStore(std::unique_ptr<State> state) : state_(std::move(state)) {}
EntryStore::EntryStore(EntryStore&&) noexcept = default;
EntryStore& EntryStore::operator=(EntryStore&&) noexcept = default;
EntryStore::~EntryStore() = default;

Result<EntryStore> EntryStore::prepare(sqlite::Database& database) {
  auto state = std::make_unique<State>();
  for (const char* sql : kEntryStatements) {
    auto statement = database.prepare(sql);
    if (!statement) {
      return statement.error();
    }
    state->statements.push_back(std::move(*statement));
  }
  return EntryStore(std::move(state));
}

Result<std::optional<ChainRow>> EntryStore::find_chain(const ChainId& id) {
  sqlite::Statement& find = state_->statement(EntrySql::FindChain);
  const auto found = find.bind(1, ByteView(id.kiosk)).bind(2, ByteView(id.epoch)).step();
  if (!found) {
    return found.error();
  }
  std::optional<ChainRow> row;
  if (*found) {
    row = ChainRow{find.integer(0), id, Head{find.unsigned_integer(1), array_column<32>(find, 2)},
                   std::string(find.text(3))};
    if (!find.is_null(4)) {
      row->counted_through = find.unsigned_integer(4);
    }
    row->pruned_through = find.unsigned_integer(5);
  }
  find.reset();
  return row;
}

Result<ChainRow> EntryStore::add_chain(const ChainId& id) {
  sqlite::Statement& add = state_->statement(EntrySql::AddChain);
  const auto added = add.bind(1, ByteView(id.kiosk)).bind(2, ByteView(id.epoch)).step();
  if (!added) {
    return added.error();
  }
  const ChainRow row{add.integer(0), id, Head{}};
  add.reset();
  return row;
}

Result<void> EntryStore::add_entry(ChainNumber chain, const Entry& entry, HashIs hash) {
  sqlite::Statement& add = state_->statement(EntrySql::AddEntry);
  const Envelope& envelope = entry.envelope;
  add.bind(1, chain).bind(2, envelope.sequence).lend(3, envelope.kind);
  add.bind(4, static_cast<std::int64_t>(envelope.device_time.time_since_epoch().count()));
  add.bind(5, envelope.device_time_trusted)
      .lend(6, ByteView(envelope.boot))
      .bind(7, envelope.monotonic.milliseconds);
  add.bind(8, envelope.outing).lend(9, ByteView(envelope.salt));
  if (entry.body) {
    add.lend(10, ByteView(*entry.body));
  } else {
    add.bind_null(10);
  }
  add.lend(11, ByteView(envelope.body_hash)).lend(12, ByteView(entry.hash));
  return add.bind(13, hash == HashIs::Given).run();
}

Result<void> EntryStore::set_head(ChainNumber chain, const Head& head) {
  return state_->statement(EntrySql::SetHead)
      .bind(1, head.sequence)
      .bind(2, ByteView(head.hash))
      .bind(3, chain)
      .run();
}

Result<void> EntryStore::set_signed_head(const ChainRow& chain, const Head& head,
                                         const crypto::SigningKey& key) {
  if (auto set = set_head(chain.number, head); !set) {
    return set;
  }
  const crypto::Signature signature =
      key.sign(domain::head_statement(chain.id, head.sequence, head.hash));
  return state_->statement(EntrySql::Sign)
      .bind(1, ByteView(signature))
      .bind(2, chain.number)
      .bind(3, head.sequence)
      .run();
}

Result<void> EntryStore::add_quarantine(ChainNumber chain, Sequence sequence,
                                        std::string_view reason) {
  return state_->statement(EntrySql::AddQuarantine)
      .bind(1, chain)
      .bind(2, sequence)
      .bind(3, reason)
      .run();
}

Result<std::vector<SetAside>> EntryStore::quarantine(ChainNumber chain, Sequence through) {
  sqlite::Statement& select = state_->statement(EntrySql::Quarantine);
  select.bind(1, chain).bind(2, through);
  std::vector<SetAside> out;
  const auto read = sqlite::each_row(select, [&] {
    out.push_back({select.unsigned_integer(0), std::string(select.text(1))});
  });
  if (!read) {
    return read.error();
  }
  return out;
}

Result<Hash> EntryStore::entry_hash(ChainNumber chain, Sequence sequence) {
  sqlite::Statement& select = state_->statement(EntrySql::EntryHash);
  const auto row = select.bind(1, chain).bind(2, sequence).step();
  if (!row) {
    return row.error();
  }
  if (!*row) {
    return Error{ErrorCode::NotFound, "no entry " + std::to_string(sequence)};
  }
  const Hash hash = array_column<32>(select, 0);
  select.reset();
  return hash;
}

Result<void> sign_head_if_unsigned(sqlite::Database& database, const ChainRow& chain,
                                   const crypto::SigningKey& key) {
  if (chain.head.sequence == 0 || domain::kiosk_id_of(key.public_key()) != chain.id.kiosk) {
    return {};
  }
  // The newest entry first: it answers at once for every chain but format 1's.
  auto signed_entry = database.prepare(
      "SELECT 1 FROM entry WHERE chain=? AND signature IS NOT NULL ORDER BY sequence DESC LIMIT 1");
  if (!signed_entry) {
    return signed_entry.error();
  }
  const auto found = signed_entry->bind(1, chain.number).step();
  if (!found) {
    return found.error();
  }
  signed_entry->reset();
  if (*found) {
    return {};
  }
  auto store = EntryStore::prepare(database);
  if (!store) {
    return store.error();
  }
  auto transaction = sqlite::Transaction::begin(database);
  if (!transaction) {
    return transaction.error();
  }
  if (auto done = store->set_signed_head(chain, chain.head, key); !done) {
    return done;
  }
  return transaction->commit();
}

}  // namespace outreach::journal
