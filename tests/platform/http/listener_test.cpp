// The listener with clients that keep to the rules, over loopback.
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "tests/platform/http/listener_client.h"
#include "tests/support/signal.h"

namespace outreach {

TEST_CASE("Listener: gives the handler what was sent", "[http]") {
  IncomingRequest seen;
  const auto listener = serve({}, [&](IncomingRequest request, const Reply& reply) {
    seen = std::move(request);
    reply({});
  });
  const std::string answer =
      ask(*listener,
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
        "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nSet-Cookie: a=1\r\nSet-Cookie: "
        "b=2\r\n"
        "Content-Length: 2\r\n\r\n{}");
}

TEST_CASE("Listener: binary bodies up to the limit come through whole", "[http]") {
  const auto listener = serve_echo();
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, std::size_t{70'000}, std::size_t{1} << 20}) {
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
  CHECK(ask(*listener, "GET /204 HTTP/1.1\r\nHost: c\r\n\r\n") ==
        "HTTP/1.1 204 No Content\r\n\r\n");
  CHECK(ask(*listener, "GET /304 HTTP/1.1\r\nHost: c\r\n\r\n") ==
        "HTTP/1.1 304 Not Modified\r\n\r\n");
}

TEST_CASE("Listener: invites a body that waits for 100 Continue", "[http]") {
  const auto listener = serve_echo();
  RawPeer peer = RawPeer::connect(listener->port());
  peer.send("POST / HTTP/1.1\r\nHost: county\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
  CHECK(peer.read_message() == "HTTP/1.1 100 Continue\r\n\r\n");
  peer.send("body");
  CHECK(body_of(peer.read_message()) == "body");
}

TEST_CASE(
    "Listener: takes a Reply from another thread, the first of two, in any order among clients",
    "[http]") {
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
    CHECK(body_of(peers[static_cast<std::size_t>(index)].read_message()) ==
          "client " + std::to_string(index));
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
    auto listener = http::listen(
        options, [](const IncomingRequest& request, const Reply& reply) { reply(echo(request)); });
    if (!listener && std::string_view(host) == "::") {
      WARN("this machine has no IPv6: " << listener.error().context);
      continue;
    }
    REQUIRE(listener);
    CHECK(body_of(ask(**listener, post("here"))) == "here");
  }
}

}  // namespace outreach
