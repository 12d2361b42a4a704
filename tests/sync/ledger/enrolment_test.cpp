#include "sync/client/enrolment.h"

#include "tests/support/county_bench.h"
#include "tests/support/fake_transport.h"

namespace outreach::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

protocol::GrantDocument grant_in(const Response& response) {
  REQUIRE(response.status == 200);
  return required(protocol::open_grant(text_of(response.body)));
}

// A kiosk that asks the county through the client's own code.
struct Asking {
  explicit Asking(CountyBench& asked)
      : bench(asked), transport([this](const http::Request& request) { return served(request); }) {
    identity.kiosk = domain::kiosk_id_of(identity.key.public_key());
  }
  http::Outcome served(const http::Request& request) {
    const std::string path = request.url.substr(std::string("http://county").size());
    const auto response = bench.county->handle({request.method, path, "", request.body});
    return http::Answer{response.status, response.content_type, {}, response.body};
  }
  Result<client::Grant> enrol(const std::string& code) {
    return client::enrol("http://county/", code, identity, folder.path(), bench.files, bench.random,
                         transport, inbox);
  }

  CountyBench& bench;
  TemporaryFolder folder;
  journal::Identity identity{crypto::SigningKey::generate(bench.random), {}};
  Inbox inbox;
  FakeTransport transport;
};

TEST_CASE("Enrolment: a code makes one kiosk known, under the name the county chose",
          "[ledger][enrolment]") {
  CountyBench bench;
  Asking kiosk(bench);
  const auto grant = required(kiosk.enrol(bench.new_code("城关一号")));
  CHECK(grant.document.kiosk_name == "城关一号");
  CHECK(grant.document.county == "曲沃县信访局");
  CHECK(grant.document.kiosk == kiosk.identity.kiosk);
  CHECK(grant.county_url == "http://county");
  const auto stored = required(client::load_grant(kiosk.folder.path(), bench.files));
  REQUIRE(stored);
  CHECK(stored->document.sign_key == bench.county->keys().sign.public_key());
}

TEST_CASE("Enrolment: how the county is reached is kept with the grant", "[ledger][enrolment]") {
  CountyBench bench;
  Asking kiosk(bench);
  const client::CountyWay way{"-----BEGIN CERTIFICATE-----\n",
                              "sha256//abc=", "http://10.0.0.1:3128"};
  required(client::enrol("http://county", bench.new_code(), kiosk.identity, kiosk.folder.path(),
                         bench.files, bench.random, kiosk.transport, kiosk.inbox, way));
  const auto stored = required(client::load_grant(kiosk.folder.path(), bench.files));
  REQUIRE(stored);
  const http::CurlOptions options = client::curl_options(stored->way);
  CHECK(options.ca_certificates == way.ca_certificates);
  CHECK(options.pinned_key == way.pinned_key);
  CHECK(options.proxy == way.proxy);
  const auto plain = required(kiosk.enrol(bench.new_code()));
  CHECK(plain.way.proxy.empty());
}

TEST_CASE(
    "Enrolment: the same kiosk with the same code gets the same grant, for the answer may have "
    "been lost",
    "[ledger][enrolment]") {
  CountyBench bench;
  const auto key = crypto::SigningKey::generate(bench.random);
  const std::string code = bench.new_code();
  const auto first = grant_in(bench.enrol(key, code));
  bench.clock.advance(std::chrono::hours(48));  // also when the code itself would be too old by now
  const auto second = grant_in(bench.enrol(key, code));
  CHECK(second.kiosk == first.kiosk);
  CHECK(second.kiosk_name == first.kiosk_name);
  CHECK(required(bench.county->database().integer("SELECT COUNT(*) FROM kiosk")) == 1);
}

TEST_CASE("Enrolment: a used code is no use to another kiosk", "[ledger][enrolment]") {
  CountyBench bench;
  const std::string code = bench.new_code();
  grant_in(bench.enrol(crypto::SigningKey::generate(bench.random), code));
  const auto refused = bench.enrol(crypto::SigningKey::generate(bench.random), code);
  CHECK(refused.status == 403);
  CHECK(error_word(refused) == "code_refused");
  CHECK(required(bench.county->database().integer("SELECT COUNT(*) FROM kiosk")) == 1);
}

