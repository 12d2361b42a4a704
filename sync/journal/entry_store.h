// Reading and writing rows of `chain` and `entry`; shared by the kiosk's journal and the county's
// ledger.
#pragma once

#include <memory>
#include <optional>

#include "platform/base/result.h"
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
  // Inside a transaction: stores one entry. The caller has checked that it continues the chain.
  Result<void> add_entry(ChainNumber chain, const Entry& entry);
  // Inside a transaction, after the entries.
  Result<void> set_head(ChainNumber chain, const Head& head);
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

}  // namespace outreach::journal
