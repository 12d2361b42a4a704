#include <algorithm>
#include <string>

#include "platform/base/guard.h"
#include "sync/journal/journal_state.h"

namespace outreach::journal {
namespace {

std::int64_t milliseconds(WallTime time) {
  return time.time_since_epoch().count();
}

// How far the county holds this chain as it is here. Its hash there must be ours; a row that the
// disk lost cannot contradict. Of a chain that ended it may hold what this disk never had or what
// was taken over: that is why it ended.
Result<Sequence> check_on_chain(EntryStore& store, const ChainRow& chain, const VerifiedAck& ack) {
  const Sequence through = ack.acknowledged_through;
  const auto contradiction = [&] {
    return Error{ErrorCode::Refused,
                 "the county's head " + std::to_string(through) + " is not ours"};
  };
  if (through > chain.deliverable_through()) {
    return chain.ended.empty() ? Result<Sequence>(contradiction()) : chain.deliverable_through();
  }
  if (through == 0) {
    return through;
  }
  const auto ours = store.entry_hash(chain.number, through);
  if (!ours && ours.error().code != ErrorCode::NotFound) {
    return ours.error();
  }
  return !ours || *ours == ack.head_hash ? Result<Sequence>(through) : contradiction();
}

// The newest ack's list is the whole truth: an entry the county understands by now is no longer in
// it.
Result<void> replace_quarantine(sqlite::Database& database, EntryStore& store, ChainNumber chain,
                                Sequence through, const std::vector<SetAside>& set_aside) {
  auto clear = database.prepare("DELETE FROM quarantine WHERE chain=?");
  if (!clear) {
    return clear.error();
  }
  if (auto cleared = clear->bind(1, chain).run(); !cleared) {
    return cleared;
  }
  for (const SetAside& item : set_aside) {
    if (item.sequence > through) {
      continue;  // of what is not delivered from here
    }
    if (auto added = store.add_quarantine(chain, item.sequence, item.reason); !added) {
      return added;
    }
  }
  return {};
}

// Notes since when the county has archived that much, for prune(). One note a day, and of those old
// enough only the one that reaches farthest; an archive that was lost reaches less far than its
// notes did.
Result<void> note_archived(sqlite::Database& database, ChainNumber chain, Sequence through,
                           WallTime county_time) {
  constexpr std::chrono::milliseconds kDay = std::chrono::hours(24);
  constexpr std::chrono::milliseconds kAge = kArchivedFor;
  const std::string of_chain = "chain=" + std::to_string(chain);
  const std::string reach = std::to_string(through);
  const std::string time = std::to_string(milliseconds(county_time));
  const std::string day = std::to_string(kDay.count());
  std::string sql = "DELETE FROM archived WHERE " + of_chain + " AND through>" + reach + ";";
  if (through > 0) {
    sql += "DELETE FROM archived WHERE " + of_chain + " AND through<" + reach +
           " AND county_time/" + day + "=" + time + "/" + day + ";";
    sql += "INSERT OR IGNORE INTO archived VALUES(" + std::to_string(chain) + "," + reach + "," +
           time + ");";
    sql += "DELETE FROM archived WHERE " + of_chain +
           " AND through<(SELECT MAX(through) FROM archived WHERE " + of_chain +
           " AND county_time<=" + time + "-" + std::to_string(kAge.count()) + ");";
  }
  return database.execute(sql);
}

// Whether it says more than what is stored, or has the right to say less; `archived` becomes what
// holds from here on.
Result<bool> store_ack(sqlite::Database& database, const VerifiedAck& ack, Sequence through,
                       WallTime now, Sequence& archived) {
  const auto before = ack_state(database, ack.chain);
  if (!before) {
    return before.error();
  }
  if (through < before->acknowledged_through && !ack.is_fresh) {
    return false;
  }
  archived = std::min(ack.archived_through, through);
  if (!ack.is_fresh) {
    archived = std::max(archived, before->archived_through);
  }
  auto upsert = database.prepare(
      "INSERT OR REPLACE INTO acknowledgement(chain,acknowledged_through,county_time,device_time,"
      "document,archived_through) VALUES(?,?,?,?,?,?)");
  if (!upsert) {
    return upsert.error();
  }
  upsert->bind(1, ack.chain).bind(2, through).bind(3, milliseconds(ack.county_time));
  upsert->bind(4, milliseconds(now)).bind(5, ByteView(ack.signed_document));
  const auto stored = upsert->bind(6, archived).run();
  return stored ? Result<bool>(true) : stored.error();
}

}  // namespace

Result<void> Journal::State::store_acknowledgement(const VerifiedAck& ack) {
  const auto all = chains(database);
  if (!all) {
    return all.error();
  }
  const auto row = std::find_if(all->begin(), all->end(),
                                [&](const ChainRow& one) { return one.number == ack.chain; });
  if (row == all->end()) {
    return Error{ErrorCode::NotFound, "an ack for chain " + std::to_string(ack.chain) +
                                          ", which is not in this journal"};
  }
  const auto through = check_on_chain(*store, *row, ack);
  if (!through) {
    return through.error();
  }
  auto transaction = sqlite::Transaction::begin(database);
  if (!transaction) {
    return transaction.error();
  }
  Sequence archived = 0;
  const auto says_more = store_ack(database, ack, *through, clock.now().wall, archived);
  if (!says_more) {
    return says_more.error();
  }
  if (*says_more) {
    if (auto replaced = replace_quarantine(database, *store, ack.chain, *through, ack.set_aside);
        !replaced) {
      return replaced;
    }
    if (auto noted = note_archived(database, ack.chain, archived, ack.county_time); !noted) {
      return noted;
    }
  }
  return transaction->commit();
}

Result<void> Journal::record_ack(const VerifiedAck& ack) {
  State& state = *state_;
  if (state.broken) {
    return *state.broken;
  }
  auto stored = without_running_out([&] { return state.store_acknowledgement(ack); });
  if (!stored) {
    state.note_failure(stored.error());
  }
  return stored;
}

}  // namespace outreach::journal
