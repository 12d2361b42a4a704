// When the write-ahead log goes into the database file, for a Writer that writes back later.
#include "platform/sqlite/connection.h"

namespace outreach::sqlite {

// SQLite's own way to write back is such a hook too: inside the commit, while somebody waits, and
// deaf to what fails.
void Connection::keep_log() {
  sqlite3_wal_hook(handle_, &Connection::on_commit, this);
}

int Connection::on_commit(void* connection, sqlite3* handle, const char* database, int log_pages) {
  Connection& self = *static_cast<Connection*>(connection);
  if (log_pages < self.log_pages_) {
    self.log_pages_allowed_ = kLogPagesMost;  // the log began again
  }
  self.log_pages_ = log_pages;
  if (log_pages >= kLogPagesUncalled && log_pages >= self.log_pages_allowed_) {
    // What fails here is met again by the next that writes back; this commit is durable.
    sqlite3_wal_checkpoint_v2(handle, database, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    self.log_pages_allowed_ = log_pages + kLogPagesMost;
  }
  return SQLITE_OK;
}

Result<void> Connection::write_back_log() {
  if (const Result<void> usable = check_usable(); !usable) {
    return usable;
  }
  if (log_pages_ < log_pages_allowed_) {
    return {};
  }
  // A reader may keep the log from beginning again: then it is tried again when it has grown, not
  // after each commit.
  log_pages_allowed_ = log_pages_ + kLogPagesMost;
  const int code =
      sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  if (code == SQLITE_OK) {
    return {};
  }
  return failure(code, "writing the log back");
}

}  // namespace outreach::sqlite
