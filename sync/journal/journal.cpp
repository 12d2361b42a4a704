#include "sync/journal/journal.h"

#include <string>
#include <utility>

#include "sync/journal/installation.h"
#include "sync/journal/journal_state.h"
#include "sync/journal/row.h"
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

// Whether the end of the chain is lost or rewritten: the entry that the chain says is its newest is
// not there, is another, or is not what the kiosk signed; or there are rows behind it. Nothing can
// be added to such a chain.
Result<bool> is_end_lost(sqlite::Database& database, const ChainRow& chain,
                         const crypto::PublicKey& key) {
  auto select = database.prepare(
      "SELECT hash, signature, (SELECT MAX(sequence) FROM entry WHERE chain=?1), (signature IS "
      "NULL "
      "AND EXISTS(SELECT 1 FROM entry WHERE chain=?1 AND signature IS NOT NULL)) FROM entry WHERE "
      "chain=?1 AND sequence=?2");
  if (!select) {
    return select.error();
  }
  if (chain.head.sequence == 0) {
    const auto rows =
        database.integer("SELECT COUNT(*) FROM entry WHERE chain=" + std::to_string(chain.number));
    return rows ? Result<bool>(*rows > 0) : rows.error();
  }
  const auto row = select->bind(1, chain.number).bind(2, chain.head.sequence).step();
  if (!row) {
    return row.error();
  }
  if (!*row || array_column<32>(*select, 0) != chain.head.hash ||
      select->unsigned_integer(2) != chain.head.sequence || select->integer(3) != 0) {
    return true;
  }
  const Bytes statement = domain::head_statement(chain.id, chain.head.sequence, chain.head.hash);
  return !select->is_null(1) && !crypto::verify(key, statement, array_column<64>(*select, 1));
}

}  // namespace

// Finds out whether these data are still this installation's and whole, and begins a new epoch
// where they are not.
Result<void> Journal::State::judge(const Path& folder, Files& files, const std::string& machine) {
  auto installation = Installation::read(folder, database, files, random, machine);
  if (!installation) {
    return installation.error();
  }
  auto found = find_chain();
  if (!found) {
    return found.error();
  }
  auto reason = *found ? installation->verdict() : std::nullopt;
  if (*found) {
    chain = **found;
    // A recovery closes the newest chain: more may have been recorded and delivered than it found.
    if (!reason && !chain.ended.empty()) {
      reason = domain::epoch_reason_from(chain.ended).value_or(domain::EpochReason::Recovered);
    }
    if (auto checked = check_end(reason); !checked) {
      return checked;
    }
  }
  auto transaction = sqlite::Transaction::begin(database);
  if (!transaction) {
    return transaction.error();
  }
  if (auto renewed = installation->renew(database, random); !renewed) {
    return renewed;
  }
  if (!*found) {
    auto added = store->add_chain({identity.kiosk, random.array<16>()});
    if (!added) {
      return added.error();
    }
    chain = *added;
  } else if (reason) {
    auto succeeded = succeed(*reason, chain.head.sequence);
    if (!succeeded) {
      return succeeded.error();
    }
    chain = std::move(succeeded->first);
    opening.epoch = succeeded->second;
  }
  if (auto done = transaction->commit(); !done) {
    return done;
  }
  if (auto written = installation->write_file(files); !written) {
    return written;
  }
  clear_erased();
  return broken ? Result<void>(*broken) : Result<void>();
}

// The newest chain, where it is this kiosk's. A kiosk whose key is new has none: nobody could sign
// for the entries of the old key, and a county would take none that follow them.
Result<std::optional<ChainRow>> Journal::State::find_chain() {
  auto all = chains(database);
  if (!all) {
    return all.error();
  }
  if (all->empty() || all->back().id.kiosk != identity.kiosk) {
    return std::optional<ChainRow>();
  }
  return std::optional(all->back());
}

// Names what is damaged among the newest entries. A reason that is known already stays.
Result<void> Journal::State::check_end(std::optional<domain::EpochReason>& reason) {
  const crypto::PublicKey& key = identity.key.public_key();
  const auto lost = is_end_lost(database, chain, key);
  if (!lost) {
    return lost.error();
  }
  if (*lost) {
    reason = reason.value_or(domain::EpochReason::Damaged);
  } else if (auto known = sign_head_if_unsigned(database, chain, identity.key); !known) {
    return known;
  }
  const Sequence first =
      chain.head.sequence > kTailChecked ? chain.head.sequence - kTailChecked + 1 : 1;
  auto report = verify_chain(database, chain, first, &key);
  if (!report) {
    return report.error();
  }
  opening.damages = std::move(report->damages);
  return {};
}

void Journal::State::note_failure(const Error& error) {
  projection->forget();
  if (database.has_failed() || error.code == ErrorCode::InputOutput) {
    broken = error;
  }
}

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
  Reserve reserve(files, folder / kReserveFile, options.reserve_bytes);
  reserve.make_way();
  auto database = sqlite::Database::open((folder / kJournalFile).string(),
                                         {sqlite::Access::Writer, options.vfs, true});
  if (!database) {
    return database.error();
  }
  if (auto ready = prepare_schema(*database); !ready) {
    return ready.error();
  }
  // What an earlier process wrote and did not live to sync counts as recorded from here on.
  if (auto durable = database->make_durable(); !durable) {
    return durable.error();
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
  if (auto judged = state->judge(folder, files, options.machine); !judged) {
    return judged.error();
  }
  reserve.keep();
  state->opening.reserve_missing = reserve.is_missing();
  state->reserve.emplace(std::move(reserve));
  return Journal(std::move(state));
}

const Opening& Journal::opening() const {
  return state_->opening;
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
