#include "app/county/service.h"

#include <optional>
#include <utility>
#include <vector>

#include "platform/json/json.h"
#include "platform/worker/group_queue.h"
#include "platform/worker/worker.h"
#include "sync/protocol/ack.h"
#include "sync/protocol/batch.h"
#include "sync/protocol/enrolment.h"
#include "sync/protocol/wire.h"

namespace outreach::county {
namespace {

constexpr std::size_t kShownKioskDigits =
    8;  // of its number: enough to tell a county's kiosks apart

int retry_after_seconds(Random& random) {
  constexpr std::uint64_t kSpread = kRetryAfterMostSeconds - kRetryAfterLeastSeconds + 1;
  return kRetryAfterLeastSeconds + static_cast<int>(random.below(kSpread));
}

http::OutgoingAnswer busy_answer(int seconds) {
  Json json = Json::object();
  json["error"] = "busy";
  json["detail"] = "too many requests wait already";
  const std::string text = write_json(json);
  return {503,
          protocol::kErrorContentType,
          {{"Retry-After", std::to_string(seconds)}},
          Bytes(text.begin(), text.end())};
}

GroupLimits group_limits(const ServiceOptions& options) {
  return {options.queued_requests_max, kQueuedTimeMax, kGroupRequestsMax, kGroupBytesMax};
}

// Who sent it, as far as the document says; nothing is verified.
std::optional<domain::KioskId> sender_of(const ledger::Request& request) {
  if (request.target.starts_with(protocol::kBatchPath)) {  // also a stick's
    const auto header = protocol::peek_batch(request.body);
    return header ? std::optional(header->chain.kiosk) : std::nullopt;
  }
  if (request.target == protocol::kHeadPath) {
    const auto query = protocol::peek_head_query(request.body);
    return query ? std::optional(query->chain.kiosk) : std::nullopt;
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
  struct Waiting {
    ledger::Request request;
    http::Reply reply;
  };

  State(ledger::Ledger given, const Clock& its_clock, Random& its_random,
        const ServiceOptions& options, Log its_log, std::function<void()> when_failed)
      : ledger(std::move(given)),
        clock(its_clock),
        random(its_random),
        log_trouble_only(options.log_trouble_only),
        write_line(std::move(its_log)),
        failed(std::move(when_failed)),
        queue(*worker, group_limits(options),
              [this](std::vector<Waiting> group) { answer(std::move(group)); }) {}
  ~State() {
    listener.reset();  // first, so that nothing new comes
    worker->post([this] { ends = true; });
    worker->flush();  // the jobs that are left use all the rest, and post more
    worker.reset();
  }

  ledger::Ledger ledger;  // the worker's thread
  const Clock& clock;
  Random& random;  // the listener's thread
  const bool log_trouble_only;
  const Log write_line;
  std::function<void()> failed;  // the worker's thread; empty once called
  bool ends = false;             // the worker's thread
  bool turning_away = false;     // the listener's thread
  std::unique_ptr<ThreadWorker> worker = std::make_unique<ThreadWorker>();
  GroupQueue<Waiting> queue;
  std::unique_ptr<http::Listener> listener;

  void log(const std::string& what) const {
    write_line(to_iso(clock.now().wall) + " " + what);
  }
  void take(http::IncomingRequest incoming, http::Reply reply);
  void answer(std::vector<Waiting> group);
  void judge_again();
  void note(const ledger::Request& request, const ledger::Response& response) const;
};

void Service::State::take(http::IncomingRequest incoming, http::Reply reply) {
  const std::size_t weight = incoming.body.size();
  Waiting waiting{
      {std::move(incoming.method), std::move(incoming.target), std::move(incoming.content_type),
       std::move(incoming.body), std::move(incoming.range), std::move(incoming.if_range)},
      std::move(reply)};
  if (queue.offer(waiting, weight, clock.now().monotonic)) {
    turning_away = false;
    return;
  }
  if (!turning_away) {
    log("trouble: more requests wait than the disk can serve; turning kiosks away for a while");
  }
  turning_away = true;
  waiting.reply(busy_answer(retry_after_seconds(random)));
}

// A step at a time, behind whoever waits meanwhile.
void Service::State::judge_again() {
  const auto more = ledger.judge_again();
  if (!more) {
    log("trouble: what is set aside could not be judged anew: " + more.error().context);
  } else if (*more && !ends) {
    worker->post([this] { judge_again(); });
  }
}

void Service::State::answer(std::vector<Waiting> group) {
  std::vector<ledger::Request> requests;
  requests.reserve(group.size());
  for (Waiting& waiting : group) {
    requests.push_back(std::move(waiting.request));
  }
  std::vector<ledger::Response> responses = ledger.handle(requests);
  for (std::size_t i = 0; i < group.size(); ++i) {
    ledger::Response& response = responses[i];
    note(requests[i], response);
    group[i].reply({response.status, std::move(response.content_type), std::move(response.headers),
                    std::move(response.body)});
  }
  if (ledger.has_failed() && failed) {
    log("trouble: the database failed; this process ends so that it is started anew");
    std::exchange(failed, {})();
  }
}

void Service::State::note(const ledger::Request& request, const ledger::Response& response) const {
  if (is_trouble(response.status)) {
    const auto sender = sender_of(request);
    // Of a stick's path the log says nothing: it is a secret (Ledger::stick_path).
    const std::string target = request.target.starts_with(protocol::kBatchPath)
                                   ? std::string(protocol::kBatchPath)
                                   : request.target;
    log("trouble: " + std::to_string(response.status) + " to " + target +
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
                                                Random& random, const ServiceOptions& options,
                                                Log log, std::function<void()> failed) {
  auto state = std::make_unique<State>(std::move(ledger), clock, random, options, std::move(log),
                                       std::move(failed));
  http::ListenerOptions listening = options.listener;
  listening.retry_after_seconds = [&random] { return retry_after_seconds(random); };
  auto listener = http::listen(
      listening, [state = state.get()](http::IncomingRequest request, http::Reply reply) {
        state->take(std::move(request), std::move(reply));
      });
  if (!listener) {
    return listener.error();
  }
  state->listener = std::move(*listener);
  state->worker->post([state = state.get()] { state->judge_again(); });
  return std::unique_ptr<Service>(new Service(std::move(state)));
}

std::uint16_t Service::port() const {
  return state_->listener->port();
}

}  // namespace outreach::county
