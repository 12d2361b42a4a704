// libcurl against peers that misbehave, over loopback.
#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "platform/http/transport.h"
#include "tests/support/catch.h"
#include "tests/support/exchange.h"
#include "tests/support/raw_socket.h"
#include "tests/support/signal.h"

namespace outreach {
namespace {

using http::Answer;
using http::Fault;
using http::Outcome;
using http::Request;
using testing::RawPeer;
using testing::RawServer;

constexpr std::string_view kAnswer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\n0123456789";
// Long enough for loopback on a busy machine, short enough to wait for.
constexpr std::chrono::milliseconds kShortDeadline{300};

class Client {
 public:
  explicit Client(const http::CurlOptions& options = {}) {
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

 private:
  testing::Signal woken_;
  std::unique_ptr<http::Transport> transport_;
};

// Answers every request with these bytes and closes.
RawServer::Talk once(std::string answer) {
  return [answer = std::move(answer)](RawPeer& peer, int) {
    peer.read_message();
    peer.send(answer);
  };
}

Request with_deadline(std::string url, std::chrono::milliseconds deadline) {
  Request request;
  request.url = std::move(url);
  request.deadline = deadline;
  return request;
}

}  // namespace

TEST_CASE("Curl transport: nobody at that port is CannotConnect", "[http]") {
  Client client;
  CHECK(testing::fault_of(client.get("http://127.0.0.1:" + std::to_string(testing::closed_port()))) ==
        Fault::CannotConnect);
}

TEST_CASE("Curl transport: a name that cannot exist is CannotResolve", "[http]") {
  Client client;
  CHECK(testing::fault_of(client.get("http://name-.with..empty.label.invalid/")) == Fault::CannotResolve);
}

TEST_CASE("Curl transport: a server that accepts and never answers is Timeout", "[http]") {
  RawServer server([](RawPeer& peer, int) { peer.read_all(); });
  Client client;
  CHECK(testing::fault_of(client.exchange(with_deadline(server.url(), kShortDeadline))) == Fault::Timeout);
}

TEST_CASE("Curl transport: a server that drips is cut at the deadline of the whole exchange", "[http]") {
  RawServer server([](RawPeer& peer, int) {
    peer.read_message();
    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
    peer.drip_until_closed("drip");
  });
  Client client;
  CHECK(testing::fault_of(client.exchange(with_deadline(server.url(), kShortDeadline))) == Fault::Timeout);
}

TEST_CASE("Curl transport: a handshake never answered is CannotConnect, for nothing was sent", "[http]") {
  RawServer server([](RawPeer& peer, int) { peer.read_all(); });
  Client client;
  const std::string url = "https://127.0.0.1:" + std::to_string(server.port()) + "/";
  CHECK(testing::fault_of(client.exchange(with_deadline(url, kShortDeadline))) == Fault::CannotConnect);
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

TEST_CASE("Curl transport: a chunked answer cut at any byte is Cut", "[http]") {
  const std::string answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n5\r\n56789\r\n0\r\n\r\n";
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

TEST_CASE("Curl transport: an answer after 100 Continue, with trailers, is whole, and cut at any byte is Cut", "[http]") {
  const std::string answer =
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 1\r\n\r\n";
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
  for (const std::string& answer : {std::string("SSH-2.0-OpenSSH_9.2\r\n"), std::string("\0\0\0\0", 4),
                                    std::string("HTTP/9.9 200 OK\r\n\r\n"), std::string(1 << 16, 'x')}) {
    RawServer server(once(answer));
    CHECK(testing::fault_of(client.get(server.url())) == Fault::Cut);
  }
}

TEST_CASE("Curl transport: a redirect is an answer and is not followed", "[http]") {
  RawServer elsewhere(once(std::string(kAnswer)));
  RawServer server(once("HTTP/1.1 302 Found\r\nLocation: " + elsewhere.url() + "\r\nContent-Length: 0\r\n\r\n"));
  Client client;
  CHECK(testing::answer_of(client.get(server.url())).status == 302);
  CHECK(elsewhere.connections() == 0);
}

TEST_CASE("Curl transport: a captive portal's page is an answer with its own type", "[http]") {
  RawServer server(once("HTTP/1.0 200 OK\r\nContent-Type: Text/HTML; Charset=GBK\r\n\r\n<html>login</html>"));
  Client client;
  const Answer answer = testing::answer_of(client.get(server.url()));
  CHECK(answer.status == 200);
  CHECK(answer.content_type == "text/html");
  CHECK(text_of(answer.body) == "<html>login</html>");
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

TEST_CASE("Curl transport: a handshake that breaks off is TlsRefused", "[http]") {
  RawServer server([](RawPeer& peer, int) { peer.send("HTTP/1.1 400 Bad Request\r\n\r\n"); });
  Client client;
  CHECK(testing::fault_of(client.get("https://127.0.0.1:" + std::to_string(server.port()))) == Fault::TlsRefused);
}

TEST_CASE("Curl transport: a request carries no byte that was not asked for", "[http]") {
  testing::Signal received;
  std::string seen;
  RawServer server([&](RawPeer& peer, int) {
    seen = peer.read_message();
    peer.send(kAnswer);
    received.raise();
  });
  Client client;
  Request request;
  request.method = "POST";
  request.url = server.url("/batch");
  request.headers = {{"X-Kiosk", "7"}, {"X-Empty", ""}};
  request.body = {'a', '\0', 'b'};
  testing::answer_of(client.exchange(request));
  REQUIRE(received.wait());
  CHECK(seen == "POST /batch HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port()) +
                    "\r\nX-Kiosk: 7\r\nX-Empty:\r\nContent-Length: 3\r\n\r\n" + std::string("a\0b", 3));
}

TEST_CASE("Curl transport: requests one after the other share one connection", "[http]") {
  RawServer server([](RawPeer& peer, int) {
    while (!peer.read_message().empty() && peer.send(kAnswer)) {
      continue;
    }
  });
  Client client;
  for (int turn = 0; turn < 5; ++turn) {
    testing::answer_of(client.get(server.url()));
  }
  CHECK(server.connections() == 1);
}

TEST_CASE("Curl transport: a kept connection that the server closed meanwhile is opened anew", "[http]") {
  RawServer server([](RawPeer& peer, int) {
    peer.read_message();
    peer.send(kAnswer);
  });
  Client client;
  for (int turn = 0; turn < 5; ++turn) {
    CHECK(testing::answer_of(client.get(server.url())).status == 200);
  }
}

TEST_CASE("Curl transport: headers that would write headers of their own are BadRequest", "[http]") {
  Client client;
  const std::vector<std::pair<std::string, std::string>> headers = {
      {"X-Note", "a\r\nX-Other: b"}, {"X Note", "a"}, {"", "a"}, {"X-Note", std::string("a\0b", 3)}};
  for (const auto& header : headers) {
    Request request;
    request.url = "http://127.0.0.1:1/";
    request.headers = {header};
    CHECK(testing::fault_of(client.exchange(request)) == Fault::BadRequest);
  }
}

TEST_CASE("Curl transport: goes through the proxy it is given", "[http]") {
  RawServer proxy(once(std::string(kAnswer)));
  http::CurlOptions options;
  options.proxy = proxy.url();
  Client client(options);
  CHECK(testing::answer_of(client.get("http://county.invalid/")).status == 200);
  Client without_proxy;
  CHECK(testing::fault_of(without_proxy.get("http://county.invalid/")) == Fault::CannotResolve);
}

TEST_CASE("Curl transport: a proxy that refuses the tunnel is CannotConnect", "[http]") {
  RawServer proxy(once("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"));
  http::CurlOptions options;
  options.proxy = proxy.url();
  Client client(options);
  CHECK(testing::fault_of(client.get("https://county.invalid/")) == Fault::CannotConnect);
}

TEST_CASE("Curl transport: ends at once with requests under way", "[http]") {
  RawServer server([](RawPeer& peer, int) { peer.read_all(); });
  std::atomic<int> calls = 0;
  {
    Client client;
    for (int turn = 0; turn < 10; ++turn) {
      client.transport().start(with_deadline(server.url(), testing::kPatience), [&](const Outcome&) { ++calls; });
    }
  }
  CHECK(calls == 0);
}

}  // namespace outreach
