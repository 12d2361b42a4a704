// What a Ledger holds, and how it answers. Private to sync/ledger.
#pragma once

#include <limits>
#include <optional>
#include <variant>
#include <vector>

#include "sync/ledger/intake.h"
#include "sync/ledger/kiosks.h"
#include "sync/ledger/ledger.h"
#include "sync/ledger/pack_routes.h"
#include "sync/ledger/quota.h"
#include "sync/protocol/wire.h"

namespace outreach::ledger {

// Of the HTTP road: the errors that PROTOCOL.md lists.
Response error_response(int status, const char* word, const std::string& detail);
// What a failure to read or open something that was sent means to its sender.
Response refusal(const Error& error);

struct Ledger::State {
  FileLock lock;
  Path folder;
  Clock& clock;
  Random& random;
  Files& files;
  CountyKeys keys;
  sqlite::Database database;
  Quota quota;
  std::string stick_path;
  PackRoutes packs;
  std::optional<Intake> intake;
  std::optional<QuarantinePlace> to_judge_from = QuarantinePlace{};  // none: all were judged

  // What the office ordered since, before anybody is answered. An order that could not be carried
  // out is tried again with the next request.
  Result<void> take_up_what_was_ordered();

  // A batch that was read: confirmed, or refused with what is held, once the group is durable.
  struct Taken {
    domain::ChainId chain;
    IntakeVerdict verdict = IntakeVerdict::Stored;
  };
  using BatchOutcome = std::variant<Response, Taken>;

  // Every batch among them, in one transaction; nothing for the other requests.
  std::vector<std::optional<BatchOutcome>> take_batches(const std::vector<Request>& requests);
  Response answer(const Request& request);

  Response signed_state(const domain::ChainId& chain, int status, const protocol::Nonce& nonce = {},
                        domain::Sequence asked = std::numeric_limits<domain::Sequence>::max());
  // The kiosk's row, or the refusal to send.
  // `for_replaced`: whether what a kiosk recorded before another took its place is still heard.
  std::variant<KioskRow, Response> known_kiosk(const domain::KioskId& kiosk, bool for_replaced);
  std::variant<protocol::OpenedBatch, Response> open(const Request& request);
  std::variant<protocol::OpenedBatch, Response> unseal(const Request& request,
                                                       const crypto::PublicKey& kiosk_key) const;
  bool takes_batches(const std::string& target) const {
    return target == protocol::kBatchPath || target == stick_path;
  }
  std::optional<Response> over_quota(const domain::ChainId& chain, std::size_t bytes);
  BatchOutcome take(const protocol::OpenedBatch& batch, const Request& request,
                    std::optional<sqlite::Transaction>& transaction);
  Response card(const Request& request);
  Response rotations(const Request& request);
  Response head(const Request& request);
  Response enrolment(const Request& request);
  Response confirmation(const Taken& taken) {
    return signed_state(taken.chain, taken.verdict == IntakeVerdict::Stored ? 200 : 409);
  }
};

}  // namespace outreach::ledger
