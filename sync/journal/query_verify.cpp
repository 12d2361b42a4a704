#include <utility>

#include "sync/journal/queries.h"
#include "sync/journal/verify_chain_check.h"

namespace outreach::journal {

Result<VerifyReport> verify_chain(sqlite::Database& database, const ChainRow& chain, Sequence first,
                                  const crypto::PublicKey* key) {
  auto rows = ChainRows::from(database, chain.number, first - 1, ChainRows::Bodies::Checked);
  if (!rows) {
    return rows.error();
  }
  return ChainCheck(database, chain, std::move(*rows), key).run(first);
}

namespace {

Result<VerifyReport> verify_snapshot(sqlite::Database& database, const crypto::PublicKey* key) {
  const auto all = chains(database);
  if (!all) {
    return all.error();
  }
  VerifyReport report;
  for (const ChainRow& chain : *all) {
    auto one = verify_chain(database, chain, 1, key);
    if (!one) {
      return one.error();
    }
    report.entries += one->entries;
    report.damages.insert(report.damages.end(), one->damages.begin(), one->damages.end());
  }
  return report;
}

}  // namespace

Result<VerifyReport> verify(sqlite::Database& database, const crypto::PublicKey* key) {
  // One read transaction: entries that another process adds meanwhile are not taken for damage.
  if (auto begun = database.execute("BEGIN"); !begun) {
    return begun.error();
  }
  auto report = verify_snapshot(database, key);
  auto ended = database.execute("COMMIT");
  if (report && !ended) {
    return ended.error();
  }
  return report;
}

}  // namespace outreach::journal
