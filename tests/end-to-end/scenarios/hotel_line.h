// A hotel's network between a kiosk and its county: first a sign-in page answers everything, then
// the line goes after the county kept a batch and before its answer is there, then it holds. Each
// batch goes up twice at once, as two uploads in parallel bring it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "tests/support/raw_socket.h"
#include "tests/support/signal.h"
#include "tests/support/wire_proxy.h"

namespace outreach::testing {

class HotelLine {
 public:
  enum class Stage {
    SignInPage,
    CutAfterCommit,  // the first batch's answer is held until the next stage, and then lost
    Holds,
  };

  explicit HotelLine(std::uint16_t county_port) : state_(std::make_shared<State>(county_port)) {}
  ~HotelLine() {
    go_on(Stage::Holds);  // lets the proxy's thread go
  }
  HotelLine(const HotelLine&) = delete;
  HotelLine& operator=(const HotelLine&) = delete;

  Gateway gateway() const {
    Gateway made;
    made.answer_itself = [state = state_](const std::string& request) {
      return state->answer_itself(request);
    };
    made.change_answer = [state = state_](const std::string& request, std::string answer) {
      return state->change_answer(request, std::move(answer));
    };
    return made;
  }
  void go_on(Stage stage) {
    const std::lock_guard lock(state_->mutex);
    state_->stage = stage;
    state_->changed.notify_all();
  }
  // False when the county answered no batch for as long as a test can be patient.
  bool wait_until_committed() const {
    std::unique_lock lock(state_->mutex);
    return state_->changed.wait_for(lock, kPatience, [&] { return state_->batches > 0; });
  }

  struct Told {
    int pages = 0;
    int batches = 0;  // that the county answered
    int twins = 0;    // of these: so many were confirmed to the second upload as well
  };
  Told told() const {
    const std::lock_guard lock(state_->mutex);
    return {state_->pages, state_->batches, state_->twins};
  }

 private:
  // Far less than a kiosk waits for an answer, far longer than a test takes to read a line.
  static constexpr std::chrono::seconds kSignedInWithin{5};

  struct State {
    explicit State(std::uint16_t port) : county_port(port) {}

    std::optional<std::string> answer_itself(const std::string& request) {
      std::unique_lock lock(mutex);
      // A second try before the test has signed in would only be told the same, and wait for as
      // long again.
      if (pages > 0 && stage == Stage::SignInPage && request.starts_with("POST /v1/head")) {
        changed.wait_for(lock, kSignedInWithin, [&] { return stage != Stage::SignInPage; });
      }
      if (stage == Stage::SignInPage) {
        ++pages;
        return http_answer("200 OK", "Content-Type: text/html; charset=utf-8\r\n",
                           "<html><body>请先登录 <form action=/login></form></body></html>");
      }
      if (is_batch(request)) {
        twin.emplace(RawPeer::connect(county_port));
        twin->send(request);
      }
      return std::nullopt;
    }

    std::string change_answer(const std::string& request, std::string answer) {
      if (!is_batch(request)) {
        return answer;
      }
      std::unique_lock lock(mutex);
      twins += twin->read_message().starts_with("HTTP/1.1 200") ? 1 : 0;
      ++batches;
      changed.notify_all();
      if (stage != Stage::CutAfterCommit) {
        return answer;
      }
      changed.wait_for(lock, kPatience, [&] { return stage != Stage::CutAfterCommit; });
      return {};
    }

    static bool is_batch(const std::string& request) {
      return request.starts_with("POST /v1/batches");
    }

    const std::uint16_t county_port;
    std::mutex mutex;
    std::condition_variable changed;
    Stage stage = Stage::SignInPage;
    int pages = 0;
    int batches = 0;
    int twins = 0;
    std::optional<RawPeer> twin;
  };

  std::shared_ptr<State> state_;
};

}  // namespace outreach::testing
