#include "sync/journal/journal.h"

#include <string>
#include <utility>

#include "sync/journal/journal_state.h"
#include "sync/journal/schema.h"

namespace outreach::journal {
namespace {

// How many entries at the end of the chain are recomputed at each start: a day's worth, a few
// milliseconds. `verify` recomputes all of them.
constexpr Sequence kTailChecked = 512;

}  // namespace

Journal::Journal(std::unique_ptr<State> state) : state_(std::move(state)) {}
Journal::Journal(Journal&&) noexcept = default;
Journal& Journal::operator=(Journal&&) noexcept = default;
Journal::~Journal() = default;

namespace {

// The newest chain, or a new one: a store that is new begins a new epoch. So does a kiosk whose key
// is new: nobody could sign for the entries of the old key, and a county would take none that
// follow them.
Result<ChainRow> current_chain(sqlite::Database& database, EntryStore& store,
                               const Identity& identity, Random& random) {
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
  const Sequence first =
      chain.head.sequence > kTailChecked ? chain.head.sequence - kTailChecked + 1 : 1;
  auto report = verify_chain(database, chain, first);
  if (!report) {
    return report.error();
  }
  if (!report->damages.empty()) {
    const Damage& damage = report->damages.front();
    return Error{ErrorCode::Corrupt, "journal entry " + std::to_string(damage.sequence) +
                                         " is damaged: " + damage.kind};
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
  auto database = sqlite::Database::open((folder / kJournalFile).string(),
                                         {sqlite::Access::Writer, options.vfs});
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
  // What an earlier process wrote and did not live to sync counts as recorded from here on.
  if (auto durable = state->database.make_durable(); !durable) {
    return durable.error();
  }
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

Result<sqlite::Database> open_reader(const Path& folder, const JournalOptions& options) {
  return sqlite::Database::open((folder / kJournalFile).string(),
                                {sqlite::Access::Reader, options.vfs});
}

}  // namespace outreach::journal
