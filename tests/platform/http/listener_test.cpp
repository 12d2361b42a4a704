// The listener against clients that behave and clients that do not, over loopback.
#include "platform/http/listener.h"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/raw_socket.h"
#include "tests/support/signal.h"

namespace outreach {
namespace {

using http::IncomingRequest;
using http::Listener;
using http::ListenerOptions;
using http::OutgoingAnswer;
using http::Reply;
using testing::RawPeer;

constexpr std::string_view kGet = "GET / HTTP/1.1\r\nHost: county\r\n\r\n";

OutgoingAnswer echo(const IncomingRequest& request) {
  OutgoingAnswer answer;
  answer.body = request.body;
  return answer;
}

std::unique_ptr<Listener> serve(const ListenerOptions& options, http::Handler handler) {
  auto listener = http::listen(options, std::move(handler));
  REQUIRE(listener);
  return std::move(*listener);
}

std::unique_ptr<Listener> serve_echo(const ListenerOptions& options = {}) {
  return serve(options, [](IncomingRequest request, const Reply& reply) { reply(echo(request)); });
}

std::string ask(const Listener& listener, std::string_view request) {
  RawPeer peer = RawPeer::connect(listener.port());
  peer.send(request);
  return peer.read_message();
}

bool starts_with(const std::string& text, std::string_view start) {
  return text.rfind(start, 0) == 0;
}

std::string body_of(const std::string& message) {
  const std::size_t head_size = message.find("\r\n\r\n");
  return head_size == std::string::npos ? "" : message.substr(head_size + 4);
}

std::string post(std::string_view body, std::string_view further_headers = "") {
  return "POST / HTTP/1.1\r\nHost: county\r\n" + std::string(further_headers) +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

}  // namespace

TEST_CASE("Listener: gives the handler what was sent", "[http]") {
  IncomingRequest seen;
  const auto listener = serve({}, [&](IncomingRequest request, const Reply& reply) {
    seen = std::move(request);
    reply({});
  });
  const std::string answer = ask(*listener,
                                 "POST /a/b?c=%E4%B8%AD HTTP/1.1\r\nHost: county\r\nContent-Type: Text/CSV; "
                                 "charset=utf-8\r\nContent-Length: 3\r\n\r\n" +
                                     std::string("\0\xff\n", 3));
  CHECK(starts_with(answer, "HTTP/1.1 200 OK\r\n"));
  CHECK(seen.method == "POST");
  CHECK(seen.target == "/a/b?c=%E4%B8%AD");
  CHECK(seen.content_type == "text/csv");
  CHECK(seen.remote == "127.0.0.1");
  CHECK(seen.body == Bytes{0x00, 0xff, '\n'});
}

TEST_CASE("Listener: an answer carries no byte that was not asked for", "[http]") {
  const auto listener = serve({}, [](const IncomingRequest&, const Reply& reply) {
    OutgoingAnswer answer;
    answer.status = 201;
    answer.content_type = "application/json";
    answer.headers = {{"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2"}, {"Content-Length", "99"}};
    answer.body = {'{', '}'};
    reply(answer);
  });
  CHECK(ask(*listener, kGet) ==
        "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n"
        "Content-Length: 2\r\n\r\n{}");
}

TEST_CASE("Listener: binary bodies up to the limit come through whole", "[http]") {
  const auto listener = serve_echo();
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{70'000}, std::size_t{1} << 20}) {
    std::string body(size, '\0');
    for (std::size_t index = 0; index < size; ++index) {
      body[index] = static_cast<char>(index * 31 >> 3);
    }
    CHECK(body_of(ask(*listener, post(body))) == body);
  }
}

TEST_CASE("Listener: keeps a connection and serves pipelined requests in order", "[http]") {
  const auto listener = serve_echo();
  RawPeer peer = RawPeer::connect(listener->port());
  peer.send(post("one") + post("two") + std::string(kGet) + post("three"));
  for (const char* body : {"one", "two", "", "three"}) {
    CHECK(body_of(peer.read_message()) == body);
  }
  peer.send(post("later"));
  CHECK(body_of(peer.read_message()) == "later");
}

TEST_CASE("Listener: closes after Connection: close and after HTTP/1.0", "[http]") {
  const auto listener = serve_echo();
  RawPeer modern = RawPeer::connect(listener->port());
  modern.send(post("last", "Connection: close\r\n"));
  const std::string answer = modern.read_all();
  CHECK(body_of(answer) == "last");
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  RawPeer old = RawPeer::connect(listener->port());
  old.send("GET / HTTP/1.0\r\n\r\n");
  CHECK(starts_with(old.read_all(), "HTTP/1.0 200 OK\r\n"));
}

TEST_CASE("Listener: a client that has finished sending still gets its answer", "[http]") {
  const auto listener = serve_echo();
  RawPeer peer = RawPeer::connect(listener->port());
  peer.send(post("half closed"));
  peer.finish_sending();
  CHECK(body_of(peer.read_all()) == "half closed");
}

TEST_CASE("Listener: HEAD tells the length and sends no body", "[http]") {
  const auto listener = serve({}, [](const IncomingRequest&, const Reply& reply) {
    OutgoingAnswer answer;
    answer.body = {'1', '2', '3'};
    reply(answer);
  });
  RawPeer peer = RawPeer::connect(listener->port());
  peer.send("HEAD / HTTP/1.1\r\nHost: county\r\nConnection: close\r\n\r\n");
  const std::string answer = peer.read_all();
  CHECK(answer.find("Content-Length: 3\r\n") != std::string::npos);
  CHECK(body_of(answer).empty());
}

TEST_CASE("Listener: 204 and 304 have neither body nor length", "[http]") {
  const auto listener = serve({}, [](const IncomingRequest& request, const Reply& reply) {
    OutgoingAnswer answer;
    answer.status = request.target == "/204" ? 204 : 304;
    answer.body = {'x'};
    reply(answer);
  });
  CHECK(ask(*listener, "GET /204 HTTP/1.1\r\nHost: c\r\n\r\n") == "HTTP/1.1 204 No Content\r\n\r\n");
  CHECK(ask(*listener, "GET /304 HTTP/1.1\r\nHost: c\r\n\r\n") == "HTTP/1.1 304 Not Modified\r\n\r\n");
}

TEST_CASE("Listener: invites a body that waits for 100 Continue", "[http]") {
  const auto listener = serve_echo();
  RawPeer peer = RawPeer::connect(listener->port());
  peer.send("POST / HTTP/1.1\r\nHost: county\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
  CHECK(peer.read_message() == "HTTP/1.1 100 Continue\r\n\r\n");
  peer.send("body");
  CHECK(body_of(peer.read_message()) == "body");
}

TEST_CASE("Listener: refuses a body over the limit before it is sent, chunked or not", "[http]") {
  ListenerOptions options;
  options.body_bytes_max = 1'000;
  const auto listener = serve_echo(options);
  CHECK(body_of(ask(*listener, post(std::string(1'000, 'x')))).size() == 1'000);
  CHECK(starts_with(ask(*listener, "POST / HTTP/1.1\r\nHost: c\r\nExpect: 100-continue\r\nContent-Length: 1001\r\n\r\n"),
                    "HTTP/1.1 413 "));
  const std::string chunked = "POST / HTTP/1.1\r\nHost: c\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string chunk = "1f4\r\n" + std::string(500, 'x') + "\r\n";
  CHECK(body_of(ask(*listener, chunked + chunk + chunk + "0\r\n\r\n")).size() == 1'000);
  CHECK(starts_with(ask(*listener, chunked + chunk + chunk + "1\r\nx\r\n0\r\n\r\n"), "HTTP/1.1 413 "));
  CHECK(starts_with(ask(*listener, chunked + "ffffffffffffffff\r\n"), "HTTP/1.1 4"));
}

TEST_CASE("Listener: the refusal reaches a client that is still sending", "[http]") {
  ListenerOptions options;
  options.body_bytes_max = 1'000;
  const auto listener = serve_echo(options);
  RawPeer peer = RawPeer::connect(listener->port());
  peer.send(post(std::string(4 << 20, 'x')));
  const std::string answer = peer.read_all();
  CHECK(starts_with(answer, "HTTP/1.1 413 Payload Too Large\r\n"));
  CHECK(body_of(answer) == "Payload Too Large\n");
}

TEST_CASE("Listener: refuses a head over the limit", "[http]") {
  const auto listener = serve_echo();
  const std::string long_header = "X-Long: " + std::string(9'000, 'x') + "\r\n";
  CHECK(starts_with(ask(*listener, "GET / HTTP/1.1\r\nHost: c\r\n" + long_header + "\r\n"), "HTTP/1.1 431 "));
  CHECK(starts_with(ask(*listener, "GET /" + std::string(100'000, 'x')), "HTTP/1.1 431 "));
}

TEST_CASE("Listener: what is not HTTP gets 400 and the door", "[http]") {
  const auto listener = serve_echo();
  for (const std::string& nonsense : {
           std::string("hello there\r\n\r\n"), std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15),
           std::string("GET / HTTP/1.1\r\nBad Header: x\r\n\r\n"), std::string("GET / HTTP/1.1\r\nHost\0: x\r\n\r\n", 27),
           std::string("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
           std::string("POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
           std::string("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"),
           std::string("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")}) {
    INFO(nonsense);
    RawPeer peer = RawPeer::connect(listener->port());
    peer.send(nonsense);
    CHECK(starts_with(peer.read_all(), "HTTP/1.1 400 Bad Request\r\n"));
  }
  CHECK(starts_with(ask(*listener, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), "HTTP/1.1 505 "));
  CHECK(starts_with(ask(*listener, kGet), "HTTP/1.1 200 "));
}

TEST_CASE("Listener: takes a Reply from another thread, the first of two, in any order among clients", "[http]") {
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<std::pair<IncomingRequest, Reply>> waiting;
  const auto listener = serve({}, [&](IncomingRequest request, Reply reply) {
    const std::lock_guard lock(mutex);
    waiting.emplace_back(std::move(request), std::move(reply));
    changed.notify_all();
  });
  std::vector<RawPeer> peers;
  for (const char* body : {"first", "second", "third"}) {
    peers.push_back(RawPeer::connect(listener->port()));
    peers.back().send(post(body));
  }
  std::thread answering([&] {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return waiting.size() == 3; });
    while (!waiting.empty()) {
      const auto [request, reply] = std::move(waiting.back());
      waiting.pop_back();
      reply(echo(request));
      reply({});
    }
  });
  CHECK(body_of(peers[0].read_message()) == "first");
  CHECK(body_of(peers[1].read_message()) == "second");
  CHECK(body_of(peers[2].read_message()) == "third");
  answering.join();
}

TEST_CASE("Listener: a dropped Reply and a throwing handler answer 500", "[http]") {
  const auto listener = serve({}, [](const IncomingRequest& request, const Reply& reply) {
    if (request.target == "/throws") {
      throw std::runtime_error("a mistake in a handler");
    }
    if (request.target == "/invalid") {
      OutgoingAnswer answer;
      answer.headers = {{"X-Note", "a\r\nX-Other: b"}};
      reply(answer);
    }
  });
  for (const char* target : {"/dropped", "/throws", "/invalid"}) {
    CHECK(starts_with(ask(*listener, "GET " + std::string(target) + " HTTP/1.1\r\nHost: c\r\n\r\n"),
                      "HTTP/1.1 500 Internal Server Error\r\n"));
  }
}

TEST_CASE("Listener: a Reply outlives its listener and its client", "[http]") {
  testing::Signal received;
  std::vector<Reply> kept;
  auto listener = serve({}, [&](const IncomingRequest&, Reply reply) {
    kept.push_back(std::move(reply));
    received.raise();
  });
  RawPeer gone = RawPeer::connect(listener->port());
  gone.send(kGet);
  REQUIRE(received.wait());
  gone.close();
  RawPeer waiting = RawPeer::connect(listener->port());
  waiting.send(kGet);
  REQUIRE(received.wait());
  kept.front()({});
  listener.reset();
  CHECK(waiting.read_all().empty());
  kept.back()({});
  kept.clear();
}

TEST_CASE("Listener: a head that drips is cut at its deadline", "[http]") {
  ListenerOptions options;
  options.head_timeout = std::chrono::milliseconds(200);
  const auto listener = serve_echo(options);
  RawPeer peer = RawPeer::connect(listener->port());
  peer.send("GET / HTTP/1.1\r\nX-Slow: ");
  CHECK(peer.drip_until_closed("slow"));
}

TEST_CASE("Listener: a body that drips is cut at its deadline", "[http]") {
  ListenerOptions options;
  options.body_timeout = std::chrono::milliseconds(200);
  const auto listener = serve_echo(options);
  RawPeer peer = RawPeer::connect(listener->port());
  peer.send("POST / HTTP/1.1\r\nHost: c\r\nContent-Length: 1000000\r\n\r\n");
  CHECK(peer.drip_until_closed("slow"));
}

TEST_CASE("Listener: closes silent and idle connections", "[http]") {
  ListenerOptions options;
  options.head_timeout = std::chrono::milliseconds(200);
  options.idle_timeout = std::chrono::milliseconds(200);
  const auto listener = serve_echo(options);
  RawPeer silent = RawPeer::connect(listener->port());
  RawPeer idle = RawPeer::connect(listener->port());
  idle.send(kGet);
  CHECK(starts_with(idle.read_message(), "HTTP/1.1 200 "));
  CHECK(idle.read_all().empty());
  CHECK(silent.read_all().empty());
}

TEST_CASE("Listener: many half-open connections do not starve another client", "[http]") {
  const auto listener = serve_echo();
  std::vector<RawPeer> half_open;
  for (int index = 0; index < 200; ++index) {
    half_open.push_back(RawPeer::connect(listener->port()));
    half_open.back().send("POST / HTTP/1.1\r\nHost: c\r\nContent-Length: 10\r\n\r\nhalf");
  }
  CHECK(body_of(ask(*listener, post("through"))) == "through");
}

TEST_CASE("Listener: connections over the limit are closed at once, and places come free again", "[http]") {
  ListenerOptions options;
  options.connections_max = 2;
  const auto listener = serve_echo(options);
  RawPeer first = RawPeer::connect(listener->port());
  RawPeer second = RawPeer::connect(listener->port());
  for (RawPeer* peer : {&first, &second}) {
    peer->send(kGet);
    CHECK(starts_with(peer->read_message(), "HTTP/1.1 200 "));
  }
  CHECK(RawPeer::connect(listener->port()).read_all().empty());
  first.send("GET / HTTP/1.1\r\nHost: c\r\nConnection: close\r\n\r\n");
  CHECK(starts_with(first.read_all(), "HTTP/1.1 200 "));
  first.close();
  // The listener learns of the close a moment later; until then newcomers are turned away.
  std::string answer;
  for (int attempt = 0; attempt < 10'000 && answer.empty(); ++attempt) {
    answer = ask(*listener, kGet);
  }
  CHECK(starts_with(answer, "HTTP/1.1 200 "));
}

TEST_CASE("Listener: 64 clients at the same time are all answered", "[http]") {
  testing::Signal all_there;
  std::vector<std::pair<IncomingRequest, Reply>> waiting;
  const auto listener = serve({}, [&](IncomingRequest request, Reply reply) {
    waiting.emplace_back(std::move(request), std::move(reply));
    if (waiting.size() == 64) {
      for (const auto& [incoming, answer] : waiting) {
        answer(echo(incoming));
      }
      all_there.raise();
    }
  });
  std::vector<RawPeer> peers;
  for (int index = 0; index < 64; ++index) {
    peers.push_back(RawPeer::connect(listener->port()));
    peers.back().send(post("client " + std::to_string(index)));
  }
  REQUIRE(all_there.wait());
  for (int index = 0; index < 64; ++index) {
    CHECK(body_of(peers[static_cast<std::size_t>(index)].read_message()) == "client " + std::to_string(index));
  }
}

TEST_CASE("Listener: says why it cannot listen", "[http]") {
  const auto listener = serve_echo();
  ListenerOptions taken;
  taken.port = listener->port();
  const auto second = http::listen(taken, [](const IncomingRequest&, const Reply&) {});
  REQUIRE_FALSE(second);
  CHECK(second.error().code == ErrorCode::Unavailable);
  ListenerOptions nonsense;
  nonsense.host = "not an address";
  const auto third = http::listen(nonsense, [](const IncomingRequest&, const Reply&) {});
  REQUIRE_FALSE(third);
  CHECK(third.error().code == ErrorCode::InvalidInput);
}

TEST_CASE("Listener: every address of the machine, and names", "[http]") {
  for (const char* host : {"0.0.0.0", "::", "localhost"}) {
    ListenerOptions options;
    options.host = host;
    auto listener = http::listen(options, [](const IncomingRequest& request, const Reply& reply) {
      reply(echo(request));
    });
    if (!listener && std::string_view(host) == "::") {
      WARN("this machine has no IPv6: " << listener.error().context);
      continue;
    }
    REQUIRE(listener);
    CHECK(body_of(ask(**listener, post("here"))) == "here");
  }
}

}  // namespace outreach
