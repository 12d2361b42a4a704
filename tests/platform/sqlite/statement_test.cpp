#include <limits>

#include "tests/platform/sqlite/opened.h"

namespace outreach::testing {
namespace {

using sqlite::Database;
using sqlite::Statement;

Statement prepared(Database& database, const char* sql) {
  auto statement = database.prepare(sql);
  if (!statement) {
    FAIL(statement.error().context);
  }
  return *std::move(statement);
}

TEST_CASE("Statement: gives back what was bound", "[sqlite]") {
  Database database = opened(":memory:");
  Statement statement = prepared(database, "SELECT ?1 AS value, typeof(?1)");
  SECTION("integers to both ends") {
    for (const std::int64_t value : {std::int64_t{0}, std::numeric_limits<std::int64_t>::min(),
                                     std::numeric_limits<std::int64_t>::max()}) {
      REQUIRE(*statement.bind(1, value).step());
      CHECK(statement.integer(0) == value);
      CHECK_FALSE(*statement.step());
    }
    const std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
    REQUIRE(*statement.bind(1, largest).step());
    CHECK(statement.unsigned_integer(0) == largest);
  }
  SECTION("text with a NUL inside and characters outside the basic plane") {
    const std::string_view text("信访\0𠮷", 11);
    REQUIRE(*statement.bind(1, text).step());
    CHECK(statement.text(0) == text);
  }
  SECTION("an empty text and an empty blob are not NULL") {
    REQUIRE(*statement.bind(1, std::string_view()).step());
    CHECK(statement.text(1) == "text");
    CHECK_FALSE(statement.is_null(0));
    statement.reset();
    REQUIRE(*statement.bind(1, ByteView()).step());
    CHECK(statement.text(1) == "blob");
    CHECK(statement.blob(0).empty());
    CHECK_FALSE(statement.is_null(0));
  }
  SECTION("NULL reads as nothing of each kind") {
    REQUIRE(*statement.bind_null(1).step());
    CHECK(statement.is_null(0));
    CHECK(statement.integer(0) == 0);
    CHECK(statement.text(0).empty());
    CHECK(statement.blob(0).empty());
  }
  SECTION("what was bound may go away before the step") {
    {
      Bytes bytes(1000, 7);
      statement.bind(1, bytes);
      bytes.assign(bytes.size(), 0);
    }
    REQUIRE(*statement.step());
    CHECK(statement.blob(0).size() == 1000);
    CHECK(statement.blob(0)[999] == 7);
  }
  CHECK(statement.column_count() == 2);
  CHECK(statement.column_name(0) == "value");
}

TEST_CASE("Statement: can be used again after its end, with no binding left", "[sqlite]") {
  Database database = opened(":memory:");
  must_execute(database, kHandouts);
  Statement insert = prepared(database, "INSERT INTO handouts VALUES (?, ?)");
  REQUIRE(insert.bind(1, 1).bind(2, 50).run());
  CHECK(database.changes() == 1);
  REQUIRE(insert.bind(1, 2).bind(2, true).run());
  CHECK(insert.bind(1, 3).run().error().code == ErrorCode::InvalidInput);
  CHECK(integer(database, "SELECT sum(copies) FROM handouts") == 51);
}

TEST_CASE("Statement: a bind that failed is answered by the step, once", "[sqlite]") {
  Database database = opened(":memory:");
  Statement statement = prepared(database, "SELECT ?1");
  CHECK(statement.bind(2, 1).bind(1, 1).step().error().code == ErrorCode::InvalidInput);
  REQUIRE(statement.bind(1, 5).step());
  CHECK(statement.integer(0) == 5);
  CHECK_FALSE(database.has_failed());
}

TEST_CASE("Statement: broken rules of the schema have their codes", "[sqlite]") {
  Database database = opened(":memory:");
  must_execute(database, kHandouts);
  must_execute(database, "CREATE TABLE notes (handout INTEGER REFERENCES handouts (id))");
  must_execute(database,
               "CREATE TRIGGER kept BEFORE DELETE ON handouts BEGIN "
               "SELECT raise(ABORT, 'handouts are not deleted'); END");
  must_execute(database, "INSERT INTO handouts VALUES (1, 50)");
  const auto code_of = [&database](const char* sql) {
    const auto executed = database.execute(sql);
    CAPTURE(sql);
    REQUIRE_FALSE(executed);
    CHECK(executed.error().cause != 0);
    return executed.error().code;
  };
  CHECK(code_of("INSERT INTO handouts VALUES (1, 5)") == ErrorCode::AlreadyExists);
  CHECK(code_of("INSERT INTO handouts VALUES (2, -1)") == ErrorCode::InvalidInput);
  CHECK(code_of("INSERT INTO handouts VALUES (2, NULL)") == ErrorCode::InvalidInput);
  CHECK(code_of("INSERT INTO notes VALUES (9)") == ErrorCode::InvalidInput);
  CHECK(code_of("DELETE FROM handouts") == ErrorCode::Refused);
  CHECK(code_of("SELEKT 1") == ErrorCode::InvalidInput);
  CHECK(code_of("SELECT \"no such column\" FROM handouts") == ErrorCode::InvalidInput);
  CHECK(code_of("SELECT zeroblob(2000000000)") == ErrorCode::TooLarge);
  CHECK_FALSE(database.has_failed());
}

TEST_CASE("Database: prepare takes exactly one statement", "[sqlite]") {
  Database database = opened(":memory:");
  CHECK(database.prepare("SELECT 1; \n"));
  CHECK_FALSE(database.prepare(""));
  CHECK_FALSE(database.prepare("  "));
  CHECK_FALSE(database.prepare("SELECT 1; SELECT 2"));
  CHECK(database.integer("SELECT 1 WHERE 0").error().code == ErrorCode::NotFound);
}

TEST_CASE("Statement: outlives its database, and the file stays taken that long", "[sqlite]") {
  auto database = std::make_unique<Database>(opened(":memory:"));
  Statement statement = prepared(*database, "SELECT 7");
  database.reset();
  REQUIRE(*statement.step());
  CHECK(statement.integer(0) == 7);
}

}  // namespace
}  // namespace outreach::testing
