#include "sync/journal/count_tables.h"

namespace outreach::journal {

const std::array<CountTable, 9>& count_tables() {
  static const std::array<CountTable, 9> tables{
      CountTable{
          "outing",
          "outing_opened",
          {"kind", "place", "township", "date", "staff", "sheet", "amount", "closed", "planned"},
          "ttttttiii"},
      CountTable{"consultation",
                 "consultation",
                 {"outing", "people", "topic", "pathway", "department", "outcome", "staff"},
                 "iittttt"},
      CountTable{"handout", "handout", {"outing", "leaflet", "copies", "staff"}, "itit"},
      CountTable{"question", "question", {"outing", "topic", "amount"}, "iti"},
      CountTable{"stock", "stock", {"outing", "leaflet", "movement", "copies", "staff"}, "ittit"},
      CountTable{"rating", "rating", {"outing", "rated", "face", "staff"}, "ittt"},
      CountTable{"self_service",
                 "self_service",
                 {"outing", "leaflet", "seconds", "take_aways", "staff"},
                 "itiit"},
      CountTable{"taken_over", "", {"from_epoch", "from_sequence", "from_time", "content"}, "biib"},
      CountTable{"erased", "", {"by_sequence"}, "i"}};
  return tables;
}

std::string select_rows(const CountTable& table) {
  std::string columns = "chain,sequence";
  std::string types = "typeof(chain)||typeof(sequence)";
  for (const std::string& column : table.columns) {
    columns += "," + column;
    types += "||typeof(" + column + ")";
  }
  return "SELECT " + columns + "," + types + " FROM " + table.name;
}

std::string insert_row(const CountTable& table) {
  std::string sql = "INSERT OR IGNORE INTO " + std::string(table.name) + " VALUES(?,?";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    sql += ",?";
  }
  return sql + ")";
}

Result<void> copy_row(const CountTable& table, const sqlite::Statement& from,
                      sqlite::Statement& to) {
  const std::string types = "ii" + table.types;
  for (int i = 0; i < static_cast<int>(types.size()); ++i) {
    const char type = types[static_cast<std::size_t>(i)];
    if (from.is_null(i)) {
      to.bind_null(i + 1);
    } else if (type == 'i') {
      to.bind(i + 1, from.integer(i));
    } else if (type == 't') {
      to.bind(i + 1, from.text(i));
    } else {
      to.bind(i + 1, from.blob(i));
    }
  }
  return to.run();
}

std::string words_of(const sqlite::Statement& row) {
  std::string words;
  for (int i = 2; i < row.column_count(); ++i) {
    const ByteView bytes = row.blob(i);
    words += std::to_string(bytes.size()) + ":";
    words.append(bytes.begin(), bytes.end());
  }
  return words;
}

}  // namespace outreach::journal
