// libcurl against peers that stall, cut, drip and talk nonsense, over loopback.
#include <atomic>
#include <string>

#include "tests/platform/http/curl_client.h"

namespace outreach {

TEST_CASE("Curl transport: nobody at that port is CannotConnect", "[http]") {
  Client client;
  CHECK(testing::fault_of(client.get(
            "http://127.0.0.1:" + std::to_string(testing::closed_port()))) == Fault::CannotConnect);
}

TEST_CASE("Curl transport: a name that cannot exist is CannotResolve", "[http]") {
  Client client;
  CHECK(testing::fault_of(client.get("http://name-.with..empty.label.invalid/")) ==
        Fault::CannotResolve);
}

TEST_CASE("Curl transport: a server that accepts and never answers is Timeout", "[http]") {
  RawServer server([](RawPeer& peer, int) { peer.read_all(); });
  Client client;
  CHECK(testing::fault_of(client.exchange(with_deadline(server.url(), kShortDeadline))) ==
        Fault::Timeout);
}

TEST_CASE("Curl transport: a server that drips is cut at the deadline of the whole exchange",
          "[http]") {
  RawServer server([](RawPeer& peer, int) {
    peer.read_message();
    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
    peer.drip_until_closed("drip");
  });
  Client client;
  CHECK(testing::fault_of(client.exchange(with_deadline(server.url(), kShortDeadline))) ==
        Fault::Timeout);
}

TEST_CASE("Curl transport: a handshake never answered is CannotConnect, for nothing was sent",
          "[http]") {
  RawServer server([](RawPeer& peer, int) { peer.read_all(); });
  Client client;
  const std::string url = "https://127.0.0.1:" + std::to_string(server.port()) + "/";
  CHECK(testing::fault_of(client.exchange(with_deadline(url, kShortDeadline))) ==
        Fault::CannotConnect);
}

TEST_CASE("Curl transport: an answer cut at any byte is Cut", "[http]") {
  Client client;
  for (std::size_t size = 0; size < kAnswer.size(); ++size) {
    INFO("cut after " << size << " bytes");
    RawServer server(once(std::string(kAnswer.substr(0, size))));
    CHECK(testing::fault_of(client.get(server.url())) == Fault::Cut);
  }
  RawServer server(once(std::string(kAnswer)));
  CHECK(text_of(testing::answer_of(client.get(server.url())).body) == "0123456789");
}

TEST_CASE(
    "Curl transport: a large request under which a kept connection dies is Cut, not sent anew",
    "[http]") {
  const auto [size, is_sent_anew] =
      GENERATE(table<std::size_t, bool>({{100'000, false}, {500, true}}));
  CAPTURE(size);
  // The first connection answers once and dies under what comes next.
  std::atomic<int> sent_anew = 0;
  RawServer server([&](RawPeer& peer, int connection) {
    const bool has_said = !peer.read_message().empty();
    if (connection > 0 && has_said) {
      ++sent_anew;
    }
    peer.send(kAnswer);
    if (connection == 0) {
      peer.read_message();
    }
  });
  Client client;
  REQUIRE(testing::answer_of(client.get(server.url())).status == 200);
  Request request;
  request.method = "POST";
  request.url = server.url();
  request.body = Bytes(size, 'x');
  const Outcome outcome = client.exchange(request);
  if (is_sent_anew) {
    CHECK(testing::answer_of(outcome).status == 200);
  } else {
    CHECK(testing::fault_of(outcome) == Fault::Cut);
  }
  CHECK(sent_anew == (is_sent_anew ? 1 : 0));
}

TEST_CASE("Curl transport: what came of an answer before it was cut is there", "[http]") {
  Client client;
  const std::size_t head_size = kAnswer.find("\r\n\r\n") + 4;
  for (std::size_t size = 1; size < kAnswer.size(); ++size) {
    INFO("cut after " << size << " bytes");
    RawServer server(once(std::string(kAnswer.substr(0, size))));
    const http::Outcome outcome = client.get(server.url());
    REQUIRE(std::holds_alternative<http::Failure>(outcome));
    const auto& partial = std::get<http::Failure>(outcome).partial;
    REQUIRE(partial.has_value() == (size >= head_size));
    if (partial) {
      CHECK(partial->status == 200);
      CHECK(text_of(partial->body) == kAnswer.substr(head_size, size - head_size));
    }
  }
}

TEST_CASE("Curl transport: a chunked answer cut at any byte is Cut", "[http]") {
  const std::string answer =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n5\r\n56789\r\n0\r\n\r\n";
  Client client;
  const std::size_t head_size = answer.find("\r\n\r\n") + 4;
  const std::size_t last_chunk = answer.rfind("0\r\n");
  for (std::size_t size = head_size; size <= last_chunk; ++size) {
    INFO("cut after " << size << " bytes");
    RawServer server(once(answer.substr(0, size)));
    CHECK(testing::fault_of(client.get(server.url())) == Fault::Cut);
  }
  RawServer server(once(answer));
  CHECK(text_of(testing::answer_of(client.get(server.url())).body) == "0123456789");
}

TEST_CASE(
    "Curl transport: an answer after 100 Continue, with trailers, is whole, and cut at any byte is "
    "Cut",
    "[http]") {
  const std::string answer =
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: "
      "chunked\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 1\r\n\r\n";
  Client client;
  for (std::size_t size = 0; size <= answer.rfind("0\r\n"); ++size) {
    INFO("cut after " << size << " bytes");
    RawServer server(once(answer.substr(0, size)));
    CHECK(testing::fault_of(client.get(server.url())) == Fault::Cut);
  }
  RawServer server(once(answer));
  CHECK(text_of(testing::answer_of(client.get(server.url())).body) == "ok");
}

TEST_CASE("Curl transport: what is not HTTP is Cut", "[http]") {
  Client client;
  for (const std::string& answer :
       {std::string("SSH-2.0-OpenSSH_9.2\r\n"), std::string("\0\0\0\0", 4),
        std::string("HTTP/9.9 200 OK\r\n\r\n"), std::string(1 << 16, 'x')}) {
    RawServer server(once(answer));
    CHECK(testing::fault_of(client.get(server.url())) == Fault::Cut);
  }
}

TEST_CASE("Curl transport: an endless answer is cut off at the limit", "[http]") {
  RawServer server([](RawPeer& peer, int) {
    peer.read_message();
    peer.send("HTTP/1.1 200 OK\r\n\r\n");
    while (peer.send(std::string(1 << 16, 'x'))) {
      continue;
    }
  });
  Client client;
  Request request;
  request.url = server.url();
  request.answer_bytes_max = 100'000;
  CHECK(testing::fault_of(client.exchange(request)) == Fault::AnswerTooLarge);
}

TEST_CASE("Curl transport: an answer announced as too long is refused before it comes", "[http]") {
  RawServer server([](RawPeer& peer, int) {
    peer.read_message();
    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000001\r\n\r\n");
    peer.read_all();
  });
  Client client;
  Request request = with_deadline(server.url(), testing::kPatience);
  request.answer_bytes_max = 1'000'000;
  CHECK(testing::fault_of(client.exchange(request)) == Fault::AnswerTooLarge);
}

TEST_CASE("Curl transport: requests that wait for a connection have their deadline too", "[http]") {
  RawServer server([](RawPeer& peer, int) { peer.read_all(); });
  Client client;
  int failed = 0;
  for (int turn = 0; turn < 5; ++turn) {
    client.transport().start(with_deadline(server.url(), kShortDeadline),
                             [&](const Outcome& outcome) {
                               ++failed;
                               CHECK(std::holds_alternative<http::Failure>(outcome));
                             });
  }
  while (failed < 5) {
    client.await();
    client.transport().poll();
  }
  CHECK(failed == 5);
}

TEST_CASE("Curl transport: a handshake that breaks off is TlsRefused", "[http]") {
  RawServer server([](RawPeer& peer, int) { peer.send("HTTP/1.1 400 Bad Request\r\n\r\n"); });
  Client client;
  CHECK(testing::fault_of(client.get("https://127.0.0.1:" + std::to_string(server.port()))) ==
        Fault::TlsRefused);
}

TEST_CASE("Curl transport: a proxy that refuses the tunnel is CannotConnect", "[http]") {
  RawServer proxy(once("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"));
  http::CurlOptions options;
  options.proxy = proxy.url();
  Client client(options);
  CHECK(testing::fault_of(client.get("https://county.invalid/")) == Fault::CannotConnect);
}

}  // namespace outreach
