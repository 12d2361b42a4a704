// Inside platform/sqlite only: one open SQLite handle, its failures, and the rule of one writer.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <sqlite3.h>

#include "platform/base/result.h"
#include "platform/sqlite/sqlite.h"

namespace outreach::sqlite {

// Holds the right to be the only Writer of a file in this process; gives it back when destroyed.
class WriterSlot {
 public:
  // Nothing when another Writer of that file is open. Databases in memory are not shared: always
  // free.
  static std::unique_ptr<WriterSlot> take(const std::string& path);
  ~WriterSlot();
  WriterSlot(const WriterSlot&) = delete;
  WriterSlot& operator=(const WriterSlot&) = delete;

 private:
  explicit WriterSlot(std::string canonical_path) : canonical_path_(std::move(canonical_path)) {}
  std::string canonical_path_;  // empty for a database in memory
};

// Shared by a Database and its Statements, so that the handle closes after the last of them.
class Connection {
 public:
  static Result<std::shared_ptr<Connection>> open(const std::string& path, const Options& options);
  Connection() = default;
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  sqlite3* handle() const {
    return handle_;
  }
  bool has_failed() const {
    return terminal_.has_value();
  }
  // Refuses after a terminal failure, and inside a transaction that SQLite has ended by itself.
  Result<void> check_usable() const;
  // The Error for what the last call on the handle answered; remembers it where it is terminal.
  Error failure(int code, std::string_view doing);
  Result<void> execute(std::string_view sql, std::string_view doing);

  // Between these two calls a transaction is open as far as its owner knows.
  Result<void> begin();
  Result<void> commit();
  void end_transaction();  // rolls back what was not committed

  // From here on commits leave the log to write_back_log().
  void keep_log();
  Result<void> write_back_log();

 private:
  static int on_commit(void* connection, sqlite3* handle, const char* database, int log_pages);
  Result<void> configure(const Options& options);
  Result<void> require_wal();

  std::unique_ptr<WriterSlot>
      writer_slot_;  // released after the handle is closed, in the destructor
  sqlite3* handle_ = nullptr;
  std::string path_;
  std::optional<Error> terminal_;
  bool in_transaction_ = false;
  std::optional<Error> transaction_failure_;  // what failed last inside the transaction
  int log_pages_ = 0;                         // in the log after the last commit
  int log_pages_allowed_ = kLogPagesMost;     // before it is written back
};

}  // namespace outreach::sqlite
