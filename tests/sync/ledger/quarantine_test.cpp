// Whatever an entry says, it is kept; what cannot be counted is set aside with its reason, and the
// next one counts.
#include "sync/domain/record.h"
#include "tests/support/county_bench.h"

namespace outreach::ledger {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)

struct BadEntry {
  const char* what;
  const char* kind;
  std::optional<Bytes> body;
  domain::Sequence outing;
  const char* reason;  // nullptr: it is counted
};

Bytes text(std::string_view body) {
  return {body.begin(), body.end()};
}

Bytes padded_object(std::size_t size) {
  std::string body = R"({"leaflet":"regulations","copies":1,"staff":"张三","more":")";
  body += std::string(size - body.size() - 2, 'x') + "\"}";
  REQUIRE(body.size() == size);
  return text(body);
}

std::vector<BadEntry> bad_entries() {
  using namespace std::string_view_literals;  // NOLINT(google-build-using-namespace)
  constexpr std::size_t kMost = domain::kBodyBytesMax;
  return {
      {"one byte", "handout", text("x"), 1, "not_an_object"},
      {"one digit", "handout", text("1"), 1, "not_an_object"},
      {"nothing", "handout", Bytes{}, 1, "not_an_object"},
      {"64 KiB of one letter", "handout", Bytes(kMost, 'x'), 1, "not_an_object"},
      {"64 KiB of zeros", "handout", Bytes(kMost, 0), 1, "not_an_object"},
      {"64 KiB of brackets", "handout", Bytes(kMost, '['), 1, "not_an_object"},
      {"64 KiB that are sound", "handout", padded_object(kMost), 1, nullptr},
      {"invalid UTF-8", "handout", text("{\"staff\":\"\xff\xfe\"}"), 1, "not_text"},
      {"a surrogate", "handout", text("{\"staff\":\"\xed\xa0\x80\"}"), 1, "not_text"},
      {"a NUL byte", "handout", text("{\"staff\":\"a\0b\"}"sv), 1, "not_an_object"},
      {"an escaped NUL", "handout", text(R"({"staff":"a\u0000b","leaflet":"a","copies":1})"), 1,
       "not_an_object"},
      {"a field twice", "handout", text(R"({"copies":1,"copies":2,"leaflet":"a","staff":"b"})"), 1,
       "not_an_object"},
      {"a list", "handout", text("[]"), 1, "not_an_object"},
      {"an unknown kind", "drone_flight", text("{}"), 1, "unknown_kind"},
      {"an unknown kind of any bytes", "drone_flight", text("\xff"), 1, "unknown_kind"},
      {"a missing field", "handout", text(R"({"copies":1,"staff":"b"})"), 1, "missing_field"},
      {"no staff", "handout", text(R"({"copies":1,"leaflet":"a"})"), 1, "missing_field"},
      {"an empty object", "consultation", text("{}"), 1, "missing_field"},
      {"no copies", "handout", text(R"({"copies":0,"leaflet":"a","staff":"b"})"), 1, "bad_value"},
      {"less than none", "handout", text(R"({"copies":-5,"leaflet":"a","staff":"b"})"), 1,
       "bad_value"},
      {"a number beyond numbers", "handout",
       text(R"({"copies":99999999999999999999,"leaflet":"a","staff":"b"})"), 1, "bad_value"},
      {"a text for a number", "handout", text(R"({"copies":"1","leaflet":"a","staff":"b"})"), 1,
       "bad_value"},
      {"half a copy", "handout", text(R"({"copies":1.5,"leaflet":"a","staff":"b"})"), 1,
       "bad_value"},
      {"a day that does not exist", "outing_opened",
       text(R"({"kind":"market","place":"a","date":"2127-02-30","staff":"b"})"), 0, "bad_value"},
      {"an outing nobody opened", "handout", text(R"({"copies":1,"leaflet":"a","staff":"b"})"), 77,
       "unknown_outing"},
      {"no outing", "handout", text(R"({"copies":1,"leaflet":"a","staff":"b"})"), 0,
       "unknown_outing"},
      {"the largest outing number", "handout", text(R"({"copies":1,"leaflet":"a","staff":"b"})"),
       ~domain::Sequence{0}, "unknown_outing"},
      {"a correction of nothing", "correction",
       text(R"({"target":88,"old":1,"new":0,"reason":"undo","staff":"b"})"), 1, "bad_target"},
      {"a correction of itself", "correction",
       text(R"({"target":2,"old":1,"new":0,"reason":"undo","staff":"b"})"), 1, "bad_target"},
      {"a body that is gone", "handout", std::nullopt, 1, "body_missing"},
  };
}

