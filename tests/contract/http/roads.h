// The two roads to one small server that the transport's contract is tested on.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "platform/http/listener.h"
#include "platform/http/transport.h"
#include "tests/support/catch.h"
#include "tests/support/exchange.h"
#include "tests/support/fake_transport.h"
#include "tests/support/signal.h"

namespace outreach {

// Every byte value, and no short period.
inline Bytes pattern(std::size_t size) {
  Bytes bytes(size);
  std::uint32_t state = 1;
  for (auto& byte : bytes) {
    state = state * 1'664'525 + 1'013'904'223;
    byte = static_cast<std::uint8_t>(state >> 24);
  }
  return bytes;
}

inline http::OutgoingAnswer serve(const http::IncomingRequest& request) {
  http::OutgoingAnswer answer;
  if (request.target == "/echo") {
    answer.content_type = request.content_type;
    answer.body = request.body;
  } else if (request.target == "/busy") {
    answer.status = 503;
    answer.headers.emplace_back("Retry-After", "120");
  } else if (request.target == "/large") {
    answer.body = pattern(100'000);
  } else if (request.target == "/part") {
    answer.status = 206;
    answer.headers.emplace_back("Content-Range", "bytes 5-7/9");
    const std::string asked = request.range + " " + request.if_range;
    answer.body.assign(asked.begin(), asked.end());
  } else if (request.target == "/method") {
    answer.body.assign(request.method.begin(), request.method.end());
  } else {
    answer.status = 404;
  }
  return answer;
}

class FakeRoad {
 public:
  FakeRoad() : transport_([](const http::Request& request) { return respond(request); }) {}
  http::Transport& transport() {
    return transport_;
  }
  std::string url(const std::string& path) const {
    return kBase + path;
  }
  void await() {}

 private:
  static constexpr const char* kBase = "http://county.example";

  static http::Outcome respond(const http::Request& request) {
    http::IncomingRequest incoming;
    incoming.method = request.method;
    incoming.target = request.url.substr(std::string(kBase).size());
    incoming.body = request.body;
    for (const auto& [name, value] : request.headers) {
      if (name == "Content-Type") {
        incoming.content_type = value;
      } else if (name == "Range") {
        incoming.range = value;
      } else if (name == "If-Range") {
        incoming.if_range = value;
      }
    }
    http::OutgoingAnswer outgoing = serve(incoming);
    http::Answer answer{outgoing.status, outgoing.content_type, std::nullopt, outgoing.body};
    for (const auto& [name, value] : outgoing.headers) {
      if (name == "Retry-After") {
        answer.retry_after = value;
      } else if (name == "Content-Range") {
        answer.content_range = value;
      }
    }
    return answer;
  }

  testing::FakeTransport transport_;
};

class CurlRoad {
 public:
  CurlRoad() {
    auto listener = http::listen(
        {}, [](http::IncomingRequest request, const http::Reply& reply) { reply(serve(request)); });
    REQUIRE(listener);
    listener_ = std::move(*listener);
    testing::forget_environment_proxies();
    auto transport = http::make_curl_transport({}, woken_.raiser());
    REQUIRE(transport);
    transport_ = std::move(*transport);
  }
  http::Transport& transport() {
    return *transport_;
  }
  std::string url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(listener_->port()) + path;
  }
  void await() {
    REQUIRE(woken_.wait());
  }

 private:
  testing::Signal woken_;
  std::unique_ptr<http::Listener> listener_;
  std::unique_ptr<http::Transport> transport_;
};

}  // namespace outreach
