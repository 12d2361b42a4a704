// Long because every rule of every kind of record is tried on both sides.
#include "sync/domain/record.h"

#include <string>

#include "tests/support/catch.h"
#include "tests/support/seeded_random.h"
#include "tests/sync/domain/random_record.h"

namespace outreach::domain {
namespace {

using testing::SeededRandom;

constexpr Date kDay{std::chrono::year{2021} / 1 / 10};

Rejection rejection_of(std::string_view kind, std::string_view body) {
  const auto decoded = decode_body(kind, bytes_of(body));
  REQUIRE(std::holds_alternative<Rejection>(decoded));
  return std::get<Rejection>(decoded);
}

Record record_of(std::string_view kind, std::string_view body) {
  const auto decoded = decode_body(kind, bytes_of(body));
  REQUIRE(std::holds_alternative<Record>(decoded));
  return std::get<Record>(decoded);
}

std::string body_of(const Record& record) {
  const Bytes bytes = encode_body(record);
  return std::string(text_of(bytes));
}

const Record kOuting{OutingOpened{OutingKind::Market, "曲沃县城集", "乐昌镇", kDay}, "张三", {}};
const Record kClosing{OutingClosed{}, "张三", {}};
const Record kConsultation{
    Consultation{2, "land", Pathway::Arbitration, "labour", Outcome::ReferredToDepartment}, "李四",
    "08:14"};
const Record kHandout{Handout{"regulations", 50}, "张三", ""};
const Record kCorrection{Correction{4, 50, 40, CorrectionReason::Miscount}, "张三", {}};

constexpr EpochId kEpoch{0xAB, 1, 2, 3};
constexpr const char* kEpochHex = "ab010203000000000000000000000000";
const Record kQuestion{Question{"land", Bytes(kSealedBytesMin, 0x5A)}, kStaffSelfService, {}};
const Record kErasure{Erasure{7, ErasureReason::CourtOrder}, "王五", {}};
const Record kEpochOpened{EpochOpened{EpochReason::CountyDiffers, kEpoch, 9, 4}, kStaffMachine, {}};

std::string sealed_hex(std::size_t bytes) {
  std::string hex;
  for (std::size_t i = 0; i < bytes; ++i) {
    hex += "5a";
  }
  return hex;
}

TEST_CASE("Record: each kind has one body, byte for byte", "[domain]") {
  CHECK(
      body_of(kOuting) ==
      R"({"kind":"market","place":"曲沃县城集","township":"乐昌镇","date":"2021-01-10","staff":"张三"})");
  CHECK(body_of(kClosing) == R"({"staff":"张三"})");
  CHECK(body_of(kConsultation) ==
        R"({"people":2,"topic":"land","pathway":"arbitration","department":"labour",)"
        R"("outcome":"referred","staff":"李四","sheet":"08:14"})");
  CHECK(body_of(kHandout) == R"({"leaflet":"regulations","copies":50,"staff":"张三","sheet":""})");
  CHECK(body_of(kCorrection) ==
        R"({"target":4,"old":50,"new":40,"reason":"miscount","staff":"张三"})");
  CHECK(kind_of(kOuting.content) == "outing_opened");
  CHECK(kind_of(kClosing.content) == "outing_closed");
  CHECK(kind_of(kConsultation.content) == "consultation");
  CHECK(kind_of(kHandout.content) == "handout");
  CHECK(kind_of(kCorrection.content) == "correction");
}

TEST_CASE("Record: questions, erasures and epochs have one body each, byte for byte", "[domain]") {
  CHECK(body_of(kQuestion) ==
        R"({"topic":"land","sealed":")" + sealed_hex(kSealedBytesMin) + R"(","staff":"自助"})");
  CHECK(body_of(kErasure) == R"({"target":7,"reason":"court_order","staff":"王五"})");
  CHECK(body_of(kEpochOpened) == R"({"reason":"county_differs","previous":")" +
                                     std::string(kEpochHex) +
                                     R"(","previous_head":9,"common":4,"staff":"本机"})");
  CHECK(kind_of(kQuestion.content) == "question");
  CHECK(kind_of(kErasure.content) == "erasure");
  CHECK(kind_of(kEpochOpened.content) == "epoch_opened");
  for (const Record& record : {kQuestion, kErasure, kEpochOpened}) {
    CHECK(record_of(kind_of(record.content), body_of(record)) == record);
  }
  const Record without_topic{Question{"", Bytes(kSealedBytesMin, 0x5A)}, kStaffSelfService, {}};
  CHECK(record_of("question", body_of(without_topic)) == without_topic);
}

