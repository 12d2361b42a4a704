// What the entries add up to: outings, consultations, handouts, questions and stock as corrections
// left them, ratings and readings, and the bodies that erasures removed. Applied in the transaction
// that stores the entry, at the kiosk and at the county by this same code.
//
// Entries that are one record (lineage.h) count once: one of them has the row. Outings have a row
// in each chain, because entries refer to it there; they share what corrections make of them.
#pragma once

#include <memory>
#include <optional>

#include "platform/base/result.h"
#include "platform/sqlite/sqlite.h"
#include "sync/domain/record.h"
#include "sync/journal/entry.h"
#include "sync/journal/queries.h"

namespace outreach::journal {

class Projection {
 public:
  // The database must have the schema and outlive this.
  static Result<Projection> prepare(sqlite::Database& database);
  Projection(Projection&&) noexcept;
  Projection& operator=(Projection&&) noexcept;
  ~Projection();

  // Counts the entry, or answers why it cannot be counted; then nothing was changed. Inside a
  // transaction.
  Result<std::optional<domain::Rejection>> apply(ChainNumber chain, const Envelope& envelope,
                                                 const domain::Record& record);
  // Whether a body was erased since this was asked last. Then the owner calls make_durable once the
  // transaction is committed: only that takes the body out of the log as well.
  bool take_erased();
  // After a rollback: forgets what it remembered of rows that are gone.
  void forget();

 private:
  struct State;
  explicit Projection(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace outreach::journal
