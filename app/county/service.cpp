#include "app/county/service.h"

#include <optional>
#include <utility>

#include "platform/json/json.h"
#include "platform/worker/admission.h"
#include "platform/worker/worker.h"
#include "sync/protocol/ack.h"
#include "sync/protocol/batch.h"
#include "sync/protocol/enrolment.h"
#include "sync/protocol/wire.h"

namespace outreach::county {
namespace {

constexpr std::size_t kShownKioskDigits =
    8;  // of its number: enough to tell a county's kiosks apart

std::string retry_after(const std::string& peer) {
  constexpr std::size_t kSpread = kRetryAfterMostSeconds - kRetryAfterLeastSeconds + 1;
  return std::to_string(kRetryAfterLeastSeconds +
                        static_cast<int>(std::hash<std::string>{}(peer) % kSpread));
}

http::OutgoingAnswer busy_answer(const std::string& peer) {
  Json json = Json::object();
  json["error"] = "busy";
  json["detail"] = "too many requests wait already";
  const std::string text = write_json(json);
  return {503,
          protocol::kErrorContentType,
          {{"Retry-After", retry_after(peer)}},
          Bytes(text.begin(), text.end())};
}

// Who sent it, as far as the document says; nothing is verified.
std::optional<domain::KioskId> sender_of(const ledger::Request& request) {
  if (request.target == protocol::kBatchPath) {
    const auto header = protocol::peek_batch(request.body);
    return header ? std::optional(header->chain.kiosk) : std::nullopt;
  }
  if (request.target == protocol::kHeadPath) {
    const auto chain = protocol::peek_head_query(request.body);
    return chain ? std::optional(chain->kiosk) : std::nullopt;
  }
  return std::nullopt;
}

std::string short_number(const domain::KioskId& kiosk) {
  return "kiosk " + to_hex(kiosk).substr(0, kShownKioskDigits);
}

// Why it was refused, in the answer's own words.
std::string reason_in(const ledger::Response& response) {
  if (response.content_type != protocol::kErrorContentType) {
    return "its entries do not continue the journal held here";  // a signed ack that is a refusal:
                                                                 // gap or fork
  }
  const auto json = parse_json(text_of(response.body));
  return json ? text_member(*json, "detail").value_or("") : "";
}

// Scanners ask any address for any path; that is no trouble of ours.
bool is_trouble(int status) {
  return status >= 400 && status != 404 && status != 405;
}

}  // namespace

struct Service::State {
  State(ledger::Ledger given, const Clock& its_clock, const ServiceOptions& options, Log its_log,
        std::function<void()> when_failed)
      : ledger(std::move(given)),
        clock(its_clock),
        log_trouble_only(options.log_trouble_only),
        write_line(std::move(its_log)),
        failed(std::move(when_failed)),
        admission(options.queued_requests_max) {}

  ledger::Ledger ledger;  // the worker's thread
  const Clock& clock;
  const bool log_trouble_only;
  const Log write_line;
  std::function<void()> failed;  // the worker's thread; empty once called
  Admission admission;
  bool turning_away = false;  // the listener's thread
  ThreadWorker worker;  // after all that its jobs touch: its destructor runs those that are left
  std::unique_ptr<http::Listener> listener;  // goes first, so that nothing new comes

  void log(const std::string& what) const {
    write_line(to_iso(clock.now().wall) + " " + what);
  }
  void take(http::IncomingRequest request, http::Reply reply);
  http::OutgoingAnswer answer(http::IncomingRequest request);
  void note(const ledger::Request& request, const ledger::Response& response) const;
};

void Service::State::take(http::IncomingRequest request, http::Reply reply) {
  Admission::Pass pass = admission.try_enter();
  if (!pass) {
    if (!turning_away) {
      log("trouble: more requests wait than the disk can serve; turning kiosks away for a while");
    }
    turning_away = true;
    reply(busy_answer(request.remote));
    return;
  }
  turning_away = false;
  worker.post([this, request = std::move(request), reply = std::move(reply),
               pass = std::move(pass)]() mutable { reply(answer(std::move(request))); });
}

http::OutgoingAnswer Service::State::answer(http::IncomingRequest incoming) {
  const ledger::Request request{std::move(incoming.method),       std::move(incoming.target),
                                std::move(incoming.content_type), std::move(incoming.body),
                                std::move(incoming.range),        std::move(incoming.if_range)};
  ledger::Response response = ledger.handle(request);
  note(request, response);
  if (ledger.has_failed() && failed) {
    log("trouble: the database failed; this process ends so that it is started anew");
    std::exchange(failed, {})();
  }
  return {response.status, std::move(response.content_type), std::move(response.headers),
          std::move(response.body)};
}

void Service::State::note(const ledger::Request& request, const ledger::Response& response) const {
  if (is_trouble(response.status)) {
    const auto sender = sender_of(request);
    log("trouble: " + std::to_string(response.status) + " to " + request.target +
        (sender ? " from " + short_number(*sender) : "") + ": " + reason_in(response));
  } else if (!log_trouble_only && request.target == protocol::kEnrolmentPath &&
             response.status == 200) {
    const auto grant = protocol::open_grant(text_of(response.body));
    log("enrolled " + (grant ? short_number(grant->kiosk) : "a kiosk"));
  }
}

Service::Service(std::unique_ptr<State> state) : state_(std::move(state)) {}

Service::~Service() = default;

Result<std::unique_ptr<Service>> Service::start(ledger::Ledger ledger, const Clock& clock,
                                                const ServiceOptions& options, Log log,
                                                std::function<void()> failed) {
  auto state =
      std::make_unique<State>(std::move(ledger), clock, options, std::move(log), std::move(failed));
  auto listener = http::listen(
      options.listener, [state = state.get()](http::IncomingRequest request, http::Reply reply) {
        state->take(std::move(request), std::move(reply));
      });
  if (!listener) {
    return listener.error();
  }
  state->listener = std::move(*listener);
  return std::unique_ptr<Service>(new Service(std::move(state)));
}

std::uint16_t Service::port() const {
  return state_->listener->port();
}

}  // namespace outreach::county
