#include "sync/protocol/enrolment.h"

#include <string>

#include "platform/json/json.h"
#include "tests/support/catch.h"
#include "tests/sync/protocol/sample_batch.h"

namespace outreach::protocol {
namespace {

using testing::SampleKeys;
using testing::SeededRandom;

EnrolmentCode some_code(const SampleKeys& keys) {
  return {{0x00, 0xFF, 0x10, 0x2A, 0x7C}, key_fingerprint(keys.county.public_key())};
}

bool reads_as(const std::string& text, const EnrolmentCode& code) {
  const auto read = read_code(text);
  return read && read->secret == code.secret && read->key_fingerprint == code.key_fingerprint;
}

TEST_CASE("Enrolment code: is read back however it was typed", "[protocol]") {
  const SampleKeys keys;
  const EnrolmentCode code = some_code(keys);
  const std::string text = write_code(code);
  CHECK(text.size() == 24);
  CHECK(reads_as(text, code));
  std::string typed;
  for (const char c : text) {
    if (c == '-') {
      typed += "  ";
    } else if (c == '0') {
      typed += 'o';
    } else if (c == '1') {
      typed += 'l';
    } else {
      typed += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  CHECK(reads_as(typed, code));
}

TEST_CASE("Enrolment code: every single mistyped character is noticed", "[protocol]") {
  const SampleKeys keys;
  const std::string text = write_code(some_code(keys));
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const char c : kAlphabet) {
      std::string wrong = text;
      if (text[at] == '-' || text[at] == c) {
        continue;
      }
      wrong[at] = c;
      const auto read = read_code(wrong);
      REQUIRE_FALSE(read);
      CHECK(read.error().code == ErrorCode::InvalidInput);
    }
  }
  for (const std::string& wrong : {std::string(), text.substr(1), text + "0", text + "U",
                                   std::string("扫码"), text.substr(0, 23) + "U"}) {
    CHECK_FALSE(read_code(wrong));
  }
}

TEST_CASE("Enrolment code: any secret survives writing and reading", "[protocol]") {
  SeededRandom random(99);
  INFO(random.description());
  for (int round = 0; round < 500; ++round) {
    const EnrolmentCode code{random.array<5>(), key_fingerprint(random.array<32>())};
    CHECK(reads_as(write_code(code), code));
  }
}

TEST_CASE("Enrolment slip: a scanner's text gives the address and the code back", "[protocol]") {
  const EnrolmentSlip slip{"http://10.0.0.5:8080", "M2GT-58X4-0CWP-4693-FXTV"};
  CHECK(write_slip(slip) == "http://10.0.0.5:8080/#M2GT-58X4-0CWP-4693-FXTV");
  for (const char* text : {"http://10.0.0.5:8080/#M2GT-58X4-0CWP-4693-FXTV",
                           "http://10.0.0.5:8080#M2GT-58X4-0CWP-4693-FXTV",
                           "http://10.0.0.5:8080//#M2GT-58X4-0CWP-4693-FXTV"}) {
    const auto read = read_slip(text);
    REQUIRE(read);
    CHECK(read->county_url == slip.county_url);
    CHECK(read->code == slip.code);
  }
  CHECK(read_slip("https://[::1]:8080/#X").value().county_url == "https://[::1]:8080");
  for (const char* text :
       {"", "M2GT-58X4-0CWP-4693-FXTV", "#M2GT", "ftp://a/#M2GT", "http://#M2GT", "http:///#M2GT",
        "http://a b/#M2GT", "http://a\n/#M2GT", "http://县/#M2GT"}) {
    INFO(text);
    CHECK_FALSE(read_slip(text));
  }
}

TEST_CASE("County card: is believed only when the key it names has signed it", "[protocol]") {
  const SampleKeys keys;
  const CountyCard card{"曲沃县信访局", keys.county.public_key(), keys.transport.public_key()};
  const std::string document = encode_county_card(card, keys.county);
  const auto opened = open_county_card(document);
  REQUIRE(opened);
  CHECK(opened->county == card.county);
  CHECK(opened->sign_key == card.sign_key);
  CHECK(opened->transport_key == card.transport_key);
  const auto forged = open_county_card(encode_county_card(card, keys.kiosk));
  REQUIRE_FALSE(forged);
  CHECK(forged.error().code == ErrorCode::Refused);
  for (std::size_t at = 0; at < document.size(); ++at) {
    std::string changed = document;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    CHECK_FALSE(open_county_card(changed));
    CHECK_FALSE(open_county_card(document.substr(0, at)));
  }
}

TEST_CASE("County card and grant: a transport key that seals nothing is refused", "[protocol]") {
  const SampleKeys keys;
  for (const std::uint8_t first : {std::uint8_t{0}, std::uint8_t{1}}) {
    const crypto::PublicKey weak{first};
    const auto card =
        open_county_card(encode_county_card({"县", keys.county.public_key(), weak}, keys.county));
    REQUIRE_FALSE(card);
    CHECK(card.error().code == ErrorCode::Corrupt);
    const GrantDocument grant{
        "县", "一号", keys.chain.kiosk, keys.kiosk.public_key(), keys.county.public_key(),
        weak, {}};
    const auto opened = open_grant(encode_grant(grant, keys.county));
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == ErrorCode::Corrupt);
  }
}

TEST_CASE("Enrolment request: only the county reads it, and only its own kiosk can have made it",
          "[protocol]") {
  const SampleKeys keys;
  SeededRandom random(3);
  const EnrolmentRequest request{{1, 2, 3, 4, 5}, keys.kiosk.public_key()};
  Bytes sealed = encode_enrolment_request(request, keys.kiosk, keys.transport.public_key(), random);
  const auto opened = open_enrolment_request(sealed, keys.transport);
  REQUIRE(opened);
  CHECK(opened->secret == request.secret);
  CHECK(opened->kiosk_key == request.kiosk_key);
  const auto by_another = open_enrolment_request(
      encode_enrolment_request(request, keys.county, keys.transport.public_key(), random),
      keys.transport);
  REQUIRE_FALSE(by_another);
  CHECK(by_another.error().code == ErrorCode::Refused);
  CHECK_FALSE(open_enrolment_request(sealed, SampleKeys(8).transport));
  CHECK_FALSE(open_enrolment_request({}, keys.transport));
  for (std::uint8_t& byte : sealed) {
    byte ^= 1;
    CHECK_FALSE(open_enrolment_request(sealed, keys.transport));
    byte ^= 1;
  }
}

TEST_CASE("Grant: names the keys to pin, signed by the county", "[protocol]") {
  const SampleKeys keys;
  const GrantDocument grant{"曲沃县信访局",
                            "一号机",
                            keys.chain.kiosk,
                            keys.kiosk.public_key(),
                            keys.county.public_key(),
                            keys.transport.public_key(),
                            WallTime(std::chrono::milliseconds(1'610'237'640'000))};
  const auto opened = open_grant(encode_grant(grant, keys.county));
  REQUIRE(opened);
  CHECK(opened->county == grant.county);
  CHECK(opened->kiosk_name == grant.kiosk_name);
  CHECK(opened->kiosk == grant.kiosk);
  CHECK(opened->transport_key == grant.transport_key);
  CHECK(opened->issued_at == grant.issued_at);
  CHECK_FALSE(open_grant(encode_grant(grant, keys.kiosk)));
  GrantDocument other_number = grant;
  other_number.kiosk[0] ^= 1;
  CHECK_FALSE(open_grant(encode_grant(other_number, keys.county)));
}

TEST_CASE("Signed documents: what is not one, or is of another type, is refused", "[protocol]") {
  const SampleKeys keys;
  const std::string card = encode_county_card(
      {"县", keys.county.public_key(), keys.transport.public_key()}, keys.county);
  CHECK_FALSE(open_grant(card));
  for (const std::string& text :
       {std::string(), std::string("<html>请登录</html>"), std::string("{}"), std::string("[]"),
        std::string("{\"document\":1}"), sign_document("{}", keys.county),
        sign_document("nonsense", keys.county),
        sign_document(R"({"type":"county"})", keys.county)}) {
    CHECK_FALSE(open_county_card(text));
    CHECK_FALSE(open_grant(text));
  }
  const auto inner =
      open_document(sign_document("{\"a\":1}", keys.county), keys.county.public_key());
  REQUIRE(inner);
  CHECK(*inner == "{\"a\":1}");
  CHECK_FALSE(open_document(sign_document("{\"a\":1}", keys.kiosk), keys.county.public_key()));
}

}  // namespace
}  // namespace outreach::protocol
