// Long because it wraps statements, databases and transactions of one library, a few lines each.
#include "platform/sqlite/sqlite.h"

#include <utility>

#include "platform/sqlite/connection.h"

namespace outreach::sqlite {

struct Statement::State {
  State(std::shared_ptr<Connection> used_connection, sqlite3_stmt* prepared)
      : connection(std::move(used_connection)), statement(prepared) {}
  ~State() {
    sqlite3_finalize(statement);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void remember(int code) {
    if (bind_code == SQLITE_OK) {
      bind_code = code;
    }
  }
  void bind_text(int index, std::string_view text, sqlite3_destructor_type keeping) {
    // A null pointer would bind NULL where an empty text is meant.
    const char* data = text.empty() ? "" : text.data();
    remember(sqlite3_bind_text64(statement, index, data, text.size(), keeping, SQLITE_UTF8));
  }
  void bind_blob(int index, ByteView blob, sqlite3_destructor_type keeping) {
    remember(blob.empty()
                 ? sqlite3_bind_zeroblob(statement, index, 0)
                 : sqlite3_bind_blob64(statement, index, blob.data(), blob.size(), keeping));
  }

  std::shared_ptr<Connection> connection;
  sqlite3_stmt* statement = nullptr;
  int bind_code = SQLITE_OK;  // the first bind that failed since the last reset
};

struct Database::State {
  std::shared_ptr<Connection> connection;
};

Statement::Statement(std::unique_ptr<State> state) : state_(std::move(state)) {}
Statement::Statement(Statement&&) noexcept = default;
Statement& Statement::operator=(Statement&&) noexcept = default;
Statement::~Statement() = default;

Statement& Statement::bind(int index, std::int64_t value) {
  state_->remember(sqlite3_bind_int64(state_->statement, index, value));
  return *this;
}

Statement& Statement::bind(int index, std::uint64_t value) {
  return bind(index, static_cast<std::int64_t>(value));
}

Statement& Statement::bind(int index, int value) {
  return bind(index, static_cast<std::int64_t>(value));
}

Statement& Statement::bind(int index, bool value) {
  return bind(index, static_cast<std::int64_t>(value ? 1 : 0));
}

Statement& Statement::bind(int index, std::string_view text) {
  state_->bind_text(index, text, SQLITE_TRANSIENT);
  return *this;
}

Statement& Statement::lend(int index, std::string_view text) {
  state_->bind_text(index, text, SQLITE_STATIC);
  return *this;
}

Statement& Statement::bind(int index, const char* text) {
  return bind(index, std::string_view(text));
}

Statement& Statement::bind(int index, ByteView blob) {
  state_->bind_blob(index, blob, SQLITE_TRANSIENT);
  return *this;
}

Statement& Statement::lend(int index, ByteView blob) {
  state_->bind_blob(index, blob, SQLITE_STATIC);
  return *this;
}

Statement& Statement::bind_null(int index) {
  state_->remember(sqlite3_bind_null(state_->statement, index));
  return *this;
}

Result<bool> Statement::step() {
  const Result<void> usable = state_->connection->check_usable();
  if (!usable) {
    reset();
    return usable.error();
  }
  if (state_->bind_code != SQLITE_OK) {
    Error error = state_->connection->failure(state_->bind_code, "binding");
    reset();
    return error;
  }
  const int code = sqlite3_step(state_->statement);
  if (code == SQLITE_ROW) {
    return true;
  }
  if (code == SQLITE_DONE) {
    reset();
    return false;
  }
  Error error = state_->connection->failure(code, "running");
  reset();
  return error;
}

Result<void> Statement::run() {
  for (;;) {
    const Result<bool> row = step();
    if (!row) {
      return row.error();
    }
    if (!*row) {
      return {};
    }
  }
}

void Statement::reset() {
  // What reset answers is the failure of the last step, which step has told already.
  sqlite3_reset(state_->statement);
  sqlite3_clear_bindings(state_->statement);
  state_->bind_code = SQLITE_OK;
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(state_->statement, column);
}

std::uint64_t Statement::unsigned_integer(int column) const {
  return static_cast<std::uint64_t>(integer(column));
}

std::string_view Statement::text(int column) const {
  const auto* data = sqlite3_column_text(state_->statement, column);
  if (data == nullptr) {
    return {};
  }
  const int size = sqlite3_column_bytes(state_->statement, column);
  return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(size)};
}

ByteView Statement::blob(int column) const {
  const auto* data =
      static_cast<const std::uint8_t*>(sqlite3_column_blob(state_->statement, column));
  if (data == nullptr) {
    return {};
  }
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(state_->statement, column))};
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(state_->statement, column) == SQLITE_NULL;
}

