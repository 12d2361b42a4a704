// The listener with more clients, and more in their hands, than it has room for, over loopback.
#include <mutex>
#include <vector>

#include "tests/platform/http/listener_client.h"
#include "tests/support/signal.h"

namespace outreach {
namespace {

// A listener that keeps every reply until it is told to give them.
class Holding {
 public:
  explicit Holding(const ListenerOptions& options)
      : listener(serve(options, [this](IncomingRequest request, Reply reply) {
          {
            const std::lock_guard lock(mutex_);
            held_.emplace_back(std::move(request), std::move(reply));
          }
          arrived.raise();
        })) {}
  // Every request in hand is answered and forgotten.
  void answer_all() {
    std::vector<std::pair<IncomingRequest, Reply>> held;
    {
      const std::lock_guard lock(mutex_);
      held.swap(held_);
    }
    for (const auto& [request, reply] : held) {
      reply(echo(request));
    }
  }

  testing::Signal arrived;

 private:
  std::mutex mutex_;
  std::vector<std::pair<IncomingRequest, Reply>> held_;

 public:
  std::unique_ptr<Listener> listener;  // ends first
};

// Sends until it is let in: what others held comes free a moment after they were answered.
std::string ask_until_served(const Listener& listener, std::string_view request) {
  std::string answer;
  for (int attempt = 0; attempt < 10'000 && !starts_with(answer, "HTTP/1.1 200 "); ++attempt) {
    answer = ask(listener, request);
  }
  return answer;
}

TEST_CASE("Listener: bodies that are announced and do not come take no room from those that do",
          "[http]") {
  ListenerOptions options;
  options.bodies_bytes_max = 1'000;
  const auto listener = serve_echo(options);
  std::vector<RawPeer> announcing;
  for (int index = 0; index < 20; ++index) {
    announcing.push_back(RawPeer::connect(listener->port()));
    announcing.back().send("POST / HTTP/1.1\r\nHost: c\r\nContent-Length: 900\r\n\r\nten bytes.");
  }
  CHECK(body_of(ask(*listener, post(std::string(500, 'x')))).size() == 500);
}

TEST_CASE("Listener: the sum of bodies in hand is bounded, and comes free with the replies",
          "[http]") {
  ListenerOptions options;
  options.bodies_bytes_max = 1'000;
  options.retry_after_seconds = [] { return 7; };
  Holding county(options);
  RawPeer first = RawPeer::connect(county.listener->port());
  first.send(post(std::string(600, 'x')));
  REQUIRE(county.arrived.wait());
  const std::string refused = ask(*county.listener, post(std::string(600, 'x')));
  CHECK(starts_with(refused, "HTTP/1.1 503 Service Unavailable\r\n"));
  CHECK(refused.find("Retry-After: 7\r\n") != std::string::npos);
  RawPeer small = RawPeer::connect(county.listener->port());
  small.send(post(std::string(300, 'x')));
  REQUIRE(county.arrived.wait());
  county.answer_all();
  CHECK(body_of(first.read_message()).size() == 600);
  CHECK(body_of(small.read_message()).size() == 300);
}

TEST_CASE("Listener: bodies cut in the middle leave no room taken", "[http]") {
  ListenerOptions options;
  options.bodies_bytes_max = 1'000;
  const auto listener = serve_echo(options);
  for (int index = 0; index < 10; ++index) {
    RawPeer cut = RawPeer::connect(listener->port());
    cut.send("POST / HTTP/1.1\r\nHost: c\r\nContent-Length: 900\r\n\r\n" + std::string(800, 'x'));
  }
  CHECK(body_of(ask_until_served(*listener, post(std::string(900, 'x')))).size() == 900);
}

TEST_CASE("Listener: one address that fills its share of bodies leaves the others theirs",
          "[http]") {
  ListenerOptions options;
  options.bodies_bytes_max = 2'000;
  options.bodies_bytes_per_address_max = 1'000;
  Holding county(options);
  RawPeer greedy = RawPeer::connect(county.listener->port());
  greedy.send(post(std::string(900, 'x')));
  REQUIRE(county.arrived.wait());
  CHECK(starts_with(ask(*county.listener, post(std::string(200, 'x'))), "HTTP/1.1 503 "));
  RawPeer other = RawPeer::connect_from(2, county.listener->port());
  other.send(post(std::string(900, 'x')));
  REQUIRE(county.arrived.wait());
  county.answer_all();
  CHECK(starts_with(other.read_message(), "HTTP/1.1 200 "));
}

TEST_CASE("Listener: connections over the limit are closed while all others have something in hand",
          "[http]") {
  ListenerOptions options;
  options.connections_max = 2;
  options.yields_after = std::chrono::milliseconds(0);
  Holding county(options);
  std::vector<RawPeer> busy;
  for (int index = 0; index < 2; ++index) {
    busy.push_back(RawPeer::connect(county.listener->port()));
    busy.back().send(kGet);
    REQUIRE(county.arrived.wait());
  }
  CHECK(RawPeer::connect(county.listener->port()).read_all().empty());
  county.answer_all();
  for (RawPeer& peer : busy) {
    CHECK(starts_with(peer.read_message(), "HTTP/1.1 200 "));
  }
}

TEST_CASE("Listener: who has nothing in hand gives way to a newcomer, the longest idle first",
          "[http]") {
  ListenerOptions options;
  options.connections_max = 2;
  options.yields_after = std::chrono::milliseconds(0);
  const auto listener = serve_echo(options);
  RawPeer first = RawPeer::connect(listener->port());
  RawPeer second = RawPeer::connect(listener->port());
  for (RawPeer* peer : {&first, &second}) {
    peer->send(kGet);
    CHECK(starts_with(peer->read_message(), "HTTP/1.1 200 "));
  }
  CHECK(body_of(ask_until_served(*listener, post("newcomer"))) == "newcomer");
  CHECK(first.read_all().empty());
}

TEST_CASE("Listener: an address that has its share pushes out its own, never another's", "[http]") {
  ListenerOptions options;
  options.connections_max = 100;
  options.connections_per_address_max = 3;
  options.yields_after = std::chrono::milliseconds(0);
  const auto listener = serve_echo(options);
  RawPeer honest = RawPeer::connect_from(2, listener->port());
  honest.send(kGet);
  CHECK(starts_with(honest.read_message(), "HTTP/1.1 200 "));
  std::vector<RawPeer> flood;
  for (int index = 0; index < 20; ++index) {
    flood.push_back(RawPeer::connect(listener->port()));
    flood.back().send("GET / HTTP/1.1\r\nX-Never: ");
  }
  CHECK(flood.front().read_all().empty());
  honest.send(post("still here"));
  CHECK(body_of(honest.read_message()) == "still here");
}

TEST_CASE("Listener: a flood that fills every place gives way before anybody else does", "[http]") {
  ListenerOptions options;
  options.connections_max = 20;
  options.connections_per_address_max = 20;
  options.yields_after = std::chrono::milliseconds(0);
  const auto listener = serve_echo(options);
  RawPeer honest = RawPeer::connect_from(2, listener->port());
  honest.send(kGet);
  CHECK(starts_with(honest.read_message(), "HTTP/1.1 200 "));
  std::vector<RawPeer> flood;
  for (int index = 0; index < 60; ++index) {
    flood.push_back(RawPeer::connect(listener->port()));
    flood.back().send("GET / HTTP/1.1\r\nX-Never: ");
  }
  RawPeer newcomer = RawPeer::connect_from(3, listener->port());
  newcomer.send(post("newcomer"));
  CHECK(body_of(newcomer.read_message()) == "newcomer");
  honest.send(post("still here"));
  CHECK(body_of(honest.read_message()) == "still here");
}

TEST_CASE("Listener: five hundred that drip, in head and body, do not keep anybody from his answer",
          "[http]") {
  const auto listener = serve_echo();
  std::vector<RawPeer> dripping;
  for (int index = 0; index < 500; ++index) {
    dripping.push_back(
        RawPeer::connect_from(static_cast<std::uint8_t>(10 + index % 3), listener->port()));
    dripping.back().send(index % 2 == 0 ? "GET / HTTP/1.1\r\nX-Slow: s"
                                        : "POST / HTTP/1.1\r\nContent-Length: 100000\r\n\r\nhalf");
  }
  for (int index = 0; index < 50; ++index) {
    CHECK(body_of(ask(*listener, post("through"))) == "through");
    for (RawPeer& peer : dripping) {
      peer.send("x");
    }
  }
}

}  // namespace
}  // namespace outreach
