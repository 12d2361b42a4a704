// The listener with clients that send too much, too slowly or nonsense, over loopback.
#include <vector>

#include "tests/platform/http/listener_client.h"

namespace outreach {

TEST_CASE("Listener: refuses a body over the limit before it is sent, chunked or not", "[http]") {
  ListenerOptions options;
  options.body_bytes_max = 1'000;
  const auto listener = serve_echo(options);
  CHECK(body_of(ask(*listener, post(std::string(1'000, 'x')))).size() == 1'000);
  CHECK(starts_with(
      ask(*listener,
          "POST / HTTP/1.1\r\nHost: c\r\nExpect: 100-continue\r\nContent-Length: 1001\r\n\r\n"),
      "HTTP/1.1 413 "));
  const std::string chunked = "POST / HTTP/1.1\r\nHost: c\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string chunk = "1f4\r\n" + std::string(500, 'x') + "\r\n";
  CHECK(body_of(ask(*listener, chunked + chunk + chunk + "0\r\n\r\n")).size() == 1'000);
  CHECK(starts_with(ask(*listener, chunked + chunk + chunk + "1\r\nx\r\n0\r\n\r\n"),
                    "HTTP/1.1 413 "));
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
  CHECK(starts_with(ask(*listener, "GET / HTTP/1.1\r\nHost: c\r\n" + long_header + "\r\n"),
                    "HTTP/1.1 431 "));
  CHECK(starts_with(ask(*listener, "GET /" + std::string(100'000, 'x')), "HTTP/1.1 431 "));
}

TEST_CASE("Listener: what is not HTTP gets 400 and the door", "[http]") {
  const auto listener = serve_echo();
  for (const std::string& nonsense :
       {std::string("hello there\r\n\r\n"),
        std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15),
        std::string("GET / HTTP/1.1\r\nBad Header: x\r\n\r\n"),
        std::string("GET / HTTP/1.1\r\nHost\0: x\r\n\r\n", 27),
        std::string("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
        std::string(
            "POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
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

}  // namespace outreach
