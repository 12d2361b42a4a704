// How long bodies stay: FORMAT.md, "What goes".
#include <algorithm>
#include <vector>

#include "platform/base/guard.h"
#include "sync/journal/journal_state.h"

namespace outreach::journal {
namespace {

struct Prunable {
  ChainNumber chain = 0;
  Sequence pruned_through = 0;
  Sequence limit = 0;
};

Result<std::vector<Prunable>> prunable_chains(sqlite::Database& database) {
  auto select = database.prepare(
      "SELECT c.number, c.pruned_through, "
      "MIN(a.acknowledged_through, a.archived_through, MAX(r.through)) FROM chain c "
      "JOIN acknowledgement a ON a.chain=c.number JOIN archived r ON r.chain=c.number AND "
      "r.county_time<=a.county_time-?1 GROUP BY c.number ORDER BY c.number");
  if (!select) {
    return select.error();
  }
  select->bind(1, std::int64_t{std::chrono::milliseconds(kArchivedFor).count()});
  std::vector<Prunable> out;
  const auto read = sqlite::each_row(*select, [&] {
    const Prunable one{select->integer(0), select->unsigned_integer(1),
                       select->unsigned_integer(2)};
    if (one.pruned_through < one.limit) {
      out.push_back(one);
    }
  });
  if (!read) {
    return read.error();
  }
  return out;
}

// Removes bodies in order, and says up to where it came.
Result<std::int64_t> prune_chain(sqlite::Database& database, const Prunable& chain,
                                 std::int64_t most) {
  const auto span = static_cast<Sequence>(most);
  const Sequence through = std::min(chain.limit, chain.pruned_through + span);
  // What the county could not count stays whole: after an upgrade it may ask for a reading. So does
  // a remark: it has no row, its body is all there is of it.
  auto remove = database.prepare(
      "UPDATE entry SET body=NULL WHERE chain=?1 AND sequence>?2 AND sequence<=?3 AND "
      "kind<>'remark' AND body IS NOT "
      "NULL AND sequence NOT IN (SELECT sequence FROM quarantine WHERE chain=?1)");
  if (!remove) {
    return remove.error();
  }
  remove->bind(1, chain.chain).bind(2, chain.pruned_through).bind(3, through);
  if (auto removed = remove->run(); !removed) {
    return removed.error();
  }
  const std::int64_t count = database.changes();
  auto mark = database.prepare("UPDATE chain SET pruned_through=? WHERE number=?");
  if (!mark) {
    return mark.error();
  }
  if (auto marked = mark->bind(1, through).bind(2, chain.chain).run(); !marked) {
    return marked.error();
  }
  return count;
}

}  // namespace

Result<std::int64_t> Journal::State::prune_all() {
  const auto prunable = prunable_chains(database);
  if (!prunable) {
    return prunable.error();
  }
  if (prunable->empty()) {
    return 0;
  }
  auto transaction = sqlite::Transaction::begin(database);
  if (!transaction) {
    return transaction.error();
  }
  std::int64_t count = 0;
  for (const Prunable& one : *prunable) {
    if (count >= kPruneMost) {
      break;
    }
    const auto pruned = prune_chain(database, one, kPruneMost - count);
    if (!pruned) {
      return pruned.error();
    }
    count += *pruned;
  }
  if (auto committed = transaction->commit(); !committed) {
    return committed.error();
  }
  return count;
}

Result<std::int64_t> Journal::prune() {
  State& state = *state_;
  if (state.broken) {
    return *state.broken;
  }
  auto pruned = without_running_out([&] { return state.prune_all(); });
  if (!pruned) {
    state.note_failure(pruned.error());
    return pruned;
  }
  // The chain in memory says what the row says.
  const auto row = state.store->find_chain(state.chain.id);
  if (!row) {
    return row.error();
  }
  if (*row) {
    state.chain = **row;
  }
  return pruned;
}

}  // namespace outreach::journal
