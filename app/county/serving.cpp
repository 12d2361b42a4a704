#include "app/county/serving.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <optional>
#include <utility>

#include "platform/http/transport.h"
#include "platform/json/json.h"
#include "platform/worker/worker.h"
#include "sync/protocol/wire.h"

namespace outreach::county {
namespace {

constexpr std::size_t kFileBytesMax = 4'096;
// A large batch on a slow disk, and the queue of a county that many kiosks deliver to.
constexpr std::chrono::seconds kDeadline{120};
constexpr std::size_t kAnswerBytesMax = 64 << 10;
// How often a busy county is asked again: with 30 seconds in between, ten minutes.
constexpr int kAgainMost = 20;
constexpr int kCutMost = 3;
constexpr int kWaitLeastSeconds = 1;
constexpr int kWaitMostSeconds = 30;

// It will have room again soon; "unavailable" says that its disk has failed.
bool is_busy_answer(const http::Answer& answer) {
  constexpr int kUnavailable = 503;
  if (answer.status != kUnavailable) {
    return false;
  }
  const auto json = answer.content_type == protocol::kErrorContentType
                        ? parse_json(text_of(answer.body))
                        : Result<Json>(Error{});
  return !json || text_member(*json, "error") == "busy";
}

class OwnLedger final : public LedgerRoad {
 public:
  explicit OwnLedger(ledger::Ledger opened) : ledger_(std::move(opened)) {}
  ledger::Response ask(const ledger::Request& request) override {
    return ledger_.handle(request);
  }
  std::string stick_path() const override {
    return ledger_.stick_path();
  }

 private:
  ledger::Ledger ledger_;
};

class ServedLedger final : public LedgerRoad {
 public:
  static Result<std::unique_ptr<LedgerRoad>> to(Listening where) {
    std::unique_ptr<ServedLedger> road(
        new ServedLedger(std::move(where.url), std::move(where.stick_path)));
    http::CurlOptions options;
    options.direct = true;
    options.pinned_key = where.pinned_key;
    auto transport =
        http::make_curl_transport(options, [inbox = &road->inbox_] { inbox->post([] {}); });
    if (!transport) {
      return transport.error();
    }
    road->transport_ = *std::move(transport);
    return std::unique_ptr<LedgerRoad>(std::move(road));
  }

  std::string stick_path() const override {
    return stick_path_;
  }

  ledger::Response ask(const ledger::Request& request) override {
    for (int again = 0;; ++again) {
      const http::Outcome outcome = exchange(request);
      if (const auto* failure = std::get_if<http::Failure>(&outcome)) {
        // A connection that was kept may be closed for a newcomer; what came twice counts once.
        if (failure->fault == http::Fault::Cut && again < kCutMost) {
          continue;
        }
        return unavailable("the county that serves does not answer at " + url_ + " (" +
                           failure->detail + ")");
      }
      const auto& answer = std::get<http::Answer>(outcome);
      const bool is_busy = is_busy_answer(answer);
      if (!is_busy || again == kAgainMost) {
        return {answer.status, answer.content_type, {}, answer.body};
      }
      wait(answer.retry_after.value_or(""));
    }
  }

 private:
  ServedLedger(std::string url, std::string stick_path)
      : url_(std::move(url)), stick_path_(std::move(stick_path)) {}

  http::Outcome exchange(const ledger::Request& request) {
    http::Request asked;
    asked.method = request.method;
    asked.url = url_ + request.target;
    asked.headers.emplace_back("Content-Type", request.content_type);
    asked.body = request.body;
    asked.deadline = kDeadline;
    asked.answer_bytes_max = kAnswerBytesMax;
    std::optional<http::Outcome> outcome;
    transport_->start(std::move(asked), [&](http::Outcome got) { outcome = std::move(got); });
    while (!outcome) {
      if (transport_->poll() == 0) {
        constexpr int kPollMilliseconds = 20;
        inbox_.wait(kPollMilliseconds);
        inbox_.drain();
      }
    }
    return *std::move(outcome);
  }

  void wait(const std::string& retry_after) {
    int seconds = kWaitLeastSeconds;
    std::from_chars(retry_after.data(), retry_after.data() + retry_after.size(), seconds);
    inbox_.drain();
    inbox_.wait(std::clamp(seconds, kWaitLeastSeconds, kWaitMostSeconds) * 1'000);
  }

  static ledger::Response unavailable(const std::string& detail) {
    const std::string text = write_json({{"error", "unavailable"}, {"detail", detail}});
    return {503, protocol::kErrorContentType, {}, Bytes(text.begin(), text.end())};
  }

  std::string url_;
  std::string stick_path_;
  Inbox inbox_;
  std::unique_ptr<http::Transport> transport_;  // goes first: its thread posts to the inbox
};

// Listening everywhere means here too.
std::string reachable(std::string url) {
  for (const auto& [everywhere, here] :
       {std::pair<std::string, std::string>{"//0.0.0.0:", "//127.0.0.1:"},
        {"//[::]:", "//[::1]:"}}) {
    if (const std::size_t at = url.find(everywhere); at != std::string::npos) {
      url.replace(at, everywhere.size(), here);
    }
  }
  return url;
}

}  // namespace

Result<void> say_listening(const Path& folder, const Listening& where, Files& files) {
  Json json = Json::object();
  json["url"] = where.url;
  json["pinned_key"] = where.pinned_key;
  json["stick_path"] = where.stick_path;
  return files.write_atomically(folder / kListeningFile, bytes_of(write_json(json) + "\n"),
                                kOwnerOnly);
}

Result<std::unique_ptr<LedgerRoad>> open_road(const Path& folder, const Machine& machine) {
  auto opened = ledger::Ledger::open(folder, machine.clock, machine.random, machine.files);
  if (opened) {
    return std::unique_ptr<LedgerRoad>(std::make_unique<OwnLedger>(*std::move(opened)));
  }
  if (opened.error().code != ErrorCode::Refused || opened.error().cause != EWOULDBLOCK) {
    return opened.error();
  }
  const auto bytes = machine.files.read(folder / kListeningFile, kFileBytesMax);
  const auto json = bytes ? parse_json(text_of(*bytes)) : Result<Json>(bytes.error());
  const auto url = json ? text_member(*json, "url") : std::nullopt;
  const auto stick_path = json ? text_member(*json, "stick_path") : std::nullopt;
  if (!url || !stick_path) {
    return Error{ErrorCode::Refused,
                 "another process uses " + folder.string() +
                     " and does not say where it listens: wait until it is done, or stop it",
                 EWOULDBLOCK};
  }
  return ServedLedger::to(
      {reachable(*url), text_member(*json, "pinned_key").value_or(""), *stick_path});
}

}  // namespace outreach::county
