// Reading and writing rows of `chain` and `entry`; shared by the kiosk's journal and the county's
// ledger.
#pragma once

#include <memory>
#include <optional>

#include "platform/base/result.h"
#include "platform/crypto/crypto.h"
#include "platform/sqlite/sqlite.h"
#include "sync/journal/entry.h"
#include "sync/journal/queries.h"

namespace outreach::journal {

class EntryStore {
 public:
  // The database must have the schema and outlive this.
  static Result<EntryStore> prepare(sqlite::Database& database);
  EntryStore(EntryStore&&) noexcept;
  EntryStore& operator=(EntryStore&&) noexcept;
  ~EntryStore();

  Result<std::optional<ChainRow>> find_chain(const ChainId& id);
  // Inside a transaction: a chain with nothing in it.
  Result<ChainRow> add_chain(const ChainId& id);
  // Inside a transaction: stores one entry. The caller has checked that it continues the chain, or
  // says that its hash is given: it stands beside an entry that the kiosk's disk lost, so that
  // nobody can recompute it.
  enum class HashIs { Computed, Given };
  Result<void> add_entry(ChainNumber chain, const Entry& entry, HashIs hash = HashIs::Computed);
  // Inside a transaction, after the entries.
  Result<void> set_head(ChainNumber chain, const Head& head);
  // The same for a chain of this machine, with the kiosk's word that it reached this entry: every
  // transaction that adds entries to it ends so.
  Result<void> set_signed_head(const ChainRow& chain, const Head& head,
                               const crypto::SigningKey& key);
  Result<void> add_quarantine(ChainNumber chain, Sequence sequence, std::string_view reason);
  // At or below `through`, ascending.
  Result<std::vector<SetAside>> quarantine(ChainNumber chain, Sequence through);
  // Hash of one stored entry; NotFound.
  Result<Hash> entry_hash(ChainNumber chain, Sequence sequence);

 private:
  struct State;
  explicit EntryStore(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// A chain that format 1 left holds no signature at all: its newest entry is signed once, in a
// transaction of its own. Does nothing where there is any signature, no entry, or another key's
// chain. (A chain whose newest entry alone is unsigned was rewritten: verify says so.)
Result<void> sign_head_if_unsigned(sqlite::Database& database, const ChainRow& chain,
                                   const crypto::SigningKey& key);

}  // namespace outreach::journal