TEST_CASE("Record: a correction and an erasure may name an earlier epoch", "[domain]") {
  const Record correction{Correction{4, 50, 40, CorrectionReason::Miscount, kEpoch}, "张三", {}};
  CHECK(body_of(correction) == R"({"target":4,"old":50,"new":40,"reason":"miscount","epoch":")" +
                                   std::string(kEpochHex) + R"(","staff":"张三"})");
  CHECK(record_of("correction", body_of(correction)) == correction);
  const Record erasure{Erasure{4, ErasureReason::PersonAsked, kEpoch}, "张三", {}};
  CHECK(body_of(erasure) == R"({"target":4,"reason":"person_asked","epoch":")" +
                                std::string(kEpochHex) + R"(","staff":"张三"})");
  CHECK(record_of("erasure", body_of(erasure)) == erasure);
  for (const char* epoch : {R"("")", R"("ab")", R"("zz010203000000000000000000000000")", "7",
                            "null", R"("ab01020300000000000000000000000000")"}) {
    INFO(epoch);
    CHECK(rejection_of("correction",
                       R"({"target":4,"old":1,"new":0,"reason":"undo","staff":"张三","epoch":)" +
                           std::string(epoch) + "}") == Rejection::BadValue);
    CHECK(rejection_of("erasure", R"({"target":4,"reason":"person_asked","staff":"张三","epoch":)" +
                                      std::string(epoch) + "}") == Rejection::BadValue);
  }
}

TEST_CASE("Record: where it was taken over from stands last and is read back", "[domain]") {
  Record taken = kHandout;
  taken.origin = Origin{kEpoch, 12, WallTime(std::chrono::milliseconds(1'610'000'000'123))};
  CHECK(body_of(taken) == R"({"leaflet":"regulations","copies":50,"staff":"张三","sheet":"",)"
                          R"("origin":{"epoch":")" +
                              std::string(kEpochHex) +
                              R"(","sequence":12,"device_time":1610000000123}})");
  CHECK(record_of("handout", body_of(taken)) == taken);
  const auto with_origin = [](const std::string& origin) {
    return R"({"leaflet":"regulations","copies":50,"staff":"张三","origin":)" + origin + "}";
  };
  const std::string epoch = R"({"epoch":")" + std::string(kEpochHex) + '"';
  CHECK(rejection_of("handout", with_origin("7")) == Rejection::BadValue);
  CHECK(rejection_of("handout", with_origin("null")) == Rejection::BadValue);
  CHECK(rejection_of("handout", with_origin("[]")) == Rejection::BadValue);
  CHECK(rejection_of("handout", with_origin("{}")) == Rejection::MissingField);
  CHECK(rejection_of("handout", with_origin(epoch + "}")) == Rejection::MissingField);
  CHECK(rejection_of("handout", with_origin(epoch + R"(,"sequence":1})")) ==
        Rejection::MissingField);
  CHECK(rejection_of("handout", with_origin(epoch + R"(,"sequence":0,"device_time":1})")) ==
        Rejection::BadValue);
  CHECK(rejection_of("handout", with_origin(epoch + R"(,"sequence":1,"device_time":"1"})")) ==
        Rejection::BadValue);
  CHECK(rejection_of("handout", with_origin(R"({"epoch":"ab","sequence":1,"device_time":1})")) ==
        Rejection::BadValue);
  Record epoch_taken_over = kEpochOpened;
  epoch_taken_over.origin = taken.origin;
  CHECK(check(epoch_taken_over) == Rejection::BadValue);
  taken.origin->sequence = kTargetMax + 1;
  CHECK(check(taken) == Rejection::BadValue);
}

