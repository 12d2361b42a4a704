#include <utility>

#include "platform/sqlite/sqlite.h"

namespace outreach::sqlite {

Result<Savepoint> Savepoint::begin(Database& database) {
  if (auto begun = database.execute("SAVEPOINT part"); !begun) {
    return begun.error();
  }
  return Savepoint(database);
}

Savepoint::Savepoint(Savepoint&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)) {}

Savepoint::~Savepoint() {
  if (database_ != nullptr) {
    // Fails only where the whole transaction is gone already, and this part with it.
    (void)database_->execute("ROLLBACK TO part").has_value();
    (void)database_->execute("RELEASE part").has_value();
  }
}

Result<void> Savepoint::keep() {
  auto kept = database_->execute("RELEASE part");
  if (kept) {
    database_ = nullptr;
  }
  return kept;
}

}  // namespace outreach::sqlite
