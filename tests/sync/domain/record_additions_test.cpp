// What came to the record after its first kinds: stock, remarks, notes, planned outings and the
// county's own kinds. Bodies without them stay as they were, byte for byte (record_test.cpp).
#include <string>

#include "sync/domain/record.h"
#include "tests/support/catch.h"

namespace outreach::domain {
namespace {

constexpr Date kAnyDay{std::chrono::year{2021} / 1 / 10};
constexpr EpochId kEarlier{0xAB, 1, 2, 3};
constexpr const char* kEarlierHex = "ab010203000000000000000000000000";

std::string written(const Content& content) {
  const Bytes body = encode_body({content, "张三", {}});
  return std::string(text_of(body));
}

Content read(std::string_view kind, const std::string& body) {
  const auto decoded = decode_body(kind, bytes_of(body));
  INFO(body);
  REQUIRE(std::holds_alternative<Record>(decoded));
  return std::get<Record>(decoded).content;
}

Rejection refused(std::string_view kind, const std::string& body) {
  const auto decoded = decode_body(kind, bytes_of(body));
  INFO(body);
  REQUIRE(std::holds_alternative<Rejection>(decoded));
  return std::get<Rejection>(decoded);
}

bool may_be_recorded(const Content& content) {
  return !check({content, "张三", {}});
}

const OutingOpened kFair{OutingKind::Fair, "东关集会", "乐昌镇", kAnyDay};
const Consultation kAdvice{2, "land", Pathway::Arbitration, "labour",
                           Outcome::ReferredToDepartment};

TEST_CASE("Record: stock and remarks have one body each, byte for byte", "[domain]") {
  const Stock out{"regulations", StockMovement::TakenOut, 200};
  CHECK(written(out) ==
        R"({"leaflet":"regulations","movement":"taken_out","copies":200,"staff":"张三"})");
  CHECK(kind_of(out) == "stock");
  for (const StockMovement movement : kStockMovements) {
    CHECK(stock_movement_from(code_of(movement)) == movement);
    const Stock stock{"regulations", movement, 9};
    CHECK(read("stock", written(stock)) == Content(stock));
  }
  const Remark difference{kRemarkStockDifference, "regulations", -3, "taken_by_wind"};
  CHECK(written(difference) == R"({"about":"stock_difference","leaflet":"regulations",)"
                               R"("difference":-3,"reason":"taken_by_wind","staff":"张三"})");
  const Remark settled{kRemarkSetAsideSettled, "", 0, "typed_again", 7, kEarlier};
  CHECK(written(settled) ==
        R"({"about":"set_aside_settled","reason":"typed_again","target":7,"epoch":")" +
            std::string(kEarlierHex) + R"(","staff":"张三"})");
  const Remark locked{kRemarkPinRefused, "", 0, "3"};
  CHECK(written(locked) == R"({"about":"pin_refused","reason":"3","staff":"张三"})");
  CHECK(kind_of(locked) == "remark");
  for (const Remark& remark : {difference, settled, locked}) {
    CHECK(read("remark", written(remark)) == Content(remark));
  }
}

TEST_CASE("Record: stock has an item, a movement of the list and copies within limits",
          "[domain]") {
  const auto stock = [](int copies) {
    return Stock{"regulations", StockMovement::Spoiled, copies};
  };
  CHECK_FALSE(may_be_recorded(stock(0)));
  CHECK(may_be_recorded(stock(1)));
  CHECK(may_be_recorded(stock(kCopiesMax)));
  CHECK_FALSE(may_be_recorded(stock(kCopiesMax + 1)));
  CHECK_FALSE(may_be_recorded(Stock{"", StockMovement::TakenOut, 1}));
  CHECK(refused("stock", R"({"leaflet":"a","movement":"lost","copies":1,"staff":"张三"})") ==
        Rejection::BadValue);
  CHECK(refused("stock", R"({"leaflet":"a","copies":1,"staff":"张三"})") ==
        Rejection::MissingField);
  CHECK(refused("stock", R"({"leaflet":"a","movement":"spoiled","staff":"张三"})") ==
        Rejection::MissingField);
  CHECK(refused("stock", R"({"movement":"spoiled","copies":1,"staff":"张三"})") ==
        Rejection::MissingField);
}