TEST_CASE("Record: what is taken over keeps the fields this version does not know", "[domain]") {
  const std::string body =
      R"({"target":4,"old":50,"new":40,"reason":"miscount","staff":"张三","later":{"a":[1]}})";
  Record record = record_of("correction", body);
  record.origin = Origin{kEpoch, 12, WallTime(std::chrono::milliseconds(5))};
  auto& correction = std::get<Correction>(record.content);
  correction.target = 3;
  correction.epoch = kEpoch;
  const Bytes taken = encode_taken_over(bytes_of(body), record);
  CHECK(text_of(taken).find(R"("later":{"a":[1]})") != std::string_view::npos);
  CHECK(record_of("correction", text_of(taken)) == record);
  // Taken over once more, to where its target is in the same chain again.
  correction.epoch.reset();
  CHECK(record_of("correction", text_of(encode_taken_over(taken, record))) == record);
  // Where the origin no longer fits behind the unknown fields, they go, not what is counted.
  const std::string start = R"({"leaflet":"regulations","copies":50,"staff":"张三","later":")";
  const std::string full = start + std::string(kBodyBytesMax - start.size() - 2, 'x') + "\"}";
  Record handout = record_of("handout", full);
  handout.origin = record.origin;
  CHECK(record_of("handout", text_of(encode_taken_over(bytes_of(full), handout))) == handout);
}

TEST_CASE("Record: two of the same content differ in place, target and origin alone", "[domain]") {
  Record same = kCorrection;
  auto& correction = std::get<Correction>(same.content);
  correction.target = 9;
  correction.epoch = kEpoch;
  same.origin = Origin{kEpoch, 12, {}};
  CHECK(content_hash(same) == content_hash(kCorrection));
  correction.new_amount += 1;
  CHECK(content_hash(same) != content_hash(kCorrection));
  Record erasure = kErasure;
  std::get<Erasure>(erasure.content).target = 1;
  CHECK(content_hash(erasure) == content_hash(kErasure));
  erasure.staff = "张三";
  CHECK(content_hash(erasure) != content_hash(kErasure));
  Record sheet = kHandout;
  sheet.sheet_time = "08:14";
  CHECK(content_hash(sheet) != content_hash(kHandout));
}

TEST_CASE("Record: a question's sealed words have a least and a most", "[domain]") {
  const auto passes = [](std::string topic, std::size_t bytes) {
    return !check({Question{std::move(topic), Bytes(bytes, 0x5A)}, kStaffSelfService, {}});
  };
  CHECK_FALSE(passes("", kSealedBytesMin - 1));
  CHECK(passes("", kSealedBytesMin));
  CHECK(passes("land", kSealedBytesMax));
  CHECK_FALSE(passes("", kSealedBytesMax + 1));
  CHECK_FALSE(passes("Land", kSealedBytesMin));
  const auto sealed = [](const std::string& hex) {
    return R"({"sealed":")" + hex + R"(","staff":"自助"})";
  };
  CHECK(rejection_of("question", sealed(sealed_hex(kSealedBytesMin) + "5")) == Rejection::BadValue);
  CHECK(rejection_of("question", sealed(sealed_hex(kSealedBytesMin) + "5g")) ==
        Rejection::BadValue);
  CHECK(rejection_of("question", sealed("")) == Rejection::BadValue);
  CHECK(rejection_of("question", R"({"sealed":5,"staff":"自助"})") == Rejection::BadValue);
}

TEST_CASE("Record: an erasure has a target, an epoch does not take over more than there was",
          "[domain]") {
  const auto erases = [](Sequence target) {
    return !check({Erasure{target, ErasureReason::PersonAsked}, "张三", {}});
  };
  CHECK_FALSE(erases(0));
  CHECK(erases(1));
  CHECK(erases(kTargetMax));
  CHECK_FALSE(erases(kTargetMax + 1));
  const auto opens = [](Sequence head, Sequence common) {
    return !check({EpochOpened{EpochReason::Damaged, kEpoch, head, common}, kStaffMachine, {}});
  };
  CHECK(opens(0, 0));
  CHECK(opens(9, 9));
  CHECK_FALSE(opens(9, 10));
  CHECK(opens(kTargetMax, 0));
  CHECK_FALSE(opens(kTargetMax + 1, 0));
}

TEST_CASE("Record: the reasons of erasures and epochs are read back, and no others", "[domain]") {
  for (const ErasureReason reason : kErasureReasons) {
    CHECK(erasure_reason_from(code_of(reason)) == reason);
  }
  for (const EpochReason reason : kEpochReasons) {
    CHECK(epoch_reason_from(code_of(reason)) == reason);
  }
  CHECK(rejection_of("erasure", R"({"target":4,"reason":"","staff":"张三"})") ==
        Rejection::BadValue);
  CHECK(rejection_of("epoch_opened", R"({"reason":"undo","previous":")" + std::string(kEpochHex) +
                                         R"(","previous_head":9,"common":4,"staff":"本机"})") ==
        Rejection::BadValue);
}

