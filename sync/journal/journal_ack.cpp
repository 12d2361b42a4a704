#include <string>

#include "sync/journal/journal_state.h"

namespace outreach::journal {
namespace {

std::int64_t milliseconds(WallTime time) {
  return time.time_since_epoch().count();
}

// The county says it holds this chain through that entry: its hash there must be ours.
Result<void> check_on_chain(EntryStore& store, ChainNumber chain, Sequence through,
                            const Hash& head_hash) {
  if (through == 0) {
    return {};
  }
  const auto ours = store.entry_hash(chain, through);
  if (!ours && ours.error().code != ErrorCode::NotFound) {
    return ours.error();
  }
  if (!ours || *ours != head_hash) {
    return Error{ErrorCode::Refused,
                 "the county's head " + std::to_string(through) + " is not ours"};
  }
  return {};
}

// The newest ack's list is the whole truth: an entry the county understands by now is no longer in
// it.
Result<void> replace_quarantine(sqlite::Database& database, EntryStore& store, ChainNumber chain,
                                const std::vector<SetAside>& set_aside) {
  auto clear = database.prepare("DELETE FROM quarantine WHERE chain=?");
  if (!clear) {
    return clear.error();
  }
  if (auto cleared = clear->bind(1, chain).run(); !cleared) {
    return cleared;
  }
  for (const SetAside& item : set_aside) {
    if (auto added = store.add_quarantine(chain, item.sequence, item.reason); !added) {
      return added;
    }
  }
  return {};
}

}  // namespace

Result<void> Journal::record_ack(const VerifiedAck& ack) {
  State& state = *state_;
  if (state.broken) {
    return *state.broken;
  }
  if (auto ours = check_on_chain(*state.store, ack.chain, ack.acknowledged_through, ack.head_hash);
      !ours) {
    return ours;
  }
  auto transaction = sqlite::Transaction::begin(state.database);
  if (!transaction) {
    return transaction.error();
  }
  auto upsert = state.database.prepare(
      "INSERT INTO acknowledgement(chain,acknowledged_through,county_time,device_time,document,"
      "archived_through) VALUES(?1,?2,?3,?4,?5,?6) ON CONFLICT(chain) DO UPDATE SET "
      "acknowledged_through=?2, county_time=?3, device_time=?4, document=?5, archived_through=?6 "
      "WHERE acknowledged_through<=?2 OR ?7");
  if (!upsert) {
    return upsert.error();
  }
  upsert->bind(1, ack.chain)
      .bind(2, ack.acknowledged_through)
      .bind(3, milliseconds(ack.county_time));
  upsert->bind(4, milliseconds(state.clock.now().wall)).bind(5, ByteView(ack.signed_document));
  upsert->bind(6, ack.archived_through).bind(7, ack.is_fresh);
  if (auto stored = upsert->run(); !stored) {
    return stored;
  }
  if (state.database.changes() > 0) {
    if (auto replaced = replace_quarantine(state.database, *state.store, ack.chain, ack.set_aside);
        !replaced) {
      return replaced;
    }
  }
  return transaction->commit();
}

}  // namespace outreach::journal