TEST_CASE("Quarantine: a bad entry is set aside with its reason and blocks nothing",
          "[ledger][quarantine]") {
  for (const BadEntry& bad : bad_entries()) {
    INFO(bad.what);
    CountyBench bench;
    ChainWriter kiosk(bench.random);
    kiosk.add_outing();
    kiosk.add(bad.kind, bad.body, bad.outing);
    kiosk.add_handout(5);
    bench.welcome(kiosk);
    const auto ack = bench.ack_in(bench.deliver(kiosk, 1, 3));
    CHECK(ack.acknowledged_through == 3);
    CHECK(ack.head == kiosk.hash_at(3));
    std::vector<protocol::QuarantinedEntry> expected;
    if (bad.reason != nullptr) {
      expected.push_back({2, bad.reason});
    }
    CHECK(ack.quarantined == expected);
    CHECK(bench.totals() == domain::Totals{1, 0, 0, bad.reason == nullptr ? 6 : 5});
    CHECK(bench.whole_entries() == 3);
    const auto held = required(journal::read_entries(bench.county->database(), 1, 2, 1, 1));
    REQUIRE(held.size() == 1);
    CHECK(held.front().body == bad.body);
    CHECK(held.front().hash == kiosk.hash_at(2));
  }
}

TEST_CASE("Quarantine: bad entries all in one batch each get their reason",
          "[ledger][quarantine]") {
  CountyBench bench;
  ChainWriter kiosk(bench.random);
  kiosk.add_outing();
  std::vector<protocol::QuarantinedEntry> expected;
  int counted = 0;
  for (const BadEntry& bad : bad_entries()) {
    if (bad.kind == std::string_view("correction")) {
      continue;  // among others its target would be there
    }
    const auto sequence = kiosk.add(bad.kind, bad.body, bad.outing);
    if (bad.reason != nullptr) {
      expected.push_back({sequence, bad.reason});
    } else {
      ++counted;
    }
  }
  kiosk.add_handout(9);
  bench.welcome(kiosk);
  CHECK(bench.ack_in(bench.deliver(kiosk, 1, kiosk.newest())).quarantined == expected);
  CHECK(bench.totals() == domain::Totals{1, 0, 0, counted + 9});
  CHECK(bench.whole_entries() == static_cast<std::int64_t>(kiosk.newest()));
}

TEST_CASE("Quarantine: a body larger than any may be is refused with its batch",
          "[ledger][quarantine]") {
  CountyBench bench;
  ChainWriter kiosk(bench.random);
  kiosk.add_outing();
  kiosk.add("handout", Bytes(domain::kBodyBytesMax + 1, 'x'), 1);
  bench.welcome(kiosk);
  const auto encoded = protocol::encode_batch(
      kiosk.batch(1, 2), kiosk.key(), bench.county->keys().transport.public_key(), bench.random);
  if (encoded) {
    CHECK(bench.post(protocol::kBatchPath, *encoded).status == 400);
  }
  CHECK(bench.whole_entries() == 0);
}

TEST_CASE("Quarantine: fields a county does not know are kept to the byte and the entry counts",
          "[ledger][quarantine]") {
  CountyBench bench;
  ChainWriter kiosk(bench.random);
  kiosk.add_outing();
  const std::string body =
      R"({ "copies" : 3, "weather":"雨", "leaflet":"regulations", "nested":{"a":[1,2.50]}, "staff":"张三" })";
  kiosk.add_text("handout", body);
  bench.welcome(kiosk);
  CHECK(bench.ack_in(bench.deliver(kiosk, 1, 2)).quarantined.empty());
  CHECK(bench.totals().copies == 3);
  const auto held = required(journal::read_entries(bench.county->database(), 1, 2, 1, 1));
  REQUIRE(held.front().body);
  CHECK(text_of(*held.front().body) == body);
}

TEST_CASE("Quarantine: an ack names the oldest set-aside entries when there are more than it lists",
          "[ledger][quarantine]") {
  CountyBench bench;
  ChainWriter kiosk(bench.random);
  kiosk.add_outing();
  for (std::size_t i = 0; i < protocol::kAckQuarantineMax + 5; ++i) {
    kiosk.add_text("drone_flight", "{}");
  }
  kiosk.add_handout(4);
  bench.welcome(kiosk);
  const auto ack = bench.ack_in(bench.deliver(kiosk, 1, kiosk.newest()));
  REQUIRE(ack.quarantined.size() == protocol::kAckQuarantineMax);
  CHECK(ack.quarantined.front().sequence == 2);
  CHECK(ack.quarantined.back().sequence == protocol::kAckQuarantineMax + 1);
  CHECK(ack.acknowledged_through == kiosk.newest());
  CHECK(bench.totals().copies == 4);
}

TEST_CASE("Quarantine: a correction counts when it names something that can be corrected",
          "[ledger][quarantine]") {
  CountyBench bench;
  ChainWriter kiosk(bench.random);
  kiosk.add_outing();
  const auto handout = kiosk.add_handout(50);
  kiosk.add_record(domain::Correction{handout, 50, 5, domain::CorrectionReason::Mistap});
  kiosk.add_record(
      domain::Correction{handout + 1, 1, 0, domain::CorrectionReason::Undo});  // of a correction
  bench.welcome(kiosk);
  const auto ack = bench.ack_in(bench.deliver(kiosk, 1, 4));
  CHECK(ack.quarantined == std::vector<protocol::QuarantinedEntry>{{4, "bad_target"}});
  CHECK(bench.totals().copies == 5);
}

}  // namespace
}  // namespace outreach::ledger
