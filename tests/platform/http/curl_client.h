// A curl transport that is waited for, and peers that answer once.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "platform/http/transport.h"
#include "tests/support/catch.h"
#include "tests/support/exchange.h"
#include "tests/support/raw_socket.h"
#include "tests/support/signal.h"

namespace outreach {

using http::Answer;
using http::Fault;
using http::Outcome;
using http::Request;
using testing::RawPeer;
using testing::RawServer;

constexpr std::string_view kAnswer =
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\n0123456789";
// Long enough for loopback on a busy machine, short enough to wait for.
constexpr std::chrono::milliseconds kShortDeadline{300};

class Client {
 public:
  explicit Client(const http::CurlOptions& options = {}) {
    testing::forget_environment_proxies();
    auto made = http::make_curl_transport(options, woken_.raiser());
    REQUIRE(made);
    transport_ = std::move(*made);
  }
  Outcome exchange(Request request) {
    return testing::exchange(*transport_, woken_, std::move(request));
  }
  Outcome get(const std::string& url) {
    Request request;
    request.url = url;
    return exchange(std::move(request));
  }
  http::Transport& transport() {
    return *transport_;
  }
  void await() {
    REQUIRE(woken_.wait());
  }

 private:
  testing::Signal woken_;
  std::unique_ptr<http::Transport> transport_;
};

// Answers every request with these bytes and closes.
inline RawServer::Talk once(std::string answer) {
  return [answer = std::move(answer)](RawPeer& peer, int) {
    peer.read_message();
    peer.send(answer);
  };
}

inline Request with_deadline(std::string url, std::chrono::milliseconds deadline) {
  Request request;
  request.url = std::move(url);
  request.deadline = deadline;
  return request;
}

}  // namespace outreach
