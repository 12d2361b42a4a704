#include <optional>

#include "tests/platform/sqlite/opened.h"
#include "tests/support/temporary_folder.h"

namespace outreach::testing {
namespace {

using sqlite::Access;
using sqlite::Database;
using sqlite::Transaction;

TEST_CASE("Database: a writer uses a write-ahead log, full syncs and foreign keys", "[sqlite]") {
  const TemporaryFolder folder;
  Database database = opened(folder / "a.db");
  auto mode = database.prepare("PRAGMA journal_mode");
  REQUIRE(mode);
  REQUIRE(*mode->step());
  CHECK(mode->text(0) == "wal");
  CHECK(integer(database, "PRAGMA synchronous") == 2);
  CHECK(integer(database, "PRAGMA foreign_keys") == 1);
  CHECK(integer(database, "PRAGMA trusted_schema") == 0);
  CHECK(integer(database, "PRAGMA cell_size_check") == 1);
}

TEST_CASE("Database: a second writer of the same file is refused, whatever it is called",
          "[sqlite]") {
  const TemporaryFolder folder;
  std::optional<Database> first = opened(folder / "a.db");
  std::filesystem::create_symlink(folder / "a.db", folder / "alias.db");
  for (const char* name : {"a.db", "./a.db", "alias.db"}) {
    const auto second = Database::open((folder.path() / name).string(), {});
    REQUIRE_FALSE(second);
    CHECK(second.error().code == ErrorCode::Refused);
  }
  CHECK(Database::open((folder / "b.db").string(), {}));
  first.reset();
  CHECK(Database::open((folder / "a.db").string(), {}));
}

TEST_CASE("Database: databases in memory do not exclude each other", "[sqlite]") {
  Database one = opened(":memory:");
  Database two = opened(":memory:");
  must_execute(one, kHandouts);
  CHECK(rows(one) == 0);
  CHECK_FALSE(two.integer("SELECT count(*) FROM handouts"));
}

TEST_CASE("Database: a scratch database holds more than it may keep in memory", "[sqlite]") {
  Database one = opened(sqlite::kScratch);
  Database two = opened(sqlite::kScratch);
  must_execute(one, kHandouts);
  CHECK_FALSE(two.integer("SELECT count(*) FROM handouts"));
  must_execute(one, "CREATE TABLE large(bytes BLOB)");
  must_execute(one, "BEGIN");
  constexpr int kMebibytes = 3 * sqlite::kScratchBytes / (1 << 20);
  for (int i = 0; i < kMebibytes; ++i) {
    must_execute(one, "INSERT INTO large VALUES(zeroblob(1048576))");
  }
  const auto sum = one.integer("SELECT sum(length(bytes)) FROM large");
  REQUIRE(sum);
  CHECK(*sum == std::int64_t{kMebibytes} << 20);
}

TEST_CASE("Database: a reader sees what is committed and writes nothing", "[sqlite]") {
  const TemporaryFolder folder;
  Database writer = opened(folder / "a.db");
  must_execute(writer, kHandouts);
  Database reader = opened(folder / "a.db", "", Access::Reader);
  {
    auto transaction = Transaction::begin(writer);
    REQUIRE(transaction);
    must_execute(writer, "INSERT INTO handouts VALUES (1, 50)");
    CHECK(rows(reader) == 0);
    REQUIRE(transaction->commit());
  }
  CHECK(rows(reader) == 1);
  CHECK_FALSE(reader.execute("INSERT INTO handouts VALUES (2, 1)"));
  CHECK_FALSE(reader.execute("DROP TABLE handouts"));
  CHECK_FALSE(reader.execute("PRAGMA user_version = 3"));
  CHECK(rows(writer) == 1);
  CHECK(integer(writer, "PRAGMA user_version") == 0);
}

TEST_CASE("Database: a reader alone reads the log and leaves it to the writer", "[sqlite]") {
  const TemporaryFolder folder;
  {
    Database writer = opened(folder / "a.db");
    must_execute(writer, kHandouts);
    must_execute(writer, "INSERT INTO handouts VALUES (1, 50)");
    // A copy of both files is what a killed writer leaves.
    std::filesystem::copy_file(folder / "a.db", folder / "b.db");
    std::filesystem::copy_file(folder / "a.db-wal", folder / "b.db-wal");
  }
  const auto log_size = std::filesystem::file_size(folder / "b.db-wal");
  REQUIRE(log_size > 0);
  {
    Database reader = opened(folder / "b.db", "", Access::Reader);
    CHECK(rows(reader) == 1);
  }
  CHECK(std::filesystem::file_size(folder / "b.db-wal") == log_size);
}

TEST_CASE("Database: a file that is not there or is no database is told apart", "[sqlite]") {
  const TemporaryFolder folder;
  const auto absent = Database::open((folder / "absent.db").string(), {Access::Reader, ""});
  REQUIRE_FALSE(absent);
  CHECK(absent.error().code == ErrorCode::NotFound);
  CHECK_FALSE(std::filesystem::exists(folder / "absent.db"));

  std::filesystem::create_directory(folder / "folder.db");
  const auto a_folder = Database::open((folder / "folder.db").string(), {});
  REQUIRE_FALSE(a_folder);
  CHECK(a_folder.error().code == ErrorCode::Refused);

  std::filesystem::copy_file("/proc/self/exe", folder / "program.db");
  for (const Access access : {Access::Writer, Access::Reader}) {
    const auto garbage = Database::open((folder / "program.db").string(), {access, ""});
    REQUIRE_FALSE(garbage);
    CHECK(garbage.error().code == ErrorCode::Corrupt);
  }
  CHECK(Database::open((folder / "a.db").string(), {Access::Writer, "no-such-vfs"}).error().code ==
        ErrorCode::InvalidInput);
}

TEST_CASE("Database: a damaged page is Corrupt and ends the handle", "[sqlite]") {
  const TemporaryFolder folder;
  {
    Database database = opened(folder / "a.db");
    must_execute(database, kHandouts);
    must_execute(database,
                 "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) "
                 "INSERT INTO handouts SELECT i, i FROM n");
    CHECK(database.check_integrity());
  }
  {
    const auto size = std::filesystem::file_size(folder / "a.db");
    std::FILE* file = std::fopen((folder / "a.db").c_str(), "r+b");
    REQUIRE(file != nullptr);
    for (long page = 4096; page < static_cast<long>(size); page += 4096) {
      std::fseek(file, page, SEEK_SET);
      std::fputs("spilt tea", file);
    }
    std::fclose(file);
  }
  Database database = opened(folder / "a.db");
  const auto sum = database.integer("SELECT sum(copies) FROM handouts");
  REQUIRE_FALSE(sum);
  CHECK(sum.error().code == ErrorCode::Corrupt);
  CHECK(database.has_failed());
  CHECK(database.integer("SELECT 1").error().code == ErrorCode::Corrupt);
  CHECK(database.check_integrity().error().code == ErrorCode::Corrupt);
}

TEST_CASE("Transaction: rolls back unless committed", "[sqlite]") {
  Database database = opened(":memory:");
  must_execute(database, kHandouts);
  {
    auto transaction = Transaction::begin(database);
    REQUIRE(transaction);
    must_execute(database, "INSERT INTO handouts VALUES (1, 50)");
    CHECK(rows(database) == 1);
  }
  CHECK(rows(database) == 0);
  {
    auto transaction = Transaction::begin(database);
    REQUIRE(transaction);
    must_execute(database, "INSERT INTO handouts VALUES (1, 50)");
    const Transaction moved = *std::move(transaction);
    CHECK(rows(database) == 1);
  }
  CHECK(rows(database) == 0);
  auto transaction = Transaction::begin(database);
  REQUIRE(transaction);
  must_execute(database, "INSERT INTO handouts VALUES (1, 50)");
  REQUIRE(transaction->commit());
  CHECK(transaction->commit().error().code == ErrorCode::InvalidInput);
  CHECK(rows(database) == 1);
}

TEST_CASE("Transaction: there is none inside another", "[sqlite]") {
  Database database = opened(":memory:");
  must_execute(database, kHandouts);
  auto outer = Transaction::begin(database);
  REQUIRE(outer);
  CHECK(Transaction::begin(database).error().code == ErrorCode::InvalidInput);
  must_execute(database, "INSERT INTO handouts VALUES (1, 50)");
  REQUIRE(outer->commit());
  CHECK(rows(database) == 1);
}

TEST_CASE("Transaction: after SQLite has ended it by itself nothing more of it is kept",
          "[sqlite]") {
  Database database = opened(":memory:");
  must_execute(database, kHandouts);
  {
    auto transaction = Transaction::begin(database);
    REQUIRE(transaction);
    must_execute(database, "INSERT INTO handouts VALUES (1, 50)");
    // OR ROLLBACK ends the transaction as a full disk may.
    const auto rolled_back = database.execute("INSERT OR ROLLBACK INTO handouts VALUES (1, 5)");
    REQUIRE_FALSE(rolled_back);
    CHECK(rolled_back.error().code == ErrorCode::AlreadyExists);
    CHECK(database.execute("INSERT INTO handouts VALUES (2, 5)").error().code ==
          ErrorCode::AlreadyExists);
    CHECK(transaction->commit().error().code == ErrorCode::AlreadyExists);
  }
  CHECK(rows(database) == 0);
  auto next = Transaction::begin(database);
  REQUIRE(next);
  must_execute(database, "INSERT INTO handouts VALUES (1, 50)");
  REQUIRE(next->commit());
  CHECK(rows(database) == 1);
}

}  // namespace
}  // namespace outreach::testing
