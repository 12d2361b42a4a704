#include "sync/journal/query_use.h"

#include "sync/journal/queries.h"

namespace outreach::journal {

Result<std::vector<OutcomeUse>> outcome_use(sqlite::Database& database) {
  auto select = database.prepare(
      "SELECT topic,outcome,COUNT(*) FROM (SELECT topic,outcome FROM consultation WHERE people>0 "
      "ORDER BY chain DESC,sequence DESC LIMIT ?) GROUP BY topic,outcome ORDER BY 1,3 DESC,2");
  if (!select) {
    return select.error();
  }
  select->bind(1, std::int64_t{kUseCounted});
  std::vector<OutcomeUse> out;
  const auto read = sqlite::each_row(*select, [&] {
    // A code that cannot be read is damage, which the check of counts finds and repairs.
    if (const auto outcome = domain::outcome_from(select->text(1))) {
      out.push_back({std::string(select->text(0)), *outcome, select->integer(2)});
    }
  });
  if (!read) {
    return read.error();
  }
  return out;
}

}  // namespace outreach::journal
