// libcurl with servers and proxies that keep to the rules, over loopback.
#include <atomic>
#include <string>
#include <utility>
#include <vector>

#include "tests/platform/http/curl_client.h"

namespace outreach {

TEST_CASE("Curl transport: a redirect is an answer and is not followed", "[http]") {
  RawServer elsewhere(once(std::string(kAnswer)));
  RawServer server(
      once("HTTP/1.1 302 Found\r\nLocation: " + elsewhere.url() + "\r\nContent-Length: 0\r\n\r\n"));
  Client client;
  CHECK(testing::answer_of(client.get(server.url())).status == 302);
  CHECK(elsewhere.connections() == 0);
}

TEST_CASE("Curl transport: a captive portal's page is an answer with its own type", "[http]") {
  RawServer server(
      once("HTTP/1.0 200 OK\r\nContent-Type: Text/HTML; Charset=GBK\r\n\r\n<html>login</html>"));
  Client client;
  const Answer answer = testing::answer_of(client.get(server.url()));
  CHECK(answer.status == 200);
  CHECK(answer.content_type == "text/html");
  CHECK(text_of(answer.body) == "<html>login</html>");
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
                    "\r\nX-Kiosk: 7\r\nX-Empty:\r\nContent-Length: 3\r\n\r\n" +
                    std::string("a\0b", 3));
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

TEST_CASE("Curl transport: a kept connection that the server closed meanwhile is opened anew",
          "[http]") {
  RawServer server([](RawPeer& peer, int) {
    peer.read_message();
    peer.send(kAnswer);
  });
  Client client;
  for (int turn = 0; turn < 5; ++turn) {
    CHECK(testing::answer_of(client.get(server.url())).status == 200);
  }
}

TEST_CASE("Curl transport: headers that would write headers of their own are BadRequest",
          "[http]") {
  Client client;
  const std::vector<std::pair<std::string, std::string>> headers = {
      {"X-Note", "a\r\nX-Other: b"},
      {"X Note", "a"},
      {"", "a"},
      {"X-Note", std::string("a\0b", 3)}};
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

TEST_CASE("Curl transport: ends at once with requests under way", "[http]") {
  RawServer server([](RawPeer& peer, int) { peer.read_all(); });
  std::atomic<int> calls = 0;
  {
    Client client;
    for (int turn = 0; turn < 10; ++turn) {
      client.transport().start(with_deadline(server.url(), testing::kPatience),
                               [&](const Outcome&) { ++calls; });
    }
  }
  CHECK(calls == 0);
}

}  // namespace outreach
