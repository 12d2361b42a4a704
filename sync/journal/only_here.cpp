#include "sync/journal/only_here.h"

#include <string>
#include <utility>

#include "sync/journal/counted_names.h"
#include "sync/journal/row.h"

namespace outreach::journal {
namespace {

constexpr const char* kNotConfirmed =
    "SELECT c.kiosk,c.epoch,COALESCE(a.acknowledged_through,0)+1,"
    "COALESCE(c.counted_through,c.head_sequence) FROM chain c LEFT JOIN acknowledgement a ON "
    "a.chain=c.number WHERE c.ended IS NOT NULL AND "
    "COALESCE(a.acknowledged_through,0)<COALESCE(c.counted_through,c.head_sequence) "
    "ORDER BY c.number";

// What has a count still (of what no correction can take back, every row has one); the outings
// whose day and place nothing that is delivered has; and corrections that nobody can read any more,
// for they may have changed what is delivered.
std::string not_taken_over() {
  std::string sql = R"sql(
SELECT c.kiosk,c.epoch,e.sequence,e.sequence FROM chain c JOIN entry e ON e.chain=c.number AND
  e.sequence>c.counted_through WHERE c.counted_through IS NOT NULL AND ()sql";
  for (const CountedName& counted : kCountedNames) {
    sql.append("EXISTS(SELECT 1 FROM ").append(counted.table);
    sql.append(" t WHERE t.chain=e.chain AND t.sequence=e.sequence");
    if (counted.amount != nullptr) {
      sql.append(" AND t.").append(counted.amount).append(">0");
    }
    sql.append(") OR ");
  }
  return sql +
         R"sql(EXISTS(SELECT 1 FROM outing t WHERE t.chain=e.chain AND t.sequence=e.sequence AND
      t.amount>0 AND NOT EXISTS(SELECT 1 FROM outing o JOIN chain k ON k.number=o.chain WHERE
        k.kiosk=c.kiosk AND o.date=t.date AND o.place=t.place AND o.township=t.township AND
        o.amount>0 AND o.sequence<=COALESCE(k.counted_through,k.head_sequence)))
    OR (e.kind='correction' AND e.body IS NULL))
ORDER BY c.number,e.sequence)sql";
}

Result<void> add(sqlite::Database& database, const std::string& sql, OnlyHere::Why why,
                 std::vector<OnlyHere>& out) {
  auto select = database.prepare(sql);
  if (!select) {
    return select.error();
  }
  return sqlite::each_row(*select, [&] {
    const OnlyHere one{why,
                       {array_column<16>(*select, 0), array_column<16>(*select, 1)},
                       select->unsigned_integer(2),
                       select->unsigned_integer(3)};
    if (!out.empty() && out.back().why == why && out.back().chain == one.chain &&
        out.back().last + 1 == one.first) {
      out.back().last = one.last;
      return true;
    }
    if (out.size() == kOnlyHereMost) {
      return false;
    }
    out.push_back(one);
    return true;
  });
}

}  // namespace

std::string_view code_of(OnlyHere::Why why) {
  return why == OnlyHere::Why::NotConfirmed ? "not_confirmed" : "not_taken_over";
}

Result<std::vector<OnlyHere>> only_here(sqlite::Database& database) {
  std::vector<OnlyHere> out;
  for (const auto& [sql, why] : {std::pair{std::string(kNotConfirmed), OnlyHere::Why::NotConfirmed},
                                 std::pair{not_taken_over(), OnlyHere::Why::NotTakenOver}}) {
    if (auto added = add(database, sql, why, out); !added) {
      return added.error();
    }
  }
  return out;
}

}  // namespace outreach::journal
