// Opening and reading databases in tests, where it is not what is tested.
#pragma once

#include <filesystem>
#include <string>
#include <utility>

#include "platform/sqlite/sqlite.h"
#include "tests/support/catch.h"

namespace outreach::testing {

inline sqlite::Database opened(const std::filesystem::path& path, const std::string& vfs = "",
                               sqlite::Access access = sqlite::Access::Writer) {
  auto database = sqlite::Database::open(path.string(), {access, vfs});
  if (!database) {
    FAIL(database.error().context);
  }
  return *std::move(database);
}

inline void must_execute(sqlite::Database& database, const std::string& sql) {
  const auto executed = database.execute(sql);
  if (!executed) {
    FAIL(sql << ": " << executed.error().context);
  }
}

inline std::int64_t integer(sqlite::Database& database, const std::string& sql) {
  const auto value = database.integer(sql);
  if (!value) {
    FAIL(sql << ": " << value.error().context);
  }
  return *value;
}

inline std::int64_t rows(sqlite::Database& database) {
  return integer(database, "SELECT count(*) FROM handouts");
}

inline constexpr const char* kHandouts =
    "CREATE TABLE handouts (id INTEGER PRIMARY KEY, copies INTEGER NOT NULL CHECK (copies >= 0))";

}  // namespace outreach::testing
