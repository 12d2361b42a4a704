// A listener that echoes, and raw requests to it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "platform/http/listener.h"
#include "tests/support/catch.h"
#include "tests/support/raw_socket.h"

namespace outreach {

using http::IncomingRequest;
using http::Listener;
using http::ListenerOptions;
using http::OutgoingAnswer;
using http::Reply;
using testing::RawPeer;

constexpr std::string_view kGet = "GET / HTTP/1.1\r\nHost: county\r\n\r\n";

inline OutgoingAnswer echo(const IncomingRequest& request) {
  OutgoingAnswer answer;
  answer.body = request.body;
  return answer;
}

inline std::unique_ptr<Listener> serve(const ListenerOptions& options, http::Handler handler) {
  auto listener = http::listen(options, std::move(handler));
  REQUIRE(listener);
  return std::move(*listener);
}

inline std::unique_ptr<Listener> serve_echo(const ListenerOptions& options = {}) {
  return serve(options, [](IncomingRequest request, const Reply& reply) { reply(echo(request)); });
}

inline std::string ask(const Listener& listener, std::string_view request) {
  RawPeer peer = RawPeer::connect(listener.port());
  peer.send(request);
  return peer.read_message();
}

inline bool starts_with(const std::string& text, std::string_view start) {
  return text.rfind(start, 0) == 0;
}

inline std::string body_of(const std::string& message) {
  const std::size_t head_size = message.find("\r\n\r\n");
  return head_size == std::string::npos ? "" : message.substr(head_size + 4);
}

inline std::string post(std::string_view body, std::string_view further_headers = "") {
  return "POST / HTTP/1.1\r\nHost: county\r\n" + std::string(further_headers) +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

}  // namespace outreach
