// Named nasties: what an attacker sends first. Each is refused, or kept aside with a reason, in
// bounded memory and time.
#include <chrono>
#include <string>

#include "app/kiosk/script.h"
#include "app/kiosk/sheet.h"
#include "platform/compression/compression.h"
#include "platform/http/listener.h"
#include "platform/json/json.h"
#include "sync/domain/catalogue.h"
#include "sync/domain/record.h"
#include "sync/protocol/ack.h"
#include "sync/protocol/batch.h"
#include "sync/protocol/batch_payload.h"
#include "sync/protocol/enrolment.h"
#include "tests/fuzz/samples.h"
#include "tests/fuzz/target.h"
#include "tests/support/catch.h"
#include "tests/support/raw_socket.h"

namespace outreach::fuzz {
namespace {

constexpr std::size_t kBombBytes = 64 << 20;

std::string nested(std::size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

domain::Rejection rejection_of(const std::string& kind, const std::string& body) {
  const auto decoded = domain::decode_body(kind, bytes_of(body));
  const auto* reason = std::get_if<domain::Rejection>(&decoded);
  INFO(body);
  REQUIRE(reason != nullptr);
  return *reason;
}

std::string handout_of(const std::string& copies) {
  return R"({"leaflet":"guide","copies":)" + copies + R"(,"staff":"a"})";
}

// A batch whose signature and seal are right and whose inside is these bytes.
Bytes batch_around(ByteView inside, std::uint32_t length_said = 0) {
  testing::SeededRandom random;
  const Bytes file = vector_bytes("batch", "file");
  constexpr std::ptrdiff_t kHeaderBytes = 136;
  const Bytes sealed = crypto::seal(parties().transport.public_key(), inside, random);
  ByteWriter out;
  out.raw(Bytes(file.begin(), file.begin() + kHeaderBytes));
  out.u32(length_said != 0 ? length_said : static_cast<std::uint32_t>(sealed.size())).raw(sealed);
  return with_signature(out.bytes(), parties().kiosk);
}

bool opens(ByteView batch) {
  return protocol::open_batch(batch, parties().kiosk.public_key(), parties().transport).has_value();
}

TEST_CASE("Nasty: a compressed bomb stops at the limit, bare and in a batch", "[fuzz]") {
  const Bytes bomb = compression::compress(Bytes(kBombBytes, 0));
  REQUIRE(bomb.size() < 10'000);
  const auto opened = compression::decompress(bomb, protocol::kBatchPayloadMax);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == ErrorCode::TooLarge);
  CHECK_FALSE(opens(batch_around(bomb)));
}

TEST_CASE("Nasty: a frame that announces two gigabytes is given none of them", "[fuzz]") {
  // Magic, a single segment with eight bytes of content size, 2^31 of it, then nothing.
  const Bytes liar{0x28, 0xB5, 0x2F, 0xFD, 0xE0, 0, 0, 0, 0x80, 0, 0, 0, 0, 1, 0, 0};
  CHECK_FALSE(compression::decompress(liar, protocol::kBatchPayloadMax));
  CHECK_FALSE(opens(batch_around(liar)));
}

TEST_CASE("Nasty: a frame of a thousand empty blocks, and two frames in one, are no batch",
          "[fuzz]") {
  Bytes blocks{0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x58};
  for (int i = 0; i < 1'000; ++i) {
    blocks.insert(blocks.end(), {0, 0, 0});
  }
  CHECK_FALSE(opens(batch_around(blocks)));
  Bytes twice = vector_bytes("batch", "compressed");
  const Bytes once = twice;
  twice.insert(twice.end(), once.begin(), once.end());
  CHECK_FALSE(opens(batch_around(twice)));
}

TEST_CASE("Nasty: lengths of gigabytes and of nothing are refused before anything is taken",
          "[fuzz]") {
  CHECK_FALSE(opens(batch_around(vector_bytes("batch", "compressed"), 0xFFFFFFFFU)));
  CHECK_FALSE(opens(batch_around(vector_bytes("batch", "compressed"), 1)));
  for (const std::uint64_t huge :
       {std::uint64_t{1} << 31, std::uint64_t{1} << 40, ~std::uint64_t{0}}) {
    const Bytes counted = ByteWriter().varint(huge).take();
    CHECK_FALSE(protocol::decode_payload(counted, 1, static_cast<std::size_t>(huge)));
    const Bytes kinds = ByteWriter().varint(1).varint(huge).take();
    CHECK_FALSE(protocol::decode_payload(kinds, 1, 1));
    const Bytes kind = ByteWriter().varint(1).varint(1).varint(huge).take();
    CHECK_FALSE(protocol::decode_payload(kind, 1, 1));
    // One entry, whose body says it is so long.
    ByteWriter body;
    body.varint(1).varint(1).varint(1).text("x").varint(1).raw(Bytes(8)).varint(0).varint(0);
    body.u8(2).varint(0).varint(0).varint(0).raw(Bytes(16)).varint(huge).text("short");
    CHECK_FALSE(protocol::decode_payload(body.bytes(), 1, 1));
  }
  Bytes ack = vector_bytes("ack_of_nothing", "bytes");
  ack.erase(ack.end() - std::tuple_size_v<crypto::Signature>, ack.end());
  std::fill(ack.end() - 4, ack.end(), std::uint8_t{0xFF});  // so many entries are listed
  CHECK_FALSE(
      protocol::open_ack(with_signature(ack, parties().county), parties().county.public_key()));
}

TEST_CASE("Nasty: JSON deeper than any document of ours is refused at once", "[fuzz]") {
  for (const std::size_t depth : {std::size_t{17}, std::size_t{1'000}, std::size_t{1'000'000}}) {
    CHECK_FALSE(parse_json(nested(depth)));
    CHECK_FALSE(parse_json(std::string(depth, '[')));
    CHECK_FALSE(parse_json(R"({"a":)" + nested(depth) + "}"));
    CHECK_FALSE(protocol::open_grant(nested(depth)));
    CHECK_FALSE(domain::parse_catalogue(nested(depth)));
    if (depth < 30'000) {
      CHECK(rejection_of("handout", handout_of(nested(depth))) == domain::Rejection::NotAnObject);
    }
  }
}

TEST_CASE("Nasty: a key given twice is refused, whichever value is the good one", "[fuzz]") {
  CHECK_FALSE(parse_json(R"({"a":1,"a":1})"));
  CHECK_FALSE(parse_json(R"({"a":1,"\u0061":2})"));
  CHECK(rejection_of("handout", R"({"leaflet":"g","copies":1,"copies":2,"staff":"a"})") ==
        domain::Rejection::NotAnObject);
  const std::string grant = std::string(text_of(vector_text("enrolment", "grant")));
  CHECK_FALSE(protocol::open_grant(R"({"signature":"00",)" + grant.substr(1)));
}

TEST_CASE("Nasty: numbers past 2^53, fractions and infinities are no amounts", "[fuzz]") {
  for (const char* number :
       {"9007199254740993", "18446744073709551616", "-9223372036854775809", "1e3", "1.0", "1.5",
        "-1", "0", "1e400", "99999999999999999999999999999999"}) {
    const domain::Rejection reason = rejection_of("handout", handout_of(number));
    CHECK((reason == domain::Rejection::BadValue || reason == domain::Rejection::NotAnObject));
  }
  for (const char* number : {"NaN", "Infinity", "01", "+1", "0x10", "1_000", "１"}) {
    CHECK(rejection_of("handout", handout_of(number)) == domain::Rejection::NotAnObject);
  }
  CHECK(rejection_of("correction",
                     R"({"target":9007199254740993,"old":1,"new":2,)"
                     R"("reason":"undo","staff":"a"})") != domain::Rejection::NotText);
}

TEST_CASE("Nasty: bytes that are no UTF-8, and NUL, are named as what they are", "[fuzz]") {
  for (const char* bytes : {"\xFF", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE6\x9B"}) {
    const std::string body =
        std::string(R"({"leaflet":")") + bytes + R"(","copies":1,"staff":"a"})";
    CHECK(rejection_of("handout", body) == domain::Rejection::NotText);
    CHECK_FALSE(parse_json(std::string("\"") + bytes + "\""));
    CHECK_FALSE(kiosk::parse_script(std::string("see \"") + bytes + "\"\n", "nasty"));
    CHECK_FALSE(domain::parse_catalogue(std::string("{\"county\":\"") + bytes + "\"}"));
  }
  CHECK_FALSE(parse_json(R"("a\u0000b")"));
  CHECK_FALSE(parse_json(std::string("\"a\0b\"", 5)));
  CHECK_FALSE(parse_json(std::string("1\0", 2)));
  const std::string with_nul("{\"leaflet\":\"a\0b\",\"copies\":1,\"staff\":\"a\"}", 39);
  const auto decoded = domain::decode_body("handout", bytes_of(with_nul));
  CHECK(std::holds_alternative<domain::Rejection>(decoded));
}

TEST_CASE("Nasty: a body larger than any is refused by its size", "[fuzz]") {
  const std::string large = handout_of("1") + std::string(domain::kBodyBytesMax, ' ');
  CHECK(rejection_of("handout", large) == domain::Rejection::TooLarge);
}

TEST_CASE("Nasty: a sheet of one endless line, or of quotes that never close, is refused",
          "[fuzz]") {
  CHECK_FALSE(kiosk::read_sheet(bytes_of(std::string(1 << 20, 'x'))));
  CHECK_FALSE(kiosk::read_sheet(bytes_of(std::string(1 << 20, '"'))));
  CHECK_FALSE(kiosk::read_sheet(bytes_of(std::string(1 << 20, ','))));
  CHECK_FALSE(kiosk::read_sheet(Bytes(kiosk::kSheetBytesMax + 1, 'x')));
}

// --- what a listener hears ---

class Heard {
 public:
  Heard() {
    http::ListenerOptions options;
    options.body_bytes_max = 4'096;
    auto listening = http::listen(
        options, [this](const http::IncomingRequest& request, const http::Reply& reply) {
          ++requests_;
          reply({200, "text/plain", {}, request.body});
        });
    REQUIRE(listening);
    listener_ = *std::move(listening);
  }
  // The status of the answer; empty when there was none.
  std::string status_of(const std::string& said) {
    testing::RawPeer peer = testing::RawPeer::connect(listener_->port());
    peer.send(said);
    peer.finish_sending();
    const std::string answer = peer.read_all();
    return answer.substr(0, answer.find('\r'));
  }
  int requests() const {
    return requests_;
  }

 private:
  std::unique_ptr<http::Listener> listener_;
  std::atomic<int> requests_ = 0;
};

TEST_CASE("Nasty: two lengths, or a length and chunks, are no request to guess at", "[fuzz]") {
  Heard listener;
  const std::string end = "\r\n\r\nhello";
  for (const char* framing :
       {"Content-Length: 5\r\nContent-Length: 6", "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5", "Content-Length: -5",
        "Content-Length: 5, 5, 6", "Content-Length: 0x5", "Content-Length: 5 5"}) {
    INFO(framing);
    const std::string status =
        listener.status_of(std::string("POST / HTTP/1.1\r\nHost: a\r\n") + framing + end);
    CHECK((status.empty() || status.starts_with("HTTP/1.1 4") || status.starts_with("HTTP/1.1 5")));
  }
  CHECK(listener.requests() == 0);
}

TEST_CASE("Nasty: heads and lengths without measure are refused by number", "[fuzz]") {
  Heard listener;
  CHECK(listener.status_of("GET /" + std::string(1 << 20, 'a') + " HTTP/1.1\r\n\r\n") ==
        "HTTP/1.1 431 Request Header Fields Too Large");
  std::string many = "GET / HTTP/1.1\r\n";
  for (int i = 0; i < 10'000; ++i) {
    many += "X-" + std::to_string(i) + ": y\r\n";
  }
  CHECK(listener.status_of(many + "\r\n") == "HTTP/1.1 431 Request Header Fields Too Large");
  CHECK(listener.status_of("POST / HTTP/1.1\r\nContent-Length: 2147483648\r\n\r\n") ==
        "HTTP/1.1 413 Payload Too Large");
  const std::string overflowing =
      listener.status_of("POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n");
  CHECK(overflowing.starts_with("HTTP/1.1 4"));
  const std::string chunk = listener.status_of(
      "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nx");
  CHECK((chunk.empty() || chunk.starts_with("HTTP/1.1 4")));
  CHECK(listener.requests() == 0);
  CHECK(listener.status_of("GET / HTTP/1.1\r\n\r\n") == "HTTP/1.1 200 OK");
}

TEST_CASE(
    "Nasty: NUL, line ends and escapes in a target or header do not reach the handler as such",
    "[fuzz]") {
  Heard listener;
  for (const std::string& said :
       {std::string("GET /a\0b HTTP/1.1\r\n\r\n", 22), std::string("GET /a\tb HTTP/1.1\r\n\r\n"),
        std::string("GET  / HTTP/1.1\r\n\r\n"), std::string("G\x01T / HTTP/1.1\r\n\r\n"),
        std::string("GET / HTTP/1.1\r\nA\r\n\r\n"), std::string("GET / HTTP/1.1\r\n: a\r\n\r\n"),
        std::string("GET / HTTP/1.1\r\nA : b\r\n\r\n"), std::string("GET / HTTP/9.9\r\n\r\n")}) {
    INFO(said);
    const std::string status = listener.status_of(said);
    CHECK((status.empty() || status.starts_with("HTTP/1.1 4") || status.starts_with("HTTP/1.1 5")));
  }
  CHECK(listener.requests() == 0);
}

}  // namespace
}  // namespace outreach::fuzz
