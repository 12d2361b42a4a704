#include "sync/ledger/ledger.h"

#include <limits>
#include <utility>

#include "platform/json/json.h"
#include "sync/ledger/archive.h"
#include "sync/ledger/casework.h"
#include "sync/ledger/intake.h"
#include "sync/ledger/kiosks.h"
#include "sync/ledger/pack_routes.h"
#include "sync/ledger/publishing.h"
#include "sync/protocol/wire.h"

namespace outreach::ledger {
namespace {

constexpr const char* kLockFile = "lock";
// When the disk or the database is the trouble: long enough not to hammer, short enough to be
// noticed the same hour.
constexpr const char* kRetryAfterSeconds = "30";

Response text_response(const std::string& text) {
  return {200, protocol::kJsonContentType, {}, Bytes(text.begin(), text.end())};
}

// What a failure to read or open something that was sent means to its sender.
Response refusal(const Error& error) {
  switch (error.code) {
    case ErrorCode::Unsupported:
      return error_response(426, "version", error.context);
    case ErrorCode::TooLarge:
      return error_response(413, "too_large", error.context);
    case ErrorCode::Refused:
    case ErrorCode::Corrupt:
    case ErrorCode::InvalidInput:
      return error_response(400, "malformed", error.context);
    default:
      return error_response(503, "unavailable", "the county cannot store anything at the moment");
  }
}

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

Response error_response(int status, const char* word, const std::string& detail) {
  Json json = Json::object();
  json["error"] = word;
  json["detail"] = detail;
  const std::string text = write_json(json);
  Response response{status, protocol::kErrorContentType, {}, Bytes(text.begin(), text.end())};
  if (status == 503) {
    response.headers.emplace_back("Retry-After", kRetryAfterSeconds);
  }
  return response;
}

struct Ledger::State {
  FileLock lock;
  Path folder;
  Clock& clock;
  Random& random;
  Files& files;
  CountyKeys keys;
  sqlite::Database database;
  PackRoutes packs;
  std::optional<Intake> intake;

  Response signed_state(const domain::ChainId& chain, int status, const protocol::Nonce& nonce = {},
                        domain::Sequence asked = std::numeric_limits<domain::Sequence>::max());
  // The kiosk's row, or the refusal to send.
  std::variant<KioskRow, Response> known_kiosk(const domain::KioskId& kiosk);
  Response head(const Request& request);
  Response batch(const Request& request);
  Response enrolment(const Request& request);
};

Ledger::Ledger(std::unique_ptr<State> state) : state_(std::move(state)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

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
                                                PackRoutes(PackShelf(folder, files)),
                                                {}});
  if (auto ready = prepare_ledger_schema(state->database); !ready) {
    return ready.error();
  }
  if (auto ours = claim(state->database, state->keys.sign.public_key()); !ours) {
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
  return Ledger(std::move(state));
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

Response Ledger::State::signed_state(const domain::ChainId& chain, int status,
                                     const protocol::Nonce& nonce, domain::Sequence asked) {
  // An ack that says less of backups than it could is a sound ack; the next one tries again.
  (void)take_up_backups(database, folder, files).has_value();
  auto ack = intake->state_of(chain, clock.now().wall, asked);
  if (!ack) {
    return refusal(ack.error());
  }
  ack->nonce = nonce;
  // A shelf that cannot be read stops no ack: kiosks hear of packs another time.
  if (auto newest = packs.shelf().newest()) {
    ack->packs = *std::move(newest);
  }
  return {status, protocol::kContentType, {}, protocol::encode_ack(*ack, keys.sign)};
}

std::variant<KioskRow, Response> Ledger::State::known_kiosk(const domain::KioskId& kiosk) {
  const auto row = find_kiosk(database, kiosk);
  if (!row) {
    return refusal(row.error());
  }
  if (!*row) {
    return error_response(403, "unknown_kiosk", "no kiosk of this number is enrolled here");
  }
  if ((*row)->revoked) {
    return error_response(403, "revoked", "this kiosk was revoked");
  }
  return **row;
}

Response Ledger::State::head(const Request& request) {
  const auto chain = protocol::peek_head_query(request.body);
  if (!chain) {
    return refusal(chain.error());
  }
  const auto kiosk = known_kiosk(chain->kiosk);
  if (const auto* response = std::get_if<Response>(&kiosk)) {
    return *response;
  }
  const auto query = protocol::open_head_query(request.body, std::get<KioskRow>(kiosk).key);
  if (!query) {
    return refusal(query.error());
  }
  return signed_state(query->chain, 200, query->nonce, query->newest);
}

Response Ledger::State::batch(const Request& request) {
  const auto header = protocol::peek_batch(request.body);
  if (!header) {
    return refusal(header.error());
  }
  const auto kiosk = known_kiosk(header->chain.kiosk);
  if (const auto* response = std::get_if<Response>(&kiosk)) {
    return *response;
  }
  const auto opened =
      protocol::open_batch(request.body, std::get<KioskRow>(kiosk).key, keys.transport);
  if (!opened) {
    return refusal(opened.error());
  }
  const auto verdict = intake->take(*opened, request.body, clock.now().wall);
  if (!verdict) {
    // The batch was sound, so whatever failed is on this side: nothing is confirmed.
    return error_response(503, "unavailable", verdict.error().context);
  }
  return signed_state(header->chain, *verdict == IntakeVerdict::Stored ? 200 : 409);
}

Response Ledger::State::enrolment(const Request& request) {
  const auto opened = protocol::open_enrolment_request(request.body, keys.transport);
  if (!opened) {
    return refusal(opened.error());
  }
  auto casework = load_casework_key(folder, files);
  if (!casework) {
    return refusal(casework.error());
  }
  const auto publishing = load_publishing_public(folder, files);
  if (!publishing) {
    return refusal(publishing.error());
  }
  keys.publishing = *publishing;
  keys.casework = *casework;  // they may have been made since this county began to serve
  const auto grant = redeem_code(database, folder, *opened, keys, files, clock.now().wall);
  if (!grant) {
    return grant.error().code == ErrorCode::Refused
               ? error_response(403, "code_refused", grant.error().context)
               : refusal(grant.error());
  }
  return text_response(protocol::encode_grant(*grant, keys.sign));
}

Response Ledger::handle(const Request& request) {
  State& state = *state_;
  struct Route {
    const char* method;
    const char* path;
    Response (State::*answer)(const Request&);
  };
  constexpr Route kRoutes[] = {{"POST", protocol::kHeadPath, &State::head},
                               {"POST", protocol::kBatchPath, &State::batch},
                               {"POST", protocol::kEnrolmentPath, &State::enrolment}};
  if (state.database.has_failed()) {
    return error_response(503, "unavailable",
                          "the county's database failed and must be started anew");
  }
  if (request.target == protocol::kCountyPath && request.method == "GET") {
    return text_response(protocol::encode_county_card(state.keys.card(), state.keys.sign));
  }
  if (PackRoutes::is_for(request.target)) {
    return state.packs.answer(request);
  }
  bool path_known = request.target == protocol::kCountyPath;
  for (const Route& route : kRoutes) {
    if (request.target == route.path) {
      path_known = true;
      if (request.method == route.method) {
        return (state.*route.answer)(request);
      }
    }
  }
  return path_known ? error_response(405, "method", "this path takes another method")
                    : error_response(404, "path", "no such path");
}

Result<sqlite::Database> open_reader(const Path& folder) {
  return sqlite::Database::open((folder / kLedgerFile).string(), {sqlite::Access::Reader, ""});
}

}  // namespace outreach::ledger
