#include <memory>
#include <optional>

#include "tests/platform/sqlite/opened.h"
#include "tests/support/faulty_vfs.h"
#include "tests/support/seeded_random.h"
#include "tests/support/temporary_folder.h"

namespace outreach::testing {
namespace {

using sqlite::Access;
using sqlite::Database;
using sqlite::Transaction;
using Operation = FaultyVfs::Operation;
using Fault = FaultyVfs::Fault;

Result<void> insert(Database& database, int id) {
  auto statement = database.prepare("INSERT INTO handouts VALUES (?, 1)");
  if (!statement) {
    return statement.error();
  }
  return statement->bind(1, id).run();
}

// Enough to need more pages than fit the file as it is.
constexpr const char* kManyRows =
    "WITH RECURSIVE n(i) AS (SELECT 100000 UNION ALL SELECT i + 1 FROM n WHERE i < 120000) "
    "INSERT INTO handouts SELECT i, 1 FROM n";

TEST_CASE("Database: each commit syncs the log before it answers", "[sqlite]") {
  const TemporaryFolder folder;
  FaultyVfs disk;
  Database database = opened(folder / "a.db", disk.name());
  must_execute(database, kHandouts);
  for (int id = 1; id <= 5; ++id) {
    const std::size_t before = disk.count(Operation::Sync);
    REQUIRE(insert(database, id));
    CHECK(disk.count(Operation::Sync) > before);
  }
}

TEST_CASE("Database: a failed write or sync ends the handle, and a new one works", "[sqlite]") {
  const Operation operation = GENERATE(Operation::Write, Operation::Sync);
  const TemporaryFolder folder;
  FaultyVfs disk;
  {
    Database database = opened(folder / "a.db", disk.name());
    must_execute(database, kHandouts);
    REQUIRE(insert(database, 1));
    disk.fail_in(operation, 1, Fault::InputOutput);
    CHECK(insert(database, 2).error().code == ErrorCode::InputOutput);
    CHECK(database.has_failed());
    // The disk would work again: the handle is not to trust it.
    CHECK(insert(database, 3).error().code == ErrorCode::InputOutput);
    CHECK(database.integer("SELECT 1").error().code == ErrorCode::InputOutput);
    const std::size_t syncs = disk.count(Operation::Sync);
    disk.fail_in(Operation::Sync, 1, Fault::InputOutput);
    static_cast<void>(database.execute("PRAGMA wal_checkpoint"));
    CHECK(disk.count(Operation::Sync) == syncs);
  }
  Database database = opened(folder / "a.db", disk.name());
  CHECK(database.check_integrity());
  CHECK(integer(database, "SELECT count(*) FROM handouts WHERE id = 1") == 1);
  CHECK(integer(database, "SELECT count(*) FROM handouts WHERE id = 3") == 0);
}

TEST_CASE("Database: closing after a failed sync does not checkpoint", "[sqlite]") {
  const TemporaryFolder folder;
  FaultyVfs disk;
  std::optional<Database> database = opened(folder / "a.db", disk.name());
  must_execute(*database, kHandouts);
  disk.fail_in(Operation::Sync, 1, Fault::InputOutput);
  REQUIRE_FALSE(insert(*database, 1));
  const std::size_t syncs = disk.count(Operation::Sync);
  const std::size_t writes = disk.count(Operation::Write);
  database.reset();
  CHECK(disk.count(Operation::Sync) == syncs);
  CHECK(disk.count(Operation::Write) == writes);
}

TEST_CASE("Database: a full disk refuses the record and serves again once there is room",
          "[sqlite]") {
  const TemporaryFolder folder;
  FaultyVfs disk;
  Database database = opened(folder / "a.db", disk.name());
  must_execute(database, kHandouts);
  REQUIRE(insert(database, 1));
  disk.set_full(true);
  CHECK(insert(database, 2).error().code == ErrorCode::NoSpace);
  {
    auto transaction = Transaction::begin(database);
    REQUIRE(transaction);
    Result<void> filled = database.execute(kManyRows);
    if (filled) {
      filled = transaction->commit();
    }
    REQUIRE_FALSE(filled);
    CHECK(filled.error().code == ErrorCode::NoSpace);
  }
  CHECK_FALSE(database.has_failed());
  CHECK(rows(database) == 1);
  disk.set_full(false);
  REQUIRE(insert(database, 2));
  CHECK(rows(database) == 2);
  CHECK(database.check_integrity());
}

TEST_CASE("Database: a power cut keeps what was committed and drops what was not", "[sqlite]") {
  const TemporaryFolder folder;
  FaultyVfs disk;
  {
    Database database = opened(folder / "a.db", disk.name());
    must_execute(database, kHandouts);
    REQUIRE(insert(database, 1));
    REQUIRE(insert(database, 2));
    auto transaction = Transaction::begin(database);
    REQUIRE(transaction);
    must_execute(database, kManyRows);
    disk.power_cut();
    CHECK_FALSE(transaction->commit());
  }
  Database database = opened(folder / "a.db", disk.name());
  CHECK(database.check_integrity());
  CHECK(rows(database) == 2);
  REQUIRE(insert(database, 3));
}

TEST_CASE("Database: a record whose sync failed is gone after the power cut, those before are not",
          "[sqlite]") {
  const TemporaryFolder folder;
  FaultyVfs disk;
  {
    Database database = opened(folder / "a.db", disk.name());
    must_execute(database, kHandouts);
    REQUIRE(insert(database, 1));
    disk.fail_in(Operation::Sync, 1, Fault::InputOutput);
    REQUIRE_FALSE(insert(database, 2));
    disk.power_cut();
  }
  Database database = opened(folder / "a.db", disk.name());
  CHECK(database.check_integrity());
  CHECK(rows(database) == 1);
}

TEST_CASE("Database: whatever of the unsynced writes a power cut keeps, committed rows are whole",
          "[sqlite]") {
  SeededRandom random(20210110);
  INFO(random.description());
  const TemporaryFolder folder;
  FaultyVfs disk;
  int committed = 0;
  for (int round = 0; round < 40; ++round) {
    CAPTURE(round);
    {
      Database database = opened(folder / "a.db", disk.name());
      REQUIRE(database.check_integrity());
      if (round == 0) {
        must_execute(database, kHandouts);
      }
      REQUIRE(rows(database) == committed);
      for (std::uint64_t left = random.below(20); left > 0; --left) {
        REQUIRE(insert(database, committed + 1));
        ++committed;
      }
      if (random.below(3) == 0) {
        must_execute(database, "PRAGMA wal_checkpoint(TRUNCATE)");
      }
      auto transaction = Transaction::begin(database);
      REQUIRE(transaction);
      must_execute(database, kManyRows);
      must_execute(database, "UPDATE handouts SET copies = 9");
      disk.power_cut([&random] { return random.below(2) == 0; });
    }
    Database database = opened(folder / "a.db", disk.name());
    REQUIRE(integer(database, "SELECT count(*) FROM handouts WHERE copies <> 1") == 0);
  }
  CHECK(committed > 0);
}

TEST_CASE("Database: any single failed write leaves a database with every acknowledged row",
          "[sqlite]") {
  const Operation operation = GENERATE(Operation::Write, Operation::Sync, Operation::Truncate);
  const Fault fault = GENERATE(Fault::InputOutput, Fault::Full);
  for (std::size_t nth = 1; nth <= 30; ++nth) {
    CAPTURE(nth);
    const TemporaryFolder folder;
    FaultyVfs disk;
    int acknowledged = 0;
    disk.fail_in(operation, nth, fault);
    {
      auto database = Database::open((folder / "a.db").string(), {Access::Writer, disk.name()});
      bool usable = database && database->execute(kHandouts);
      for (int id = 1; usable && id <= 5; ++id) {
        usable = insert(*database, id).has_value();
        acknowledged += usable ? 1 : 0;
      }
      if (usable) {
        static_cast<void>(database->execute("PRAGMA wal_checkpoint(TRUNCATE)"));
      }
      disk.power_cut();
    }
    Database database = opened(folder / "a.db", disk.name());
    CHECK(database.check_integrity());
    if (acknowledged > 0) {
      CHECK(rows(database) >= acknowledged);
    }
  }
}

}  // namespace
}  // namespace outreach::testing