TEST_CASE("Record: what is encoded is what is decoded, for any record that passes the check",
          "[domain]") {
  SeededRandom random(2021);
  INFO(random.description());
  for (int i = 0; i < 3'000; ++i) {
    const Record record = testing::random_record(random);
    REQUIRE_FALSE(check(record));
    const Bytes body = encode_body(record);
    CHECK(body.size() <= kBodyBytesMax);
    const auto decoded = decode_body(kind_of(record.content), body);
    REQUIRE(std::holds_alternative<Record>(decoded));
    CHECK(std::get<Record>(decoded) == record);
  }
}

TEST_CASE("Record: random bytes and damaged bodies give a record or a reason, never a crash",
          "[domain]") {
  SeededRandom random(64);
  INFO(random.description());
  constexpr std::array<std::string_view, 12> kKinds{
      "outing_opened", "outing_closed", "consultation", "handout", "correction", "question",
      "erasure",       "epoch_opened",  "stock",        "remark",  "rating",     "self_service"};
  for (int i = 0; i < 3'000; ++i) {
    const Record record = testing::random_record(random);
    Bytes body = encode_body(record);
    for (std::uint64_t damage = random.below(4); damage > 0; --damage) {
      body[static_cast<std::size_t>(random.below(body.size()))] ^=
          static_cast<std::uint8_t>(1U << random.below(8));
    }
    body.resize(random.below(8) == 0 ? random.below(body.size()) : body.size());
    const auto decoded = decode_body(testing::any_of(random, kKinds), body);
    if (const auto* taken = std::get_if<Record>(&decoded)) {
      CHECK_FALSE(check(*taken));
    }
  }
}

TEST_CASE("Record: a body of one byte is named for what it is", "[domain]") {
  CHECK(rejection_of("handout", "") == Rejection::NotAnObject);
  CHECK(rejection_of("handout", "x") == Rejection::NotAnObject);
  CHECK(rejection_of("handout", "1") == Rejection::NotAnObject);
  CHECK(rejection_of("handout", std::string(1, '\0')) == Rejection::NotAnObject);
  CHECK(rejection_of("handout", "\xFF") == Rejection::NotText);
  CHECK(rejection_of("handout", "[]") == Rejection::NotAnObject);
  CHECK(rejection_of("handout", "{}") == Rejection::MissingField);
}

TEST_CASE("Record: a body of 64 KiB is read, one byte more is too large", "[domain]") {
  const std::string start = R"({"leaflet":"regulations","copies":1,"staff":"张三","later":")";
  std::string body =
      start + std::string(kBodyBytesMax - start.size() - 2, 'x') + std::string("\"}");
  REQUIRE(body.size() == kBodyBytesMax);
  CHECK(record_of("handout", body) == Record{Handout{"regulations", 1}, "张三", {}});
  body.insert(start.size(), "x");
  CHECK(rejection_of("handout", body) == Rejection::TooLarge);
  CHECK(rejection_of("drawing", body) == Rejection::TooLarge);
}

TEST_CASE("Record: a kind nobody knows is named so, whatever its body", "[domain]") {
  for (const std::string_view kind : {"drawing", "", "Handout", "handout ", "handoutx"}) {
    CHECK(rejection_of(kind, R"({"leaflet":"a","copies":1,"staff":"张三"})") ==
          Rejection::UnknownKind);
    CHECK(rejection_of(kind, "\xFF") == Rejection::UnknownKind);
  }
}

TEST_CASE("Record: text that is not UTF-8 or holds a NUL is refused", "[domain]") {
  CHECK(rejection_of("outing_closed", "{\"staff\":\"\xC3\x28\"}") == Rejection::NotText);
  CHECK(rejection_of("outing_closed", "{\"staff\":\"\xED\xA0\x80\"}") == Rejection::NotText);
  CHECK(rejection_of("outing_closed", std::string("{\"staff\":\"a\0b\"}", 15)) ==
        Rejection::NotAnObject);
  CHECK(rejection_of("outing_closed", R"({"staff":"a\u0000b"})") == Rejection::NotAnObject);
  CHECK(rejection_of("outing_closed", R"({"staff":"a\u0007b"})") == Rejection::BadValue);
  CHECK(rejection_of("outing_closed", R"({"staff":"a\nb"})") == Rejection::BadValue);
  CHECK(rejection_of("outing_closed", R"({"staff":"a\tb"})") == Rejection::BadValue);
  CHECK(rejection_of("outing_closed", R"({"staff":"a\ud800b"})") == Rejection::NotAnObject);
}

