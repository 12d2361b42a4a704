#include "sync/journal/journal.h"

#include <string>
#include <utility>
#include <variant>

#include "sync/journal/entry_store.h"
#include "sync/journal/projection.h"
#include "sync/journal/schema.h"

namespace outreach::journal {
namespace {

// How many entries at the end of the chain are recomputed at each start: a day's worth, a few milliseconds.
// `verify` recomputes all of them.
constexpr Sequence kTailChecked = 512;

Error at_draft(std::size_t index, domain::Rejection reason) {
  return {ErrorCode::InvalidInput,
          "draft " + std::to_string(index + 1) + " cannot be recorded: " + std::string(code_of(reason))};
}

}  // namespace

struct Journal::State {
  FileLock lock;
  Clock& clock;
  Random& random;
  Identity identity;
  sqlite::Database database;
  std::optional<EntryStore> store;
  std::optional<Projection> projection;
  ChainRow chain;
  // The worst that happened to the handle; nothing is recorded after it.
  std::optional<Error> broken;

  Result<Appended> append_one(const Draft& draft, std::size_t index, Sequence first, const Now& now, Head& head);
  Result<std::vector<Appended>> append_all(std::span<const Draft> drafts, Head& head);
};

Journal::Journal(std::unique_ptr<State> state) : state_(std::move(state)) {}
Journal::Journal(Journal&&) noexcept = default;
Journal& Journal::operator=(Journal&&) noexcept = default;
Journal::~Journal() = default;

namespace {

// The newest chain, or a new one: a store that is new begins a new epoch. So does a kiosk whose key is new: nobody could
// sign for the entries of the old key, and a county would take none that follow them.
Result<ChainRow> current_chain(sqlite::Database& database, EntryStore& store, const Identity& identity, Random& random) {
  const auto existing = chains(database);
  if (!existing) {
    return existing.error();
  }
  if (!existing->empty() && existing->back().id.kiosk == identity.kiosk) {
    return existing->back();
  }
  auto transaction = sqlite::Transaction::begin(database);
  if (!transaction) {
    return transaction.error();
  }
  auto added = store.add_chain({identity.kiosk, random.array<16>()});
  if (!added) {
    return added.error();
  }
  if (auto done = transaction->commit(); !done) {
    return done.error();
  }
  return *added;
}

Result<void> check_tail(sqlite::Database& database, const ChainRow& chain) {
  if (chain.head.sequence == 0) {
    return {};
  }
  const Sequence first = chain.head.sequence > kTailChecked ? chain.head.sequence - kTailChecked + 1 : 1;
  auto report = verify_chain(database, chain, first);
  if (!report) {
    return report.error();
  }
  if (!report->damages.empty()) {
    const Damage& damage = report->damages.front();
    return Error{ErrorCode::Corrupt, "journal entry " + std::to_string(damage.sequence) + " is damaged: " + damage.kind};
  }
  return {};
}

}  // namespace

Result<Journal> Journal::open(const Path& folder, Clock& clock, Random& random, Files& files,
                              const JournalOptions& options) {
  if (auto made = files.make_folders(folder); !made) {
    return made.error();
  }
  auto lock = FileLock::acquire(folder / kLockFile);
  if (!lock) {
    return lock.error();
  }
  auto identity = load_or_create_identity(folder, files, random);
  if (!identity) {
    return identity.error();
  }
  auto database =
      sqlite::Database::open((folder / kJournalFile).string(), {sqlite::Access::Writer, options.vfs});
  if (!database) {
    return database.error();
  }
  if (auto ready = prepare_schema(*database); !ready) {
    return ready.error();
  }
  auto state = std::unique_ptr<State>(
      new State{std::move(*lock), clock, random, *identity, std::move(*database), {}, {}, {}, {}});
  auto store = EntryStore::prepare(state->database);
  if (!store) {
    return store.error();
  }
  state->store.emplace(std::move(*store));
  auto projection = Projection::prepare(state->database);
  if (!projection) {
    return projection.error();
  }
  state->projection.emplace(std::move(*projection));
  auto chain = current_chain(state->database, *state->store, state->identity, random);
  if (!chain) {
    return chain.error();
  }
  state->chain = *chain;
  if (auto sound = check_tail(state->database, state->chain); !sound) {
    return sound.error();
  }
  return Journal(std::move(state));
}

const Identity& Journal::identity() const {
  return state_->identity;
}

const ChainId& Journal::chain() const {
  return state_->chain.id;
}

ChainNumber Journal::chain_number() const {
  return state_->chain.number;
}

Head Journal::head() const {
  return state_->chain.head;
}

sqlite::Database& Journal::database() {
  return state_->database;
}

Result<Appended> Journal::State::append_one(const Draft& draft, std::size_t index, Sequence first, const Now& now,
                                            Head& head) {
  if (const auto reason = domain::check(draft.record)) {
    return at_draft(index, *reason);
  }
  Entry entry;
  Envelope& envelope = entry.envelope;
  envelope.sequence = head.sequence + 1;
  envelope.kind = domain::kind_of(draft.record.content);
  envelope.device_time = now.wall;
  envelope.device_time_trusted = now.wall_trusted;
  envelope.boot = clock.boot_id();
  envelope.monotonic = now.monotonic;
  envelope.outing =
      draft.outing >= kOutingOfThisAppend ? first + (draft.outing - kOutingOfThisAppend) : draft.outing;
  envelope.salt = random.array<16>();
  envelope.previous = head.hash;
  entry.body = domain::encode_body(draft.record);
  envelope.body_hash = domain::hash_body(envelope.salt, *entry.body);
  entry.hash = domain::hash_envelope(chain.id, envelope);
  if (auto added = store->add_entry(chain.number, entry); !added) {
    return added.error();
  }
  auto rejected = projection->apply(chain.number, envelope, draft.record);
  if (!rejected) {
    return rejected.error();
  }
  if (*rejected) {
    return at_draft(index, **rejected);
  }
  head = Head{envelope.sequence, entry.hash};
  return Appended{envelope.sequence, envelope.outing, envelope.device_time};
}

Result<std::vector<Appended>> Journal::State::append_all(std::span<const Draft> drafts, Head& head) {
  auto transaction = sqlite::Transaction::begin(database);
  if (!transaction) {
    return transaction.error();
  }
  const Now now = clock.now();
  const Sequence first = head.sequence + 1;
  std::vector<Appended> appended;
  appended.reserve(drafts.size());
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    auto one = append_one(drafts[i], i, first, now, head);
    if (!one) {
      return one.error();
    }
    appended.push_back(*one);
  }
  if (auto set = store->set_head(chain.number, head); !set) {
    return set.error();
  }
  if (auto done = transaction->commit(); !done) {
    return done.error();
  }
  return appended;
}

