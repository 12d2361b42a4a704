// A network that lives in the test: it records requests, answers from a script or from a server
// function (a county's handler plugs in directly), and delivers when the test says so.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "platform/http/transport.h"

namespace outreach::testing {

class FakeTransport final : public http::Transport {
 public:
  using Server = std::function<http::Outcome(const http::Request&)>;

  // Without a server and with the script used up, nobody can be reached.
  explicit FakeTransport(Server server = {}) : server_(std::move(server)) {}

  // The script goes before the server.
  void answer_next(http::Outcome outcome) {
    script_.push_back(std::move(outcome));
  }

  // While held, poll() delivers nothing: the answers are on their way.
  void hold() {
    held_ = true;
  }
  void release() {
    held_ = false;
  }

  // The server receives what was started and answers; nothing is delivered yet. A cancel_all() now
  // makes the case "the county has it, the kiosk does not know". poll() does this by itself first,
  // unless held.
  void arrive() {
    // By position: a server function may start further requests.
    for (std::size_t position = 0; position < under_way_.size(); ++position) {
      if (!under_way_[position].outcome) {
        http::Outcome outcome = respond(requests_[under_way_[position].request]);
        under_way_[position].outcome = std::move(outcome);
      }
    }
  }

  void start(http::Request request, Done done) override {
    requests_.push_back(std::move(request));
    under_way_.push_back(UnderWay{requests_.size() - 1, std::move(done), std::nullopt});
  }

  std::size_t poll() override {
    if (held_) {
      return 0;
    }
    arrive();
    std::size_t delivered = 0;
    // What a `done` starts is delivered by the next poll; what it cancels is not delivered at all.
    while (!under_way_.empty() && under_way_.front().outcome) {
      UnderWay first = std::move(under_way_.front());
      under_way_.pop_front();
      ++delivered;
      first.done(std::move(*first.outcome));
    }
    return delivered;
  }

  void cancel_all() override {
    under_way_.clear();
  }

  // Every request ever started, in order; stays valid while more are added.
  const std::deque<http::Request>& requests() const {
    return requests_;
  }
  std::size_t under_way() const {
    return under_way_.size();
  }

 private:
  struct UnderWay {
    std::size_t request = 0;
    Done done;
    std::optional<http::Outcome> outcome;
  };

  http::Outcome respond(const http::Request& request) {
    const bool is_address =
        request.url.rfind("http://", 0) == 0 || request.url.rfind("https://", 0) == 0;
    if (!is_address || (request.method != "GET" && request.method != "POST")) {
      return http::Failure{http::Fault::BadRequest, "malformed"};
    }
    http::Outcome outcome = http::Failure{http::Fault::CannotConnect, "nobody is there"};
    if (!script_.empty()) {
      outcome = std::move(script_.front());
      script_.pop_front();
    } else if (server_) {
      outcome = server_(request);
    }
    const auto* answer = std::get_if<http::Answer>(&outcome);
    if (answer != nullptr && answer->body.size() > request.answer_bytes_max) {
      return http::Failure{http::Fault::AnswerTooLarge, "longer than asked for"};
    }
    return outcome;
  }

  Server server_;
  std::deque<http::Outcome> script_;
  std::deque<http::Request> requests_;
  std::deque<UnderWay> under_way_;
  bool held_ = false;
};

}  // namespace outreach::testing