TEST_CASE("Record: fields of a later version are ignored", "[domain]") {
  const Record expected{Handout{"regulations", 5}, "张三", {}};
  CHECK(record_of("handout", R"({"leaflet":"regulations","copies":5,"staff":"张三",)"
                             R"("colour":{"deep":[1,2,{"a":null}]},"Copies":"many"})") == expected);
  CHECK(record_of("outing_closed", R"({"staff":"张三","place":7})") ==
        Record{OutingClosed{}, "张三", {}});
}

TEST_CASE("Record: every field that is missing is a missing field", "[domain]") {
  for (const Record& record : {kOuting, kConsultation, kHandout, kCorrection, kClosing, kQuestion,
                               kErasure, kEpochOpened}) {
    const std::string body = body_of(record);
    // Renames one field after the other; an object with a renamed field lacks it.
    for (const std::string_view field :
         {"kind", "place", "date", "people", "topic", "pathway", "department", "outcome", "leaflet",
          "copies", "target", "old", "new", "reason", "sealed", "previous", "previous_head",
          "common", "staff"}) {
      const std::string member = '"' + std::string(field) + "\":";
      const std::size_t at = body.find(member);
      const bool may_be_absent = field == "topic" && record == kQuestion;
      if (at == std::string::npos || may_be_absent) {
        continue;
      }
      std::string without = body;
      without.insert(at + 1, "x");
      INFO(without);
      CHECK(rejection_of(kind_of(record.content), without) == Rejection::MissingField);
    }
  }
}

TEST_CASE("Record: a field of another type is a bad value", "[domain]") {
  const auto handout = [](const std::string& copies) {
    return R"({"leaflet":"regulations","copies":)" + copies + R"(,"staff":"张三"})";
  };
  CHECK(record_of("handout", handout("9999")) == Record{Handout{"regulations", 9999}, "张三", {}});
  for (const std::string value :
       {"0", "-1", "10000", "1.0", "1e2", "\"5\"", "null", "true", "[5]", "{}",
        "9223372036854775807", "-9223372036854775808", "18446744073709551615",
        "18446744073709551616", "4294967297", "1e-400"}) {
    INFO(value);
    CHECK(rejection_of("handout", handout(value)) == Rejection::BadValue);
  }
  CHECK(rejection_of("handout", handout("1e999")) == Rejection::NotAnObject);
  CHECK(rejection_of("handout", handout("007")) == Rejection::NotAnObject);
  CHECK(rejection_of("handout", R"({"leaflet":5,"copies":5,"staff":"张三"})") ==
        Rejection::BadValue);
  CHECK(rejection_of("handout", R"({"leaflet":"a","copies":5,"staff":null})") ==
        Rejection::BadValue);
  CHECK(rejection_of("handout", R"({"leaflet":"a","copies":5,"staff":"张三","sheet":null})") ==
        Rejection::BadValue);
  CHECK(rejection_of("handout", R"({"leaflet":"a","copies":5,"copies":5,"staff":"张三"})") ==
        Rejection::NotAnObject);
}

