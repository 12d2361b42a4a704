// What is answered to each request that is no batch.
#include <utility>

#include "platform/json/json.h"
#include "sync/ledger/archive.h"
#include "sync/ledger/casework.h"
#include "sync/ledger/ledger_state.h"
#include "sync/ledger/publishing.h"
#include "sync/protocol/wire.h"

namespace outreach::ledger {
namespace {

// When the disk or the database is the trouble: long enough not to hammer, short enough to be
// noticed the same hour.
constexpr const char* kRetryAfterSeconds = "30";

Response text_response(const std::string& text) {
  return {200, protocol::kJsonContentType, {}, Bytes(text.begin(), text.end())};
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
  return {status,
          protocol::kContentType,
          {},
          protocol::ack_answer(protocol::encode_ack(*ack, keys.sign))};
}

std::variant<KioskRow, Response> Ledger::State::known_kiosk(const domain::KioskId& kiosk,
                                                            bool for_replaced) {
  const auto row = find_kiosk(database, kiosk);
  if (!row) {
    return refusal(row.error());
  }
  if (!*row) {
    return error_response(403, "unknown_kiosk", "no kiosk of this number is enrolled here");
  }
  if ((*row)->revoked && !(for_replaced && (*row)->replaced)) {
    return error_response(403, "revoked", "this kiosk was revoked: " + (*row)->revoked_for);
  }
  return **row;
}

Response Ledger::State::head(const Request& request) {
  const auto asked = protocol::peek_head_query(request.body);
  if (!asked) {
    return refusal(asked.error());
  }
  const auto kiosk = known_kiosk(asked->chain.kiosk, true);  // a question brings nothing in
  if (const auto* response = std::get_if<Response>(&kiosk)) {
    return *response;
  }
  const auto query = protocol::open_head_query(request.body, std::get<KioskRow>(kiosk).key);
  if (!query) {
    return refusal(query.error());
  }
  return signed_state(query->chain, 200, query->nonce, query->newest);
}

Response Ledger::State::card(const Request& /*request*/) {
  return text_response(protocol::encode_county_card(keys.card(), keys.sign));
}

Response Ledger::State::rotations(const Request& /*request*/) {
  std::vector<std::string> documents;
  for (const EarlierKeys& earlier : keys.earlier) {
    documents.push_back(earlier.announcement);
  }
  return text_response(protocol::encode_rotations(documents));
}

Response Ledger::State::enrolment(const Request& request) {
  const auto opened = protocol::open_enrolment_request(request.body, keys.transport);
  if (!opened) {
    const bool is_for_earlier =
        std::any_of(keys.earlier.begin(), keys.earlier.end(), [&](const EarlierKeys& earlier) {
          return protocol::open_enrolment_request(request.body, earlier.transport).has_value();
        });
    return is_for_earlier ? error_response(403, "code_refused",
                                           "this code was made before the county's keys were "
                                           "replaced: make a new one")
                          : refusal(opened.error());
  }
  auto casework = load_casework_key(folder, files);
  if (!casework) {
    return refusal(casework.error());
  }
  const auto publishing = load_publishing_public(folder, files);
  if (!publishing) {
    return refusal(publishing.error());
  }
  keys.casework = *casework;  // they may have been made since this county began to serve
  keys.publishing = *publishing;
  const auto grant = redeem_code(database, folder, *opened, keys, files, clock.now().wall);
  if (!grant) {
    return grant.error().code == ErrorCode::Refused
               ? error_response(403, "code_refused", grant.error().context)
               : refusal(grant.error());
  }
  return text_response(protocol::encode_grant(*grant, keys.sign));
}

Response Ledger::State::answer(const Request& request) {
  struct Route {
    const char* method;
    const char* path;
    Response (State::*answer)(const Request&);
  };
  constexpr Route kRoutes[] = {{"GET", protocol::kCountyPath, &State::card},
                               {"GET", protocol::kRotationsPath, &State::rotations},
                               {"POST", protocol::kHeadPath, &State::head},
                               {"POST", protocol::kEnrolmentPath, &State::enrolment}};
  if (PackRoutes::is_for(request.target)) {
    return packs.answer(request);
  }
  bool path_known = takes_batches(request.target);
  for (const Route& route : kRoutes) {
    if (request.target == route.path) {
      path_known = true;
      if (request.method == route.method) {
        return (this->*route.answer)(request);
      }
    }
  }
  return path_known ? error_response(405, "method", "this path takes another method")
                    : error_response(404, "path", "no such path");
}

}  // namespace outreach::ledger