TEST_CASE("Record: a remark about anything is read", "[domain]") {
  CHECK(read("remark", R"({"about":"weather","staff":"张三","wind":{"force":9}})") ==
        Content(Remark{"weather"}));
  CHECK(read("remark", R"({"about":"weather","difference":0,"target":0,"staff":"张三"})") ==
        Content(Remark{"weather"}));
  CHECK(refused("remark", R"({"staff":"张三"})") == Rejection::MissingField);
  for (const char* about : {R"("")", R"("The wind")", "7", "null"}) {
    CHECK(refused("remark", R"({"about":)" + std::string(about) + R"(,"staff":"张三"})") ==
          Rejection::BadValue);
  }
}

TEST_CASE("Record: what a remark names has its limits", "[domain]") {
  const auto differs_by = [](int difference) {
    return Remark{kRemarkStockDifference, "regulations", difference};
  };
  CHECK(may_be_recorded(differs_by(-kCopiesMax)));
  CHECK(may_be_recorded(differs_by(kCopiesMax)));
  CHECK_FALSE(may_be_recorded(differs_by(-kCopiesMax - 1)));
  CHECK_FALSE(may_be_recorded(differs_by(kCopiesMax + 1)));
  const auto with_difference = [](const char* difference) {
    return R"({"about":"a","difference":)" + std::string(difference) + R"(,"staff":"张三"})";
  };
  CHECK(read("remark", with_difference("-9999")) == Content(Remark{"a", "", -kCopiesMax}));
  for (const char* difference : {"-10000", "10000", "1.5", "\"1\"", "null"}) {
    CHECK(refused("remark", with_difference(difference)) == Rejection::BadValue);
  }
  CHECK(may_be_recorded(Remark{"a", "", 0, "", kTargetMax}));
  CHECK_FALSE(may_be_recorded(Remark{"a", "", 0, "", kTargetMax + 1}));
  CHECK_FALSE(may_be_recorded(Remark{"a", "A leaflet"}));
  CHECK_FALSE(may_be_recorded(Remark{"a", "", 0, "A reason"}));
  CHECK(refused("remark", R"({"about":"a","target":1,"epoch":"ab","staff":"张三"})") ==
        Rejection::BadValue);
}

TEST_CASE("Record: a note is ignored by nobody and limited", "[domain]") {
  Consultation noted = kAdvice;
  noted.note = "材料不全";
  CHECK(written(noted) == R"({"people":2,"topic":"land","pathway":"arbitration",)"
                          R"("department":"labour","outcome":"referred","note":"材料不全",)"
                          R"("staff":"张三"})");
  CHECK(read("consultation", written(noted)) == Content(noted));
  CHECK(content_hash({noted, "张三", {}}) != content_hash({kAdvice, "张三", {}}));
  CHECK(written(kAdvice).find("note") == std::string::npos);
  std::string longest;
  for (std::size_t i = 0; i < kTextMax; ++i) {
    longest += "备";
  }
  noted.note = longest;
  CHECK(may_be_recorded(noted));
  noted.note += "a";
  CHECK_FALSE(may_be_recorded(noted));
  noted.note = "两\n行";
  CHECK_FALSE(may_be_recorded(noted));
  // What a stricter rule would refuse today stays readable: whoever writes asks, nobody who reads.
  noted.note = "13935712345";
  CHECK(read("consultation", written(noted)) == Content(noted));
}