TEST_CASE("Enrolment: a code holds until its last millisecond and not after",
          "[ledger][enrolment]") {
  CountyBench bench;
  const std::string code = bench.new_code();
  const std::string late = bench.new_code();
  bench.clock.advance(kCodeLifetime);
  grant_in(bench.enrol(crypto::SigningKey::generate(bench.random), code));
  bench.clock.advance(std::chrono::milliseconds(1));
  const auto refused = bench.enrol(crypto::SigningKey::generate(bench.random), late);
  CHECK(refused.status == 403);
  CHECK(error_word(refused) == "code_refused");
}

TEST_CASE("Enrolment: a code nobody gave is refused", "[ledger][enrolment]") {
  CountyBench bench;
  const auto fingerprint = protocol::key_fingerprint(bench.county->keys().sign.public_key());
  const auto refused = bench.enrol(crypto::SigningKey::generate(bench.random),
                                   protocol::write_code({{1, 2, 3}, fingerprint}));
  CHECK(refused.status == 403);
  CHECK(error_word(refused) == "code_refused");
}

TEST_CASE("Enrolment: a kiosk enrolled anew keeps its journal and takes the new name",
          "[ledger][enrolment]") {
  CountyBench bench;
  ChainWriter kiosk(bench.random);
  kiosk.add_outing();
  bench.welcome(kiosk);
  bench.ack_in(bench.deliver(kiosk, 1, 1));
  CHECK(grant_in(bench.enrol(kiosk.key(), bench.new_code("二号"))).kiosk_name == "二号");
  CHECK(bench.whole_entries() == 1);
}

TEST_CASE("Enrolment: every single wrong character of a code is found before anything is sent",
          "[ledger][enrolment]") {
  CountyBench bench;
  Asking kiosk(bench);
  const std::string code = bench.new_code();
  constexpr std::string_view kCharacters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  for (std::size_t at = 0; at < code.size(); ++at) {
    if (code[at] == '-') {
      continue;
    }
    for (const char wrong : kCharacters) {
      std::string mistyped = code;
      mistyped[at] = wrong;
      if (mistyped == code) {
        continue;
      }
      INFO(mistyped);
      const auto refused = protocol::read_code(mistyped);
      REQUIRE_FALSE(refused);
      CHECK(refused.error().code == ErrorCode::InvalidInput);
    }
  }
  std::string mistyped = code;
  mistyped.front() = mistyped.front() == '0' ? '2' : '0';
  const auto refused = kiosk.enrol(mistyped);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::InvalidInput);
  CHECK(kiosk.transport.requests().empty());
}

TEST_CASE("Enrolment: a code may be typed as people type", "[ledger][enrolment]") {
  CountyBench bench;
  std::string code = bench.new_code();
  std::string typed = " ";
  for (const char c : code) {
    typed += c == '-' ? ' ' : c == '0' ? 'o' : c == '1' ? 'l' : static_cast<char>(std::tolower(c));
  }
  CHECK(required(protocol::read_code(typed)).secret == required(protocol::read_code(code)).secret);
}

TEST_CASE("Enrolment: the kiosk refuses a county that did not give the code, and tells it nothing",
          "[ledger][enrolment]") {
  CountyBench bench;
  CountyBench impostor({}, 99);
  Asking kiosk(impostor);
  const auto refused = kiosk.enrol(bench.new_code());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::Refused);
  REQUIRE(kiosk.transport.requests().size() == 1);  // the public question for the county's card
  CHECK(kiosk.transport.requests().front().method == "GET");
  CHECK_FALSE(required(client::load_grant(kiosk.folder.path(), bench.files)));
}

TEST_CASE("Enrolment: a kiosk's name is checked when the code is made", "[ledger][enrolment]") {
  CountyBench bench;
  for (const std::string& name : {std::string(), std::string(61, 'a'), std::string("a\x01"),
                                  std::string("a\tb"), std::string("\xc3")}) {
    const auto refused = create_code(bench.folder.path(), name, bench.county->keys(), bench.clock,
                                     bench.files, bench.random);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::InvalidInput);
  }
}

}  // namespace
}  // namespace outreach::ledger
