// Batches of several kiosks in one transaction: a disk that takes ten milliseconds to make
// something durable takes them once for all who wait.
#include <utility>

#include "sync/ledger/ledger_state.h"
#include "sync/protocol/wire.h"

namespace outreach::ledger {
namespace {

Response not_stored(const Error& error) {
  // The batch was sound, so whatever failed is on this side: nothing is confirmed.
  return error_response(503, "unavailable", error.context);
}

}  // namespace

std::variant<protocol::OpenedBatch, Response> Ledger::State::open(const Request& request) {
  const auto header = protocol::peek_batch(request.body);
  if (!header) {
    return refusal(header.error());
  }
  const auto kiosk = known_kiosk(header->chain.kiosk, request.target == stick_path);
  if (const auto* response = std::get_if<Response>(&kiosk)) {
    return *response;
  }
  auto opened = unseal(request, std::get<KioskRow>(kiosk).key);
  if (std::holds_alternative<Response>(opened)) {
    return opened;
  }
  if (request.target != stick_path) {
    if (auto refused = over_quota(header->chain, request.body.size())) {
      return std::move(*refused);
    }
  }
  return opened;
}

// With the present key, else with those it had before.
std::variant<protocol::OpenedBatch, Response> Ledger::State::unseal(
    const Request& request, const crypto::PublicKey& kiosk_key) const {
  const ByteView file = request.body;
  const bool by_stick = request.target == stick_path;
  auto opened = protocol::open_batch(file, kiosk_key, keys.transport);
  for (auto earlier = keys.earlier.rbegin(); earlier != keys.earlier.rend(); ++earlier) {
    if (opened || opened.error().code != ErrorCode::Refused) {
      break;
    }
    auto with_earlier = protocol::open_batch(file, kiosk_key, earlier->transport);
    if (with_earlier && !by_stick &&
        clock.now().wall - earlier->replaced_at > kEarlierTransportTime) {
      return error_response(410, "key_retired",
                            "sealed to a transport key that this county replaced");
    }
    if (with_earlier) {
      opened = std::move(with_earlier);
    }
  }
  if (!opened) {
    return refusal(opened.error());
  }
  return std::move(*opened);
}

std::optional<Response> Ledger::State::over_quota(const domain::ChainId& chain, std::size_t bytes) {
  const auto held = intake->holds(chain);
  if (!held) {
    return not_stored(held.error());
  }
  if (quota.admit(chain.kiosk, bytes, !*held, clock.now().monotonic)) {
    return std::nullopt;
  }
  Response response =
      error_response(429, "quota", "this kiosk has sent more today than any kiosk records");
  response.headers.emplace_back("Retry-After", kQuotaRetryAfterSeconds);
  return response;
}

Ledger::State::BatchOutcome Ledger::State::take(const protocol::OpenedBatch& batch,
                                                const Request& request,
                                                std::optional<sqlite::Transaction>& transaction) {
  if (!transaction) {
    auto begun = sqlite::Transaction::begin(database);
    if (!begun) {
      return not_stored(begun.error());
    }
    transaction.emplace(std::move(*begun));
  }
  const auto verdict = intake->take(batch, request.body, clock.now().wall);
  if (!verdict) {
    return not_stored(verdict.error());
  }
  return Taken{batch.batch.header.chain, *verdict};
}

std::vector<std::optional<Ledger::State::BatchOutcome>> Ledger::State::take_batches(
    const std::vector<Request>& requests) {
  std::vector<std::optional<BatchOutcome>> outcomes(requests.size());
  std::optional<sqlite::Transaction> transaction;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const Request& request = requests[i];
    if (request.method != "POST" || !takes_batches(request.target)) {
      continue;
    }
    auto opened = open(request);
    if (auto* response = std::get_if<Response>(&opened)) {
      outcomes[i] = std::move(*response);
    } else {
      outcomes[i] = take(std::get<protocol::OpenedBatch>(opened), request, transaction);
    }
  }
  if (!transaction) {
    return outcomes;
  }
  auto durable = transaction->commit();
  if (durable) {
    durable = intake->committed();
  } else {
    intake->rolled_back();
  }
  for (auto& outcome : outcomes) {
    if (!durable && outcome && std::holds_alternative<Taken>(*outcome)) {
      outcome = not_stored(durable.error());
    }
  }
  return outcomes;
}

}  // namespace outreach::ledger
