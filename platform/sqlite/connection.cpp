#include "platform/sqlite/connection.h"

#include <cerrno>
#include <filesystem>
#include <mutex>
#include <set>
#include <system_error>
#include <utility>

namespace outreach::sqlite {

namespace {

// Only a reader that takes a snapshot just as the log is reset waits for a lock; seconds is
// generous.
constexpr int kBusyTimeoutMilliseconds = 5000;

constexpr int primary_code(int code) {
  return code & 0xFF;
}

ErrorCode constraint_code(int code) {
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return ErrorCode::AlreadyExists;
    case SQLITE_CONSTRAINT_TRIGGER:
      return ErrorCode::Refused;
    default:
      return ErrorCode::InvalidInput;
  }
}

ErrorCode error_code(int code) {
  switch (primary_code(code)) {
    case SQLITE_FULL:
      return ErrorCode::NoSpace;
    case SQLITE_IOERR:
      return ErrorCode::InputOutput;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return ErrorCode::Corrupt;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_INTERRUPT:
    case SQLITE_PROTOCOL:
    case SQLITE_SCHEMA:
    case SQLITE_NOMEM:
      return ErrorCode::Unavailable;
    case SQLITE_CONSTRAINT:
      return constraint_code(code);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
      return ErrorCode::Refused;
    case SQLITE_TOOBIG:
      return ErrorCode::TooLarge;
    default:
      return ErrorCode::InvalidInput;  // wrong SQL or wrong use: ours to mend
  }
}

bool is_terminal(ErrorCode code) {
  return code == ErrorCode::InputOutput || code == ErrorCode::Corrupt;
}

// Every Writer open in this process, by canonical path.
struct WriterRegistry {
  std::mutex mutex;
  std::set<std::string> paths;
};

// SQLite's own count of its memory takes a lock at every allocation, and nobody here reads it. It
// has to be said before SQLite is first used; where it comes too late, nothing is lost but time.
void count_no_memory() {
  static std::once_flag once;
  std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

WriterRegistry& writer_registry() {
  static WriterRegistry registry;
  return registry;
}

}  // namespace

std::unique_ptr<WriterSlot> WriterSlot::take(const std::string& path) {
  if (path == kInMemory || path == kScratch) {
    return std::unique_ptr<WriterSlot>(new WriterSlot(std::string()));
  }
  std::error_code failed;
  const auto canonical = std::filesystem::weakly_canonical(path, failed);
  std::string key = failed ? path : canonical.string();
  WriterRegistry& registry = writer_registry();
  const std::lock_guard lock(registry.mutex);
  if (!registry.paths.insert(key).second) {
    return nullptr;
  }
  return std::unique_ptr<WriterSlot>(new WriterSlot(std::move(key)));
}

WriterSlot::~WriterSlot() {
  if (!canonical_path_.empty()) {
    WriterRegistry& registry = writer_registry();
    const std::lock_guard lock(registry.mutex);
    registry.paths.erase(canonical_path_);
  }
}

Result<std::shared_ptr<Connection>> Connection::open(const std::string& path,
                                                     const Options& options) {
  count_no_memory();
  auto connection = std::make_shared<Connection>();
  connection->path_ = path;
  const bool is_writer = options.access == Access::Writer;
  if (is_writer) {
    connection->writer_slot_ = WriterSlot::take(path);
    if (!connection->writer_slot_) {
      return Error{ErrorCode::Refused, "sqlite: a second writer in one process for " + path};
    }
  }
  // A reader also opens for writing where it may: it has to create the log's shared-memory index
  // when it is the first to come. query_only keeps it from anything else.
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                    (is_writer ? SQLITE_OPEN_CREATE : 0);
  const char* vfs = options.vfs.empty() ? nullptr : options.vfs.c_str();
  const int code = sqlite3_open_v2(path.c_str(), &connection->handle_, flags, vfs);
  if (code != SQLITE_OK) {
    Error error = connection->failure(code, "opening");
    if (primary_code(code) == SQLITE_CANTOPEN && connection->handle_ != nullptr &&
        sqlite3_system_errno(connection->handle_) == ENOENT) {
      error.code = ErrorCode::NotFound;
    }
    return error;
  }
  const Result<void> configured = connection->configure(options);
  if (!configured) {
    return configured.error();
  }
  return connection;
}

Connection::~Connection() {
  if (handle_ == nullptr) {
    return;
  }
  if (has_failed()) {
    // Closing would checkpoint, which trusts the very fsync that failed.
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  }
  sqlite3_close_v2(handle_);
}

Result<void> Connection::configure(const Options& options) {
  sqlite3_busy_timeout(handle_, kBusyTimeoutMilliseconds);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  // mmap_size=0: with a mapped file a failing disk is SIGBUS instead of an error.
  // cell_size_check, trusted_schema: a damaged or foreign file is met with errors, not with trust.
  const Result<void> common = execute(
      "PRAGMA mmap_size=0; PRAGMA cell_size_check=ON; PRAGMA trusted_schema=OFF;"
      "PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;",
      "configuring");
  if (!common) {
    return common;
  }
  if (options.access == Access::Reader) {
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    // schema_version reads the header, so that a file that is no database is told here.
    return execute("PRAGMA query_only=ON; PRAGMA schema_version;", "configuring");
  }
  if (path_ == kScratch) {
    constexpr int kKibibyte = 1'024;
    return execute("PRAGMA cache_size=-" + std::to_string(kScratchBytes / kKibibyte),
                   "configuring");
  }
  const Result<void> wal = require_wal();
  if (!wal) {
    return wal;
  }
  if (options.writes_back_later) {
    keep_log();
  }
  // secure_delete: what is erased by law must be gone from the file, not only from its tables.
  return execute("PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;", "configuring");
}

Result<void> Connection::require_wal() {
  sqlite3_stmt* statement = nullptr;
  int code = sqlite3_prepare_v2(handle_, "PRAGMA journal_mode=WAL", -1, &statement, nullptr);
  if (code == SQLITE_OK) {
    code = sqlite3_step(statement);
  }
  if (code != SQLITE_ROW) {
    Error error = failure(code, "switching to a write-ahead log");
    sqlite3_finalize(statement);
    return error;
  }
  const std::string mode = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
  // The row names the mode that is wanted; only the end of the statement commits it to the file.
  code = sqlite3_step(statement);
  if (code != SQLITE_DONE) {
    Error error = failure(code, "switching to a write-ahead log");
    sqlite3_finalize(statement);
    return error;
  }
  sqlite3_finalize(statement);
  if (mode != "wal" && path_ != kInMemory) {
    return Error{ErrorCode::Refused, "sqlite: no write-ahead log possible for " + path_};
  }
  return {};
}

Result<void> Connection::check_usable() const {
  if (terminal_) {
    return *terminal_;
  }
  if (in_transaction_ && sqlite3_get_autocommit(handle_) != 0) {
    return transaction_failure_.value_or(
        Error{ErrorCode::Unavailable, "sqlite: the transaction has been rolled back"});
  }
  return {};
}

Error Connection::failure(int code, std::string_view doing) {
  Error error;
  error.code = error_code(code);
  error.cause = code;
  error.context = "sqlite: ";
  error.context += doing;
  error.context += " " + path_ + ": ";
  error.context += handle_ != nullptr ? sqlite3_errmsg(handle_) : sqlite3_errstr(code);
  if (is_terminal(error.code) && !terminal_) {
    terminal_ = error;
  }
  if (in_transaction_) {
    transaction_failure_ = error;
  }
  return error;
}

Result<void> Connection::execute(std::string_view sql, std::string_view doing) {
  const Result<void> usable = check_usable();
  if (!usable) {
    return usable;
  }
  const int code = sqlite3_exec(handle_, std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) {
    return failure(code, doing);
  }
  return {};
}

Result<void> Connection::begin() {
  if (in_transaction_) {
    return Error{ErrorCode::InvalidInput, "sqlite: a transaction inside a transaction"};
  }
  Result<void> begun = execute("BEGIN IMMEDIATE", "beginning");
  in_transaction_ = begun.has_value();
  return begun;
}

Result<void> Connection::commit() {
  Result<void> committed = execute("COMMIT", "committing");
  if (committed) {
    in_transaction_ = false;
    transaction_failure_.reset();
  }
  return committed;
}

void Connection::end_transaction() {
  if (in_transaction_ && !has_failed() && sqlite3_get_autocommit(handle_) == 0) {
    const int code = sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
      failure(code, "rolling back");
    }
  }
  in_transaction_ = false;
  transaction_failure_.reset();
}

}  // namespace outreach::sqlite