TEST_CASE("Record: a planned outing says so, one opened by hand does not", "[domain]") {
  OutingOpened planned = kFair;
  planned.is_planned = true;
  const std::string by_hand = written(kFair);
  CHECK(by_hand.find("planned") == std::string::npos);
  CHECK(written(planned) == R"({"kind":"fair","place":"东关集会","township":"乐昌镇",)"
                            R"("date":"2021-01-10","planned":true,"staff":"张三"})");
  CHECK(read("outing_opened", written(planned)) == Content(planned));
  const auto with_planned = [&](const std::string& value) {
    std::string body = by_hand;
    return body.insert(1, R"("planned":)" + value + ",");
  };
  CHECK(read("outing_opened", with_planned("false")) == Content(kFair));
  for (const char* value : {"1", "\"true\"", "null"}) {
    CHECK(refused("outing_opened", with_planned(value)) == Rejection::BadValue);
  }
}

TEST_CASE("Record: each outing kind has one word, the county's own among them", "[domain]") {
  for (const OutingKind kind : kOutingKinds) {
    OutingOpened opened = kFair;
    opened.kind = kind;
    CHECK(may_be_recorded(opened));
    CHECK(key_of(opened) == code_of(kind));
    OutingOpened again;
    CHECK(set_kind(again, key_of(opened)));
    CHECK(again.kind == kind);
    opened.other_kind = "temple-fair";
    CHECK_FALSE(may_be_recorded(opened));
  }
  OutingOpened temple = kFair;
  CHECK(set_kind(temple, "temple-fair"));
  CHECK(temple.kind == OutingKind::Other);
  CHECK(key_of(temple) == "temple-fair");
  CHECK(written(temple) == R"({"kind":"other","other_kind":"temple-fair","place":"东关集会",)"
                           R"("township":"乐昌镇","date":"2021-01-10","staff":"张三"})");
  CHECK(read("outing_opened", written(temple)) == Content(temple));
  for (const char* key : {"", "other", "Temple fair"}) {
    CHECK_FALSE(set_kind(temple, key));
  }
  temple.kind = OutingKind::Other;
  for (const char* kind : {"", "other", "market", "joint_visit", "Temple"}) {
    temple.other_kind = kind;
    CHECK_FALSE(may_be_recorded(temple));
  }
  CHECK(refused("outing_opened",
                R"({"kind":"other","place":"集","date":"2021-01-10","staff":"张三"})") ==
        Rejection::MissingField);
  // Beside a built-in kind the word means nothing yet.
  CHECK(read("outing_opened",
             R"({"kind":"fair","other_kind":7,"place":"东关集会",)"
             R"("township":"乐昌镇","date":"2021-01-10","staff":"张三"})") == Content(kFair));
}

TEST_CASE("Record: a remark's target is mapped where it is taken over, and no part of what it says",
          "[domain]") {
  const std::string text = R"({"about":"set_aside_settled","reason":"typed_again","target":7,)"
                           R"("staff":"张三","later":1})";
  Record remark{read("remark", text), "张三", {}};
  const crypto::Hash before = content_hash(remark);
  auto& content = std::get<Remark>(remark.content);
  content.target = 3;
  content.epoch = kEarlier;
  CHECK(content_hash(remark) == before);
  remark.origin = Origin{kEarlier, 12, WallTime(std::chrono::milliseconds(5))};
  const Bytes taken = encode_taken_over(bytes_of(text), remark);
  CHECK(text_of(taken) == R"({"about":"set_aside_settled","reason":"typed_again","target":3,)"
                          R"("staff":"张三","later":1,"epoch":")" +
                              std::string(kEarlierHex) + R"(","origin":{"epoch":")" +
                              std::string(kEarlierHex) + R"(","sequence":12,"device_time":5}})");
  CHECK(decode_body("remark", taken) == std::variant<Record, Rejection>(remark));
  // One that names no entry gets none.
  const std::string plain = R"({"about":"pin_refused","reason":"3","staff":"本机"})";
  Record locked{read("remark", plain), kStaffMachine, {}};
  locked.origin = remark.origin;
  const Bytes taken_plain = encode_taken_over(bytes_of(plain), locked);
  CHECK(text_of(taken_plain).find("target") == std::string_view::npos);
  CHECK(decode_body("remark", taken_plain) == std::variant<Record, Rejection>(locked));
}

}  // namespace
}  // namespace outreach::domain
