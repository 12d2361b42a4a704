// Which entries are one record. An entry that was taken over into a newer epoch of its kiosk says
// so (domain::Origin); where both are held, in whatever order they came, they count once.
//
// Table `taken_over` holds what taken-over entries say. What an entry says of another that is here
// and has another content or time (a cloned disk has its own entry at that place) is untrue of that
// one: it is kept with its sequence below zero, where no entry is, so that those which say the same
// are still one record.
#pragma once

#include <memory>
#include <vector>

#include "platform/base/result.h"
#include "platform/sqlite/sqlite.h"
#include "sync/domain/record.h"
#include "sync/journal/entry.h"
#include "sync/journal/queries.h"

namespace outreach::journal {

// One entry in this database.
struct EntryPlace {
  ChainNumber chain = 0;
  Sequence sequence = 0;
  bool operator==(const EntryPlace&) const = default;
};

class Lineage {
 public:
  // The database must have the schema and outlive this.
  static Result<Lineage> prepare(sqlite::Database& database);
  Lineage(Lineage&&) noexcept;
  Lineage& operator=(Lineage&&) noexcept;
  ~Lineage();

  // An entry has arrived: keeps what it says of where it comes from, and parts from it what others
  // say of it that it shows to be untrue. Inside a transaction.
  enum class Kinship {
    None,
    TakenOver,  // it says where it comes from
    Named,      // others say that they come from it
  };
  Result<Kinship> add(ChainNumber chain, const Envelope& envelope, const domain::Record& record);
  // Takes back what `add` kept of it.
  Result<void> remove(ChainNumber chain, Sequence sequence);
  // The other entries in this database that are the same record, those of newer epochs first.
  Result<std::vector<EntryPlace>> relatives(const EntryPlace& entry);
  // The chain of that epoch of the same kiosk; 0 when it is not in this database.
  Result<ChainNumber> chain_of_epoch(ChainNumber chain, const domain::EpochId& epoch);

 private:
  struct State;
  explicit Lineage(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace outreach::journal
