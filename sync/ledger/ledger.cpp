#include "sync/ledger/ledger.h"

#include <utility>

#include "platform/base/bytes.h"
#include "sync/ledger/ledger_state.h"
#include "sync/ledger/orders.h"
#include "sync/protocol/wire.h"

namespace outreach::ledger {
namespace {

constexpr const char* kLockFile = "lock";

// A ledger belongs to the key that founded it: another county's keys beside it (a folder put
// together from two backups) would sign acks that its kiosks refuse.
Result<void> claim(sqlite::Database& database, const crypto::PublicKey& sign_key) {
  auto insert =
      database.prepare("INSERT INTO county SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM county)");
  if (!insert) {
    return insert.error();
  }
  if (auto claimed = insert->bind(1, ByteView(sign_key)).run(); !claimed) {
    return claimed;
  }
  auto select = database.prepare("SELECT COUNT(*) FROM county WHERE sign_key=?");
  if (!select) {
    return select.error();
  }
  const auto row = select->bind(1, ByteView(sign_key)).step();
  if (!row) {
    return row.error();
  }
  if (select->integer(0) != 1) {
    return Error{ErrorCode::Corrupt,
                 "the ledger in this folder was kept by another county than its keys"};
  }
  return {};
}

}  // namespace

Ledger::Ledger(std::unique_ptr<State> state) : state_(std::move(state)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

namespace {

std::string stick_path_for(const std::array<std::uint8_t, 16>& secret) {
  return std::string(protocol::kBatchPath) + "/" + to_hex(secret);
}

}  // namespace

Result<Ledger> Ledger::open(const Path& folder, Clock& clock, Random& random, Files& files,
                            const LedgerOptions& options) {
  auto keys = load_keys(folder, files);
  if (!keys) {
    return keys.error();
  }
  auto lock = FileLock::acquire(folder / kLockFile);
  if (!lock) {
    return lock.error();
  }
  auto database = sqlite::Database::open((folder / kLedgerFile).string(),
                                         {sqlite::Access::Writer, options.vfs});
  if (!database) {
    return database.error();
  }
  auto state = std::unique_ptr<State>(new State{std::move(*lock),
                                                folder,
                                                clock,
                                                random,
                                                files,
                                                std::move(*keys),
                                                std::move(*database),
                                                Quota(options.quota),
                                                stick_path_for(random.array<16>()),
                                                PackRoutes(PackShelf(folder, files)),
                                                {}});
  if (auto ready = prepare_ledger_schema(state->database); !ready) {
    return ready.error();
  }
  if (auto ours = claim(state->database, state->keys.founding_key()); !ours) {
    return ours.error();
  }
  // A repetition of a batch is confirmed without storing it again: what is found here must be
  // durable.
  if (auto durable = state->database.make_durable(); !durable) {
    return durable.error();
  }
  auto intake = Intake::prepare(state->database);
  if (!intake) {
    return intake.error();
  }
  state->intake.emplace(std::move(*intake));
  if (auto taken = state->take_up_what_was_ordered(); !taken) {
    return taken.error();
  }
  return Ledger(std::move(state));
}

const std::string& Ledger::stick_path() const {
  return state_->stick_path;
}

const CountyKeys& Ledger::keys() const {
  return state_->keys;
}

sqlite::Database& Ledger::database() {
  return state_->database;
}

bool Ledger::has_failed() const {
  return state_->database.has_failed();
}

Result<void> Ledger::State::take_up_what_was_ordered() {
  if (auto refreshed = refresh_keys(keys, folder, files); !refreshed) {
    return refreshed;
  }
  const auto orders = take_up_orders(database, folder, clock, files);
  return orders ? Result<void>() : orders.error();
}

std::vector<Response> Ledger::handle(const std::vector<Request>& requests) {
  std::vector<Response> responses;
  responses.reserve(requests.size());
  if (has_failed()) {
    const Response failed =
        error_response(503, "unavailable", "the county's database failed and must be started anew");
    responses.assign(requests.size(), failed);
    return responses;
  }
  if (const auto taken = state_->take_up_what_was_ordered(); !taken) {
    // A revoked kiosk must not be taken for one that is not.
    responses.assign(requests.size(),
                     refusal(Error{ErrorCode::Unavailable, taken.error().context}));
    return responses;
  }
  auto outcomes = state_->take_batches(requests);
  for (std::size_t i = 0; i < requests.size(); ++i) {
    if (!outcomes[i]) {
      responses.push_back(state_->answer(requests[i]));
    } else if (auto* response = std::get_if<Response>(&*outcomes[i])) {
      responses.push_back(std::move(*response));
    } else {
      responses.push_back(state_->confirmation(std::get<State::Taken>(*outcomes[i])));
    }
  }
  return responses;
}

Result<bool> Ledger::judge_again() {
  State& state = *state_;
  if (!state.to_judge_from || has_failed()) {
    return false;
  }
  const auto next = state.intake->judge_again(*state.to_judge_from, kJudgedAgainAtOnce);
  if (!next) {
    return next.error();
  }
  state.to_judge_from = *next;
  return next->has_value();
}

Response Ledger::handle(const Request& request) {
  return handle(std::vector<Request>{request}).front();
}

Result<sqlite::Database> open_reader(const Path& folder) {
  return sqlite::Database::open((folder / kLedgerFile).string(), {sqlite::Access::Reader, ""});
}

}  // namespace outreach::ledger
