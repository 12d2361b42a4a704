// The tables that hold what entries add up to, row by row. Private to sync/journal.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/sqlite/sqlite.h"

namespace outreach::journal {

// A table of counts: its columns after chain and sequence, and the type of each (i, t or b).
struct CountTable {
  const char* name;
  const char* kind;  // of the entries that have a row in it; empty: any
  std::vector<std::string> columns;
  std::string types;
};
const std::array<CountTable, 9>& count_tables();

inline constexpr const char* kThatEntry = " WHERE chain=?1 AND sequence=?2";

// chain, sequence, the columns, and the types that the columns really have: a changed bit can make
// a blob of a text.
std::string select_rows(const CountTable& table);
std::string insert_row(const CountTable& table);
// One row of select_rows, by insert_row.
Result<void> copy_row(const CountTable& table, const sqlite::Statement& from,
                      sqlite::Statement& to);
// What a row of select_rows says of its entry, to be compared.
std::string words_of(const sqlite::Statement& row);

}  // namespace outreach::journal