TEST_CASE("Record: what is nested too deep is no object of ours", "[domain]") {
  const auto nested = [](int levels) {
    return R"({"staff":"张三","later":)" + std::string(static_cast<std::size_t>(levels), '[') +
           std::string(static_cast<std::size_t>(levels), ']') + "}";
  };
  CHECK(record_of("outing_closed", nested(15)) == kClosing);
  CHECK(rejection_of("outing_closed", nested(16)) == Rejection::NotAnObject);
  CHECK(rejection_of("outing_closed", nested(30'000)) == Rejection::NotAnObject);
}

TEST_CASE("Record: limits hold on both sides", "[domain]") {
  const auto passes = [](const Content& content) { return !check({content, "张三", {}}); };
  const auto consultation = [](int people, std::string topic) {
    return Consultation{people, std::move(topic), Pathway::Petition, "labour",
                        Outcome::AnsweredOnTheSpot};
  };
  CHECK_FALSE(passes(consultation(0, "land")));
  CHECK(passes(consultation(1, "land")));
  CHECK(passes(consultation(kPeopleMax, "land")));
  CHECK_FALSE(passes(consultation(kPeopleMax + 1, "land")));
  CHECK(passes(consultation(1, std::string(kIdMax, 'a'))));
  CHECK_FALSE(passes(consultation(1, std::string(kIdMax + 1, 'a'))));
  for (const char* id : {"", "Land", "la nd", "土地", "land.", "land/"}) {
    CHECK_FALSE(passes(consultation(1, id)));
  }
  CHECK_FALSE(passes(Handout{"regulations", 0}));
  CHECK(passes(Handout{"regulations", 1}));
  CHECK(passes(Handout{"regulations", kCopiesMax}));
  CHECK_FALSE(passes(Handout{"regulations", kCopiesMax + 1}));
  const auto correction = [](Sequence target, int from, int to) {
    return Correction{target, from, to, CorrectionReason::Undo};
  };
  CHECK_FALSE(passes(correction(0, 1, 0)));
  CHECK(passes(correction(1, 0, 0)));
  CHECK(passes(correction(1, kCopiesMax, kCopiesMax)));
  CHECK_FALSE(passes(correction(1, kCopiesMax + 1, 0)));
  CHECK_FALSE(passes(correction(1, 0, kCopiesMax + 1)));
  CHECK_FALSE(passes(correction(1, 0, -1)));
}

TEST_CASE("Record: a correction's target is a number that every JSON reader keeps exact",
          "[domain]") {
  const Record most{Correction{kTargetMax, 1, 0, CorrectionReason::Undo}, "张三", {}};
  CHECK_FALSE(check(most));
  CHECK(record_of("correction", body_of(most)) == most);
  CHECK(check({Correction{kTargetMax + 1, 1, 0, CorrectionReason::Undo}, "张三", {}}) ==
        Rejection::BadValue);
}

TEST_CASE("Record: places, names and dates have their limits", "[domain]") {
  const auto passes = [](std::string place, std::string township, Date date) {
    return !check(
        {OutingOpened{OutingKind::Fair, std::move(place), std::move(township), date}, "张三", {}});
  };
  const std::string longest = [] {
    std::string text;
    for (std::size_t i = 0; i < kTextMax; ++i) {
      text += "集";
    }
    return text;
  }();
  CHECK_FALSE(passes("", "", kDay));
  CHECK(passes(longest, longest, kDay));
  CHECK_FALSE(passes(longest + "a", "", kDay));
  CHECK_FALSE(passes("集", longest + "a", kDay));
  CHECK_FALSE(passes("集\n", "", kDay));
  CHECK(passes("集", "", Date{std::chrono::year{2000} / 1 / 1}));
  CHECK(passes("集", "", Date{std::chrono::year{2199} / 12 / 31}));
  CHECK_FALSE(passes("集", "", Date{std::chrono::year{1999} / 12 / 31}));
  CHECK_FALSE(passes("集", "", Date{std::chrono::year{2200} / 1 / 1}));
  CHECK_FALSE(passes("集", "", Date{std::chrono::year{2021} / 2 / 29}));
  CHECK(check({OutingClosed{}, "", {}}) == Rejection::BadValue);
  CHECK(check({OutingClosed{}, longest + "a", {}}) == Rejection::BadValue);
  CHECK(check({OutingClosed{}, "\xFF", {}}) == Rejection::BadValue);
}

TEST_CASE("Record: a sheet's time is empty or a time of day", "[domain]") {
  for (const char* time : {"", "00:00", "08:14", "19:59", "23:59"}) {
    CHECK_FALSE(check({OutingClosed{}, "张三", time}));
  }
  for (const char* time : {"24:00", "8:14", "08:60", "08-14", "08:1x", "0814", "08:14:00", " "}) {
    CHECK(check({OutingClosed{}, "张三", time}) == Rejection::BadValue);
  }
}

TEST_CASE("Record: rejection codes are distinct and read back", "[domain]") {
  for (const Rejection rejection :
       {Rejection::UnknownKind, Rejection::NotText, Rejection::NotAnObject, Rejection::MissingField,
        Rejection::BadValue, Rejection::UnknownOuting, Rejection::BadTarget, Rejection::TooLarge,
        Rejection::BodyMissing, Rejection::Damaged}) {
    CHECK(rejection_from(code_of(rejection)) == rejection);
  }
  CHECK_FALSE(rejection_from("nonsense"));
}

}  // namespace
}  // namespace outreach::domain
