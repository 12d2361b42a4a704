// SQLite, wrapped once. The only place that includes sqlite3.h.
//
// A Database and its Statements belong to one thread at a time. SQLITE_IOERR, SQLITE_CORRUPT and a
// failed fsync are terminal for the handle: from then on every call answers InputOutput or Corrupt,
// and the owner must close it, open anew and re-verify (ATC'20 "Can applications recover from fsync
// failures?"; never retry the fsync).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

#include "platform/base/bytes.h"
#include "platform/base/result.h"

namespace outreach::sqlite {

enum class Access {
  // Creates the file if absent; WAL, synchronous=FULL, foreign keys on. At most one per file in a
  // process,
  // asserted (the WAL-reset bug of SQLite 3.7.0 to 3.51.2 needs two that write or checkpoint).
  Writer,
  // query_only, never checkpoints on close. The file must exist.
  Reader,
};

struct Options {
  Access access = Access::Writer;
  std::string vfs;  // name of a registered VFS; empty: the default one
  // A Writer's commits leave the log as it is, and its owner calls write_back() when nobody waits.
  bool writes_back_later = false;
};

// As a path: a database of this connection alone, in memory as far as kScratchBytes reach, beyond
// that in a file of the system's folder for such (TMPDIR, /var/tmp) without a name, which is gone
// with the connection. A Writer.
inline constexpr const char* kScratch = "";
// The same, all of it in memory.
inline constexpr const char* kInMemory = ":memory:";
inline constexpr int kScratchBytes = 8 << 20;

// So long may the log become before write_back() does something: SQLite's own measure, 4 MB.
inline constexpr int kLogPagesMost = 1'000;
// From here a commit writes back by itself, should nobody call: 6 MB, which a full disk's reserve
// holds.
inline constexpr int kLogPagesUncalled = 1'500;

class Statement {
 public:
  Statement(Statement&&) noexcept;
  Statement& operator=(Statement&&) noexcept;
  ~Statement();

  // Index from 1. A failed bind is remembered and answered by the next step().
  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, std::uint64_t value);  // stored as the same 64 bits, signed
  Statement& bind(int index, int value);
  Statement& bind(int index, bool value);
  Statement& bind(int index, std::string_view text);
  Statement& bind(int index, const char* text);
  Statement& bind(int index, ByteView blob);
  Statement& bind_null(int index);
  // Without a copy: what is lent must stay as it is until the statement has run or is reset.
  Statement& lend(int index, std::string_view text);
  Statement& lend(int index, ByteView blob);

  // True: a row is there. False: done, and the statement has been reset for the next use (its
  // bindings forgotten).
  Result<bool> step();
  // Runs to the end and resets; for statements that give no rows.
  Result<void> run();
  // Ends a reading early and forgets the bindings.
  void reset();

  // Column from 0; valid until the next step or reset. NULL reads as 0, "" or empty.
  std::int64_t integer(int column) const;
  std::uint64_t unsigned_integer(int column) const;
  std::string_view text(int column) const;
  ByteView blob(int column) const;
  bool is_null(int column) const;
  int column_count() const;
  std::string_view column_name(int column) const;

 private:
  friend class Database;
  struct State;
  explicit Statement(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Calls `take` at each row of a statement whose values are bound. Stops at the first error; a
// `take` that answers false ends the reading.
template <typename Take>
Result<void> each_row(sqlite::Statement& statement, Take take) {
  while (true) {
    const auto row = statement.step();
    if (!row) {
      return row.error();
    }
    if (!*row) {
      return {};
    }
    if constexpr (std::is_same_v<decltype(take()), bool>) {
      if (!take()) {
        statement.reset();
        return {};
      }
    } else {
      take();
    }
  }
}

class Database {
 public:
  static Result<Database> open(const std::string& path, const Options& options);
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  // Several statements separated by semicolons, without rows.
  Result<void> execute(std::string_view sql);
  Result<Statement> prepare(std::string_view sql);
  // The first column of the first row; NotFound if there is no row.
  Result<std::int64_t> integer(std::string_view sql);

  std::int64_t changes() const;  // rows changed by the last statement
  bool has_failed() const;       // a terminal failure happened: close and reopen

  // Writes what the log holds into the database file and syncs it. Recovery takes over log frames
  // that a process wrote and never synced (it was killed, or its sync failed): until this
  // succeeded, what was found at open may still be lost to a power cut. Unavailable when a reader
  // is in the way too long.
  Result<void> make_durable();

  // For a database that writes_back_later: brings a long log into the database file, so that the
  // next commits use its space again. Two syncs; nothing at all while the log is short. A failure
  // is as terminal as that of a commit.
  Result<void> write_back();

  // PRAGMA integrity_check; Corrupt with its first message.
  Result<void> check_integrity();

 private:
  friend class Transaction;
  struct State;
  explicit Database(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Begins IMMEDIATE; rolls back in its destructor unless commit() succeeded. Same thread as its
// database. When SQLite has rolled back by itself (a full disk, say), every later call inside the
// transaction answers with that cause, so that nothing of it can be kept by halves.
class Transaction {
 public:
  static Result<Transaction> begin(Database& database);
  ~Transaction();
  Transaction(Transaction&&) noexcept;
  Transaction& operator=(Transaction&&) = delete;

  // Durable when it returns success (WAL frames fsynced).
  Result<void> commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_ = nullptr;
};

// A part of a transaction that stays or goes as a whole: taken back in its destructor unless keep()
// succeeded; what the transaction did before stays as it is. Inside a Transaction, one at a time.
class Savepoint {
 public:
  static Result<Savepoint> begin(Database& database);
  ~Savepoint();
  Savepoint(Savepoint&&) noexcept;
  Savepoint& operator=(Savepoint&&) = delete;

  Result<void> keep();

 private:
  explicit Savepoint(Database& database) : database_(&database) {}
  Database* database_ = nullptr;
};

}  // namespace outreach::sqlite
