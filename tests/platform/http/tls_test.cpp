// Both ends with real certificates: whose are taken, and that nothing is said before.
#include <atomic>
#include <thread>

#include "platform/http/listener.h"
#include "tests/platform/http/curl_client.h"
#include "tests/support/certificates.h"

namespace outreach {
namespace {

using http::IncomingRequest;
using http::Reply;
using testing::Certificate;
using testing::CertificateMaker;

const std::string kHere = "IP:127.0.0.1,DNS:localhost";

class TlsCounty {
 public:
  explicit TlsCounty(const Certificate& certificate, const std::string& host = "127.0.0.1") {
    http::ListenerOptions options;
    options.host = host;
    options.tls_certificate_file = certificate.certificate.string();
    options.tls_key_file = certificate.key.string();
    auto made = http::listen(options, [this](const IncomingRequest& request, const Reply& reply) {
      ++requests;
      http::OutgoingAnswer answer;
      answer.body = request.body;
      reply(answer);
    });
    if (!made) {
      FAIL(made.error().context);
    }
    listener = std::move(*made);
  }
  std::string url(const std::string& host = "127.0.0.1") const {
    return "https://" + host + ":" + std::to_string(listener->port()) + "/v1/batches";
  }

  std::atomic<int> requests = 0;
  std::unique_ptr<http::Listener> listener;
};

Request batch_to(const std::string& url) {
  Request request;
  request.method = "POST";
  request.url = url;
  request.body = Bytes(70'000, 0x5a);
  return request;
}

http::CurlOptions trusting(const std::string& pem) {
  http::CurlOptions options;
  options.ca_certificates = pem;
  return options;
}

http::CurlOptions pinning(const std::string& pin) {
  http::CurlOptions options;
  options.pinned_key = pin;
  return options;
}

TEST_CASE("TLS: the county's own certificate carries requests and answers whole", "[http]") {
  CertificateMaker maker;
  const TlsCounty county(maker.issue(kHere));
  Client client(trusting(maker.issuer_pem()));
  for (int turn = 0; turn < 3; ++turn) {
    const Answer answer = testing::answer_of(client.exchange(batch_to(county.url())));
    CHECK(answer.status == 200);
    CHECK(answer.body == batch_to("").body);
  }
  CHECK(county.requests == 3);
}

TEST_CASE("TLS: a certificate that is not the county's is refused, and no body is sent", "[http]") {
  CertificateMaker maker;
  CertificateMaker interceptor("interceptor");
  struct Row {
    const char* what;
    Certificate certificate;
    Fault fault;
  };
  const std::vector<Row> rows{
      {"expired", maker.issue(kHere, "20200101000000Z", "20200102000000Z"), Fault::TlsDates},
      {"not yet valid", maker.issue(kHere, "20900101000000Z", "20910101000000Z"), Fault::TlsDates},
      {"of another address", maker.issue("DNS:other.example,IP:10.0.0.1"), Fault::TlsWrongHost},
      {"self-signed", maker.self_signed(kHere), Fault::TlsRefused},
      {"of one that listens in", interceptor.issue(kHere), Fault::TlsRefused},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    const TlsCounty county(row.certificate);
    Client client(trusting(maker.issuer_pem()));
    CHECK(testing::fault_of(client.exchange(batch_to(county.url()))) == row.fault);
    CHECK(county.requests == 0);
  }
}

TEST_CASE("TLS: a self-signed certificate is taken where it is the one that is trusted", "[http]") {
  CertificateMaker maker;
  const Certificate own = maker.self_signed(kHere);
  const TlsCounty county(own);
  http::CurlOptions options;
  options.ca_file = own.certificate.string();
  Client client(options);
  CHECK(testing::answer_of(client.exchange(batch_to(county.url()))).status == 200);
}

TEST_CASE("TLS: a pinned key is talked to whatever its certificate's dates, name and issuer",
          "[http]") {
  CertificateMaker maker;
  for (const Certificate& certificate :
       {maker.issue("DNS:other.example", "20200101000000Z", "20200102000000Z"),
        maker.self_signed(kHere)}) {
    const TlsCounty county(certificate);
    Client client(pinning(maker.pin_of(certificate)));
    CHECK(testing::answer_of(client.exchange(batch_to(county.url()))).status == 200);
  }
}

TEST_CASE("TLS: any other key than the pinned one is refused, and no body is sent", "[http]") {
  CertificateMaker maker;
  const Certificate ours = maker.issue(kHere);
  const TlsCounty interceptor(maker.issue(kHere));
  http::CurlOptions options = pinning(maker.pin_of(ours));
  options.ca_certificates = maker.issuer_pem();
  Client client(options);
  CHECK(testing::fault_of(client.exchange(batch_to(interceptor.url()))) == Fault::TlsRefused);
  CHECK(interceptor.requests == 0);
}

TEST_CASE("TLS: the listener takes 1.3 alone, and plain HTTP is not answered", "[http]") {
  CertificateMaker maker;
  const TlsCounty county(maker.issue(kHere));
  const std::string at = "127.0.0.1:" + std::to_string(county.listener->port());
  for (const auto& [version, taken] : {std::pair{"-tls1_2", false}, std::pair{"-tls1_3", true}}) {
    const testing::Ended ended = testing::run_program(
        "/bin/sh",
        {"-c", "/usr/bin/openssl s_client -connect " + at + " -brief " + version + " </dev/null"});
    CHECK((ended.err.find("CONNECTION ESTABLISHED") != std::string::npos) == taken);
  }
  RawPeer plain = RawPeer::connect(county.listener->port());
  plain.send("GET / HTTP/1.1\r\nHost: county\r\n\r\n");
  CHECK(plain.read_all().find("HTTP/1.1") == std::string::npos);
  CHECK(county.requests == 0);
}

TEST_CASE("TLS: a handshake that never goes on is cut at the time for a head", "[http]") {
  CertificateMaker maker;
  const Certificate certificate = maker.issue(kHere);
  http::ListenerOptions options;
  options.tls_certificate_file = certificate.certificate.string();
  options.tls_key_file = certificate.key.string();
  options.head_timeout = std::chrono::milliseconds(200);
  const auto listener = http::listen(options, [](const IncomingRequest&, const Reply&) {});
  REQUIRE(listener);
  RawPeer silent = RawPeer::connect((*listener)->port());
  CHECK(silent.read_all().empty());
  RawPeer dripping = RawPeer::connect((*listener)->port());
  CHECK(dripping.drip_until_closed(std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03", 10)));
}

TEST_CASE("TLS: says what is wrong with its files before it listens", "[http]") {
  CertificateMaker maker;
  const Certificate one = maker.issue(kHere);
  const Certificate other = maker.issue(kHere);
  const auto refused = [](const std::string& certificate, const std::string& key) {
    http::ListenerOptions options;
    options.tls_certificate_file = certificate;
    options.tls_key_file = key;
    const auto listener = http::listen(options, [](const IncomingRequest&, const Reply&) {});
    return !listener && listener.error().code == ErrorCode::InvalidInput;
  };
  CHECK(refused(one.certificate.string(), ""));
  CHECK(refused("", one.key.string()));
  CHECK(refused(one.certificate.string(), other.key.string()));
  CHECK(refused(one.key.string(), one.certificate.string()));
  CHECK(refused("/nowhere", one.key.string()));
}

// Tunnels one connection after the other to the port that CONNECT names, as a proxy does.
void tunnel(RawPeer& client, std::atomic<int>& tunnels) {
  const std::string head = client.read_message();
  const std::size_t colon = head.find(':');
  if (head.rfind("CONNECT ", 0) != 0 || colon == std::string::npos) {
    return;
  }
  ++tunnels;
  RawPeer server = RawPeer::connect(static_cast<std::uint16_t>(std::stoi(head.substr(colon + 1))));
  client.send("HTTP/1.1 200 Connection established\r\n\r\n");
  std::thread back([&] {
    for (std::string part = server.read_some(); !part.empty(); part = server.read_some()) {
      client.send(part);
    }
    client.interrupt();
  });
  for (std::string part = client.read_some(); !part.empty(); part = client.read_some()) {
    server.send(part);
  }
  server.interrupt();
  back.join();
}

TEST_CASE("TLS: goes through a proxy's tunnel, which sees and changes nothing", "[http]") {
  CertificateMaker maker;
  const TlsCounty county(maker.issue(kHere));
  std::atomic<int> tunnels = 0;
  RawServer proxy([&](RawPeer& peer, int) { tunnel(peer, tunnels); });
  http::CurlOptions options = trusting(maker.issuer_pem());
  options.proxy = proxy.url("");
  {
    Client client(options);
    CHECK(testing::answer_of(client.exchange(batch_to(county.url()))).status == 200);
  }
  CHECK(tunnels == 1);
}

TEST_CASE("TLS: a proxy that ends the encryption itself is found out", "[http]") {
  CertificateMaker maker;
  CertificateMaker interceptor("interceptor");
  const TlsCounty in_the_middle(interceptor.issue(kHere));
  std::atomic<int> tunnels = 0;
  // Whatever is asked for, it leads to itself.
  RawServer proxy([&](RawPeer& peer, int) { tunnel(peer, tunnels); });
  http::CurlOptions options = trusting(maker.issuer_pem());
  options.proxy = proxy.url("");
  {
    Client client(options);
    CHECK(testing::fault_of(client.exchange(batch_to(in_the_middle.url()))) == Fault::TlsRefused);
  }
  CHECK(in_the_middle.requests == 0);
}

TEST_CASE("Curl transport: falls over between IPv6 and IPv4 where one of them is not answered",
          "[http]") {
  for (const char* host : {"127.0.0.1", "::1"}) {
    http::ListenerOptions options;
    options.host = host;
    const auto listener =
        http::listen(options, [](const IncomingRequest&, const Reply& reply) { reply({}); });
    if (!listener) {
      WARN("this machine has no " << host << ": " << listener.error().context);
      continue;
    }
    Client client;
    const std::string url = "http://localhost:" + std::to_string((*listener)->port()) + "/";
    CHECK(testing::answer_of(client.get(url)).status == 200);
  }
}

}  // namespace
}  // namespace outreach