int Statement::column_count() const {
  return sqlite3_column_count(state_->statement);
}

std::string_view Statement::column_name(int column) const {
  const char* name = sqlite3_column_name(state_->statement, column);
  return name != nullptr ? std::string_view(name) : std::string_view();
}

Database::Database(std::unique_ptr<State> state) : state_(std::move(state)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const std::string& path, const Options& options) {
  auto connection = Connection::open(path, options);
  if (!connection) {
    return connection.error();
  }
  auto state = std::make_unique<State>();
  state->connection = *std::move(connection);
  return Database(std::move(state));
}

Result<void> Database::execute(std::string_view sql) {
  return state_->connection->execute(sql, "executing");
}

Result<Statement> Database::prepare(std::string_view sql) {
  Connection& connection = *state_->connection;
  const Result<void> usable = connection.check_usable();
  if (!usable) {
    return usable.error();
  }
  // Made first: memory that runs out behind a prepared statement would leave it, and its
  // connection, open for ever.
  Statement statement(std::make_unique<Statement::State>(state_->connection, nullptr));
  sqlite3_stmt*& prepared = statement.state_->statement;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(connection.handle(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &prepared, &rest);
  if (code != SQLITE_OK) {
    return connection.failure(code, "preparing");
  }
  const std::string_view unread = sql.substr(static_cast<std::size_t>(rest - sql.data()));
  if (prepared == nullptr || unread.find_first_not_of(" \t\r\n;") != std::string_view::npos) {
    return Error{ErrorCode::InvalidInput, "sqlite: prepare takes exactly one statement"};
  }
  return statement;
}

Result<std::int64_t> Database::integer(std::string_view sql) {
  Result<Statement> statement = prepare(sql);
  if (!statement) {
    return statement.error();
  }
  const Result<bool> row = statement->step();
  if (!row) {
    return row.error();
  }
  if (!*row) {
    return Error{ErrorCode::NotFound, "sqlite: no row"};
  }
  return statement->integer(0);
}

std::int64_t Database::changes() const {
  return sqlite3_changes64(state_->connection->handle());
}

bool Database::has_failed() const {
  return state_->connection->has_failed();
}

Result<void> Database::make_durable() {
  // A database in memory has no log and is not busy.
  const auto busy = integer("PRAGMA wal_checkpoint(TRUNCATE)");
  if (!busy) {
    return busy.error();
  }
  if (*busy != 0) {
    return Error{ErrorCode::Unavailable, "another program is reading these data; try again", 0};
  }
  // Truncating is not synced: after a power cut the log's old frames could come back and be
  // replayed over newer pages. The first commit of the new log makes its header durable, which
  // disowns them.
  const auto version = integer("PRAGMA user_version");
  if (!version) {
    return version.error();
  }
  return execute("PRAGMA user_version = " + std::to_string(*version));
}

Result<void> Database::write_back() {
  return state_->connection->write_back_log();
}

Result<void> Database::check_integrity() {
  Result<Statement> statement = prepare("PRAGMA integrity_check(1)");
  if (!statement) {
    return statement.error();
  }
  const Result<bool> row = statement->step();
  if (!row) {
    return row.error();
  }
  if (!*row || statement->text(0) != "ok") {
    return Error{ErrorCode::Corrupt, "sqlite: " + std::string(statement->text(0))};
  }
  return {};
}

Result<Transaction> Transaction::begin(Database& database) {
  const Result<void> begun = database.state_->connection->begin();
  if (!begun) {
    return begun.error();
  }
  return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() {
  if (database_ != nullptr) {
    database_->state_->connection->end_transaction();
  }
}

Result<void> Transaction::commit() {
  if (database_ == nullptr) {
    return Error{ErrorCode::InvalidInput, "sqlite: the transaction has been committed already"};
  }
  Result<void> committed = database_->state_->connection->commit();
  if (committed) {
    database_ = nullptr;
  }
  return committed;
}

}  // namespace outreach::sqlite
