#include <algorithm>
#include <string>

#include "platform/base/guard.h"
#include "sync/journal/journal_state.h"

namespace outreach::journal {
namespace {

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
  const std::string time = std::to_string(unix_milliseconds(county_time));
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

// What is stored of a chain's acks.
struct Stored {
  AckState state;
  // When the county said that it holds less than before, by its clock; a county restored from a
  // backup. What it gave before that is not so any more.
  std::optional<std::int64_t> lowered_at;
};

Result<Stored> stored_ack(sqlite::Database& database, ChainNumber chain) {
  auto state = ack_state(database, chain);
  if (!state) {
    return state.error();
  }
  Stored stored{std::move(*state), {}};
  auto select = database.prepare("SELECT lowered_at FROM acknowledgement WHERE chain=?");
  if (!select) {
    return select.error();
  }
  const auto found = select->bind(1, chain).step();
  if (!found) {
    return found.error();
  }
  if (*found && !select->is_null(0)) {
    stored.lowered_at = select->integer(0);
  }
  return stored;
}

// Whether the ack is one that time went past.
bool is_past(const Stored& stored, const VerifiedAck& ack, Sequence through) {
  if (ack.is_fresh) {
    return false;
  }
  if (through < stored.state.acknowledged_through) {
    return true;
  }
  if (!ack.may_be_old) {
    return false;
  }
  const bool was_withdrawn =
      stored.lowered_at && unix_milliseconds(ack.county_time) <= *stored.lowered_at;
  return was_withdrawn || (through == stored.state.acknowledged_through &&
                           ack.county_time <= stored.state.county_time);
}

// Whether it says more than what is stored, or has the right to say less; `archived` becomes what
// holds from here on.
Result<bool> store_ack(sqlite::Database& database, const VerifiedAck& ack, Sequence through,
                       WallTime now, Sequence& archived) {
  auto before = stored_ack(database, ack.chain);
  if (!before) {
    return before.error();
  }
  if (is_past(*before, ack, through)) {
    return false;
  }
  archived = std::min(ack.archived_through, through);
  if (!ack.is_fresh) {
    archived = std::max(archived, before->state.archived_through);
  }
  if (through < before->state.acknowledged_through) {
    before->lowered_at = unix_milliseconds(ack.county_time);
    // The stick that carried them came home and was cleared.
    auto forget = database.prepare("DELETE FROM stick WHERE chain=?");
    if (!forget) {
      return forget.error();
    }
    if (auto forgotten = forget->bind(1, ack.chain).run(); !forgotten) {
      return forgotten.error();
    }
  }
  auto upsert = database.prepare(
      "INSERT OR REPLACE INTO acknowledgement(chain,acknowledged_through,county_time,device_time,"
      "document,archived_through,lowered_at) VALUES(?1,?2,?3,?4,?5,?6,?7)");
  if (!upsert) {
    return upsert.error();
  }
  upsert->bind(1, ack.chain).bind(2, through).bind(3, unix_milliseconds(ack.county_time));
  upsert->bind(4, unix_milliseconds(now)).bind(5, ByteView(ack.signed_document)).bind(6, archived);
  if (before->lowered_at) {
    upsert->bind(7, *before->lowered_at);
  }
  const auto stored = upsert->run();
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

Result<void> Journal::State::store_stick(ChainNumber of, Sequence through) {
  auto upsert = database.prepare(
      "INSERT INTO stick VALUES(?1,?2,?3) ON CONFLICT(chain) DO UPDATE SET "
      "through=MAX(through,excluded.through),device_time=excluded.device_time");
  if (!upsert) {
    return upsert.error();
  }
  return upsert->bind(1, of).bind(2, through).bind(3, unix_milliseconds(clock.now().wall)).run();
}

Result<void> Journal::note_stick(ChainNumber chain, Sequence through) {
  State& state = *state_;
  if (state.broken) {
    return *state.broken;
  }
  auto stored = without_running_out([&] { return state.store_stick(chain, through); });
  if (!stored) {
    state.note_failure(stored.error());
  }
  return stored;
}

Result<void> Journal::forget_sticks() {
  State& state = *state_;
  if (state.broken) {
    return *state.broken;
  }
  auto forgotten = state.database.execute("DELETE FROM stick");
  if (!forgotten) {
    state.note_failure(forgotten.error());
  }
  return forgotten;
}

}  // namespace outreach::journal
