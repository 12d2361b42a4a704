#include <cstddef>
#include <filesystem>
#include <string>

#include "tests/platform/sqlite/opened.h"
#include "tests/support/faulty_vfs.h"
#include "tests/support/temporary_folder.h"

namespace outreach::testing {
namespace {

using sqlite::Access;
using sqlite::Database;
using Operation = FaultyVfs::Operation;

Database opened_to_write_back_later(const std::filesystem::path& path, const std::string& vfs) {
  auto database = Database::open(path.string(), {Access::Writer, vfs, true});
  if (!database) {
    FAIL(database.error().context);
  }
  must_execute(*database, "CREATE TABLE page (content BLOB)");
  return *std::move(database);
}

// One commit of at least so many pages.
void add_pages(Database& database, int count) {
  must_execute(database,
               "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " +
                   std::to_string(count) + ") INSERT INTO page SELECT zeroblob(4000) FROM n");
}

TEST_CASE("Database: a long log waits for write_back, which a short one has no need of",
          "[sqlite]") {
  const TemporaryFolder folder;
  const auto path = folder / "a.db";
  FaultyVfs disk;
  Database database = opened_to_write_back_later(path, disk.name());
  const auto empty = std::filesystem::file_size(path);
  add_pages(database, sqlite::kLogPagesMost / 2);
  const std::size_t syncs = disk.count(Operation::Sync);
  REQUIRE(database.write_back());
  CHECK(disk.count(Operation::Sync) == syncs);
  // Past what write_back() waits for, and short of what a commit does by itself.
  add_pages(database, sqlite::kLogPagesMost * 3 / 4);
  CHECK(std::filesystem::file_size(path) == empty);
  REQUIRE(database.write_back());
  CHECK(std::filesystem::file_size(path) > sqlite::kLogPagesMost * 4096);
  // From here on the log's space is used again, and is short.
  const auto log = std::filesystem::file_size(path.string() + "-wal");
  add_pages(database, sqlite::kLogPagesMost / 2);
  CHECK(std::filesystem::file_size(path.string() + "-wal") == log);
  CHECK(integer(database, "SELECT count(*) FROM page") == sqlite::kLogPagesMost * 7 / 4);
}

TEST_CASE("Database: a log that nobody writes back does not grow without end", "[sqlite]") {
  const TemporaryFolder folder;
  const auto path = folder / "a.db";
  FaultyVfs disk;
  Database database = opened_to_write_back_later(path, disk.name());
  constexpr int kCommits = 12;
  for (int commit = 0; commit < kCommits; ++commit) {
    add_pages(database, sqlite::kLogPagesMost);
  }
  // The page before the bound may be the first of a commit as long as these.
  CHECK(std::filesystem::file_size(path.string() + "-wal") <
        std::uintmax_t{sqlite::kLogPagesUncalled + 2 * sqlite::kLogPagesMost} * 4'200);
  CHECK(integer(database, "SELECT count(*) FROM page") == kCommits * sqlite::kLogPagesMost);
}

TEST_CASE("Database: what fails while the log is written back ends the handle, and loses nothing",
          "[sqlite]") {
  const Operation operation = GENERATE(Operation::Write, Operation::Sync);
  const TemporaryFolder folder;
  FaultyVfs disk;
  {
    Database database = opened_to_write_back_later(folder / "a.db", disk.name());
    add_pages(database, sqlite::kLogPagesMost);
    disk.fail_in(operation, 1, FaultyVfs::Fault::InputOutput);
    CHECK(database.write_back().error().code == ErrorCode::InputOutput);
    CHECK(database.has_failed());
    CHECK(database.write_back().error().code == ErrorCode::InputOutput);
  }
  Database database = opened(folder / "a.db", disk.name());
  CHECK(database.check_integrity());
  CHECK(integer(database, "SELECT count(*) FROM page") == sqlite::kLogPagesMost);
}

TEST_CASE("Database: with a reader in the way the log is not written back after each commit",
          "[sqlite]") {
  const TemporaryFolder folder;
  const auto path = folder / "a.db";
  FaultyVfs disk;
  Database database = opened_to_write_back_later(path, disk.name());
  Database reader = opened(path, disk.name(), Access::Reader);
  must_execute(reader, "BEGIN");
  CHECK(integer(reader, "SELECT count(*) FROM page") == 0);
  add_pages(database, sqlite::kLogPagesMost);
  REQUIRE(database.write_back());
  const std::size_t syncs = disk.count(Operation::Sync);
  REQUIRE(database.write_back());
  CHECK(disk.count(Operation::Sync) == syncs);
  must_execute(reader, "COMMIT");
  add_pages(database, sqlite::kLogPagesMost);
  REQUIRE(database.write_back());
  CHECK(std::filesystem::file_size(path) > 2 * sqlite::kLogPagesMost * 4096);
}

}  // namespace
}  // namespace outreach::testing
