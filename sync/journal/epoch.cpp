// Long because it is one transaction, and each kind of entry is taken over in its own way.
//
// A new epoch: the chain that was is ended, another begins with what it takes over. FORMAT.md,
// "Epochs".
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "platform/base/guard.h"
#include "sync/journal/counted_names.h"
#include "sync/journal/journal_state.h"
#include "sync/journal/row.h"

namespace outreach::journal {
namespace {

constexpr const char* kReopenedOuting =
    "SELECT o.kind,o.place,o.township,o.date,o.staff,o.sheet,e.device_time,o.planned FROM outing o "
    "LEFT JOIN entry e ON e.chain=o.chain AND e.sequence=o.sequence WHERE o.chain=? AND "
    "o.sequence=?";

}  // namespace

struct Journal::State::Succession {
  State& state;
  ChainRow old;
  ChainRow chain;
  Sequence common;
  Now now;
  Head head{};
  Sequence taken = 0;
  std::vector<sqlite::Statement> drops{};  // as kCountedNames
  std::optional<sqlite::Statement> outing{};
  // Where entries of the old chain stand in the new one.
  std::unordered_map<Sequence, Sequence> moved{};

  Result<void> prepare();
  Result<void> end_old_chain(domain::EpochReason reason);
  Result<Sequence> open_outing_of_old() const;
  Result<void> open_outings_again();
  Result<void> close_old_outings() const;
  Result<Sequence> add(std::string_view kind, Bytes body, Sequence in,
                       const domain::Record* record);
  Result<Sequence> outing_here(Sequence sequence);
  bool map_target(Sequence& target, std::optional<domain::EpochId>& epoch) const;
  bool map_target(domain::Content& content) const;
  Result<void> stop_counting(Sequence sequence);
  Result<void> take(const Entry& entry);
  Result<void> take_known(const Entry& entry, domain::Record record);
  Result<void> take_rest();
};

Result<void> Journal::State::Succession::prepare() {
  for (const CountedName& counted : kCountedNames) {
    auto drop = state.database.prepare(
        std::string("DELETE FROM ").append(counted.table).append(" WHERE chain=? AND sequence=?"));
    if (!drop) {
      return drop.error();
    }
    drops.push_back(std::move(*drop));
  }
  auto select = state.database.prepare(kReopenedOuting);
  if (!select) {
    return select.error();
  }
  outing.emplace(std::move(*select));
  return {};
}

// What the county confirmed of entries that are taken over it confirmed of others.
Result<void> Journal::State::Succession::end_old_chain(domain::EpochReason reason) {
  const std::string number = std::to_string(old.number);
  const std::string last = std::to_string(common);
  std::string sql = "UPDATE chain SET ended='" + std::string(code_of(reason)) + "'";
  if (common < old.head.sequence) {
    sql += ",counted_through=" + last;
  }
  sql += " WHERE number=" + number + ";";
  sql += "UPDATE acknowledgement SET acknowledged_through=MIN(acknowledged_through," + last +
         "),archived_through=MIN(archived_through," + last + ") WHERE chain=" + number + ";";
  sql += "DELETE FROM quarantine WHERE chain=" + number + " AND sequence>" + last + ";";
  sql += "DELETE FROM archived WHERE chain=" + number + " AND through>" + last + ";";
  return state.database.execute(sql);
}

// The outing that is under way at the stall; 0: none.
Result<Sequence> Journal::State::Succession::open_outing_of_old() const {
  const auto open = journal::open_outing(state.database);
  if (!open) {
    return open.error();
  }
  return *open && (*open)->chain == old.number ? (*open)->sequence : 0;
}

// Those up to the common entry that are still open, in their order: one that is opened again only
// when an entry needs it would be newer than the one under way.
Result<void> Journal::State::Succession::open_outings_again() {
  auto select = state.database.prepare(
      "SELECT sequence FROM outing WHERE chain=? AND sequence<=? AND closed=0 AND amount>0 AND "
      "sheet IS NULL ORDER BY sequence");
  if (!select) {
    return select.error();
  }
  std::vector<Sequence> still_open;
  select->bind(1, old.number).bind(2, common);
  if (auto read =
          sqlite::each_row(*select, [&] { still_open.push_back(select->unsigned_integer(0)); });
      !read) {
    return read;
  }
  for (const Sequence sequence : still_open) {
    if (const auto here = outing_here(sequence); !here) {
      return here.error();
    }
  }
  return {};
}

Result<void> Journal::State::Succession::close_old_outings() const {
  return state.database.execute("UPDATE outing SET closed=1 WHERE chain=" +
                                std::to_string(old.number));
}

// Adds an entry to the new chain. `record`: what it says, where this version understands it.
Result<Sequence> Journal::State::Succession::add(std::string_view kind, Bytes body, Sequence in,
                                                 const domain::Record* record) {
  Entry entry;
  Envelope& envelope = entry.envelope;
  envelope.sequence = head.sequence + 1;
  envelope.kind = kind;
  envelope.device_time = now.wall;
  envelope.device_time_trusted = now.wall_trusted;
  envelope.boot = state.clock.boot_id();
  envelope.monotonic = now.monotonic;
  envelope.outing = in;
  envelope.salt = state.random.array<16>();
  envelope.previous = head.hash;
  envelope.body_hash = domain::hash_body(envelope.salt, body);
  entry.body = std::move(body);
  entry.hash = domain::hash_envelope(chain.id, envelope);
  if (auto added = state.store->add_entry(chain.number, entry); !added) {
    return added.error();
  }
  if (record != nullptr) {
    // What cannot be counted is carried all the same, as the county will.
    if (auto applied = state.projection->apply(chain.number, envelope, *record); !applied) {
      return applied.error();
    }
  }
  head = Head{envelope.sequence, entry.hash};
  return envelope.sequence;
}

// The outing in the new chain. One that was opened before what is taken over is opened here again,
// once, from what is known of it: its body may be pruned.
Result<Sequence> Journal::State::Succession::outing_here(Sequence sequence) {
  if (const auto found = moved.find(sequence); sequence == 0 || found != moved.end()) {
    return sequence == 0 ? 0 : found->second;
  }
  sqlite::Statement& select = *outing;
  const auto row = select.bind(1, old.number).bind(2, sequence).step();
  if (!row) {
    return row.error();
  }
  if (!*row) {
    return 0;
  }
  const auto date = date_from_iso(select.text(3));
  domain::OutingOpened opened{
      {}, std::string(select.text(1)), std::string(select.text(2)), date.value_or(Date{})};
  const bool has_kind = domain::set_kind(opened, select.text(0));
  opened.is_planned = select.integer(7) != 0;
  domain::Record record{std::move(opened), std::string(select.text(4)), std::nullopt,
                        domain::Origin{old.id.epoch, sequence, wall_time_column(select, 6)}};
  if (!select.is_null(5)) {
    record.sheet_time = select.text(5);
  }
  select.reset();
  if (!has_kind || domain::check(record)) {
    return 0;
  }
  const auto added = add(domain::kind_of(record.content), domain::encode_body(record), 0, &record);
  if (added) {
    moved.emplace(sequence, *added);
  }
  return added;
}

// False when what it is about was not taken over: it had its effect where that stays.
bool Journal::State::Succession::map_target(Sequence& target,
                                            std::optional<domain::EpochId>& epoch) const {
  if (epoch) {
    return true;
  }
  if (target <= common) {
    epoch = old.id.epoch;
    return true;
  }
  const auto found = moved.find(target);
  if (found == moved.end()) {
    return false;
  }
  target = found->second;
  return true;
}

// The same of what a record is about; true where it is about no entry. A remark is taken over in
// any case: it names where its target stays.
bool Journal::State::Succession::map_target(domain::Content& content) const {
  if (auto* correction = std::get_if<domain::Correction>(&content)) {
    return map_target(correction->target, correction->epoch);
  }
  if (auto* erasure = std::get_if<domain::Erasure>(&content)) {
    return map_target(erasure->target, erasure->epoch);
  }
  if (auto* remark = std::get_if<domain::Remark>(&content);
      remark != nullptr && remark->target != 0 && !map_target(remark->target, remark->epoch)) {
    remark->epoch = old.id.epoch;
  }
  return true;
}

Result<void> Journal::State::Succession::stop_counting(Sequence sequence) {
  for (sqlite::Statement& drop : drops) {
    if (auto dropped = drop.bind(1, old.number).bind(2, sequence).run(); !dropped) {
      return dropped;
    }
  }
  return {};
}

Result<void> Journal::State::Succession::take_known(const Entry& entry, domain::Record record) {
  if (std::holds_alternative<domain::EpochOpened>(record.content)) {
    return {};
  }
  if (!map_target(record.content)) {
    return {};
  }
  const auto in = outing_here(entry.envelope.outing);
  if (!in) {
    return in.error();
  }
  if (auto stopped = stop_counting(entry.envelope.sequence); !stopped) {
    return stopped;
  }
  // What was taken over before keeps its first origin: where it stood between, it never reached the
  // county.
  if (!record.origin) {
    record.origin =
        domain::Origin{old.id.epoch, entry.envelope.sequence, entry.envelope.device_time};
  }
  const auto added =
      add(entry.envelope.kind, domain::encode_taken_over(*entry.body, record), *in, &record);
  if (!added) {
    return added.error();
  }
  moved.emplace(entry.envelope.sequence, *added);
  ++taken;
  return {};
}

Result<void> Journal::State::Succession::take(const Entry& entry) {
  auto decoded = domain::decode_body(entry.envelope.kind, *entry.body);
  if (auto* record = std::get_if<domain::Record>(&decoded)) {
    return take_known(entry, std::move(*record));
  }
  const auto in = outing_here(entry.envelope.outing);
  if (!in) {
    return in.error();
  }
  const auto added = add(entry.envelope.kind, *entry.body, *in, nullptr);
  if (!added) {
    return added.error();
  }
  moved.emplace(entry.envelope.sequence, *added);
  ++taken;
  return {};
}

Result<void> Journal::State::Succession::take_rest() {
  for (Sequence next = common + 1; next <= old.head.sequence;) {
    const auto read =
        read_checked_entries(state.database, old, next, kEntriesAtOnce, kBodyBytesAtOnce);
    if (!read) {
      return read.error();
    }
    if (read->empty()) {
      return {};
    }
    for (const CheckedEntry& checked : *read) {
      if (checked.soundness == CheckedEntry::Soundness::Sound && checked.entry.body) {
        if (auto done = take(checked.entry); !done) {
          return done;
        }
      }
    }
    next += read->size();
  }
  return {};
}

Result<std::pair<ChainRow, EpochBegan>> Journal::State::succeed(domain::EpochReason reason,
                                                                Sequence common) {
  auto added = store->add_chain({chain.id.kiosk, random.array<16>()});
  if (!added) {
    return added.error();
  }
  Succession next{*this, chain, *added, common, clock.now()};
  const domain::Record opened{
      domain::EpochOpened{reason, chain.id.epoch, chain.head.sequence, common},
      domain::kStaffMachine, std::nullopt};
  if (auto prepared = next.prepare(); !prepared) {
    return prepared.error();
  }
  if (auto ended = next.end_old_chain(reason); !ended) {
    return ended.error();
  }
  const auto first =
      next.add(domain::kind_of(opened.content), domain::encode_body(opened), 0, &opened);
  if (!first) {
    return first.error();
  }
  const auto open = next.open_outing_of_old();
  if (!open) {
    return open.error();
  }
  // Staff simply go on: the outing that is under way stays so, the newest of those that are open.
  if (auto here = next.open_outings_again(); !here) {
    return here.error();
  }
  if (auto taken = next.take_rest(); !taken) {
    return taken.error();
  }
  if (const auto here = next.outing_here(*open); !here) {
    return here.error();
  }
  if (auto closed = next.close_old_outings(); !closed) {
    return closed.error();
  }
  if (auto set = store->set_signed_head(next.chain, next.head, identity.key); !set) {
    return set.error();
  }
  next.chain.head = next.head;
  return std::pair{next.chain,
                   EpochBegan{reason, chain.id, chain.head.sequence, common, next.taken}};
}

Result<EpochBegan> Journal::State::begin_epoch(domain::EpochReason reason, Sequence common) {
  if (common > chain.head.sequence) {
    return Error{ErrorCode::InvalidInput, "entry " + std::to_string(common) +
                                              " is not in the chain that ends at " +
                                              std::to_string(chain.head.sequence)};
  }
  auto transaction = sqlite::Transaction::begin(database);
  if (!transaction) {
    return transaction.error();
  }
  auto succeeded = succeed(reason, common);
  if (!succeeded) {
    return succeeded.error();
  }
  if (auto done = transaction->commit(); !done) {
    return done.error();
  }
  chain = std::move(succeeded->first);
  return succeeded->second;
}

Result<EpochBegan> Journal::begin_epoch(domain::EpochReason reason, Sequence common) {
  State& state = *state_;
  if (state.broken) {
    return *state.broken;
  }
  auto began = without_running_out([&] { return state.begin_epoch(reason, common); });
  if (began) {
    state.clear_erased();  // erasures were taken over too; not the next tap should pay for it
  } else {
    state.note_failure(began.error());
  }
  return began;
}

}  // namespace outreach::journal