Result<std::vector<Appended>> Journal::append(std::span<const Draft> drafts) {
  State& state = *state_;
  if (state.broken) {
    return *state.broken;
  }
  Head head = state.chain.head;
  auto appended = state.append_all(drafts, head);
  if (!appended) {
    state.projection->forget();
    if (state.database.has_failed()) {
      state.broken = appended.error();
    }
    return appended;
  }
  state.chain.head = head;
  return appended;
}

Result<void> Journal::record_ack(ChainNumber chain, Sequence acknowledged_through, const Hash& head_hash,
                                 const std::vector<SetAside>& set_aside, WallTime county_time, ByteView signed_document) {
  State& state = *state_;
  if (state.broken) {
    return *state.broken;
  }
  if (acknowledged_through > 0) {
    const auto ours = state.store->entry_hash(chain, acknowledged_through);
    if (!ours && ours.error().code != ErrorCode::NotFound) {
      return ours.error();
    }
    if (!ours || *ours != head_hash) {
      return Error{ErrorCode::Refused, "the county's head " + std::to_string(acknowledged_through) + " is not ours"};
    }
  }
  auto transaction = sqlite::Transaction::begin(state.database);
  if (!transaction) {
    return transaction.error();
  }
  auto upsert = state.database.prepare(
      "INSERT INTO acknowledgement VALUES(?1,?2,?3,?4,?5) ON CONFLICT(chain) DO UPDATE SET "
      "acknowledged_through=?2, county_time=?3, device_time=?4, document=?5 WHERE acknowledged_through<=?2");
  if (!upsert) {
    return upsert.error();
  }
  const auto milliseconds = [](WallTime time) -> std::int64_t { return time.time_since_epoch().count(); };
  auto stored = upsert->bind(1, chain)
                    .bind(2, acknowledged_through)
                    .bind(3, milliseconds(county_time))
                    .bind(4, milliseconds(state.clock.now().wall))
                    .bind(5, signed_document)
                    .run();
  if (!stored) {
    return stored;
  }
  if (state.database.changes() > 0) {
    // The newest ack's list is the whole truth: an entry the county understands by now is no longer in it.
    auto clear = state.database.prepare("DELETE FROM quarantine WHERE chain=?");
    if (!clear) {
      return clear.error();
    }
    if (auto cleared = clear->bind(1, chain).run(); !cleared) {
      return cleared;
    }
    for (const SetAside& item : set_aside) {
      if (auto added = state.store->add_quarantine(chain, item.sequence, item.reason); !added) {
        return added;
      }
    }
  }
  return transaction->commit();
}

Result<sqlite::Database> open_reader(const Path& folder, const JournalOptions& options) {
  return sqlite::Database::open((folder / kJournalFile).string(), {sqlite::Access::Reader, options.vfs});
}

}  // namespace outreach::journal
