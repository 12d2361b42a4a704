// What residents do at the screen besides asking: ratings and readings.
#include <string>

#include "sync/domain/record.h"
#include "tests/support/catch.h"

namespace outreach::domain {
namespace {

std::string body_by_resident(const Content& content) {
  const Bytes body = encode_body({content, kStaffSelfService, {}});
  return std::string(text_of(body));
}

std::variant<Record, Rejection> body_with(std::string_view kind, const std::string& fields) {
  return decode_body(kind, bytes_of(R"({)" + fields + R"(,"staff":"自助"})"));
}

bool is_taken(const Content& content) {
  return !check({content, kStaffSelfService, {}});
}

bool reads_as(std::string_view kind, const std::string& fields, const Content& content) {
  const auto body = body_with(kind, fields);
  const auto* record = std::get_if<Record>(&body);
  return record != nullptr && record->content == content;
}

bool is_refused_for(std::string_view kind, const std::string& fields, Rejection reason) {
  const auto body = body_with(kind, fields);
  const auto* rejection = std::get_if<Rejection>(&body);
  return rejection != nullptr && *rejection == reason;
}

TEST_CASE("Record: ratings and readings have one body each, byte for byte", "[domain]") {
  const Rating bare{Rated::Stall, Face::Great};
  CHECK(body_by_resident(bare) == R"({"rated":"stall","face":"great","staff":"自助"})");
  CHECK(kind_of(bare) == "rating");
  const Rating with_words{Rated::Answer, Face::Bad, Bytes(kSealedBytesMin, 0xAB)};
  std::string hex;
  for (std::size_t i = 0; i < kSealedBytesMin; ++i) {
    hex += "ab";
  }
  CHECK(body_by_resident(with_words) ==
        R"({"rated":"answer","face":"bad","sealed":")" + hex + R"(","staff":"自助"})");
  const SelfService reading{"regulations", 90, 1};
  CHECK(body_by_resident(reading) ==
        R"({"leaflet":"regulations","seconds":90,"take_aways":1,"staff":"自助"})");
  CHECK(kind_of(reading) == "self_service");
  // None taken home is said: it is a count.
  CHECK(body_by_resident(SelfService{"regulations", 10, 0}) ==
        R"({"leaflet":"regulations","seconds":10,"take_aways":0,"staff":"自助"})");
}

TEST_CASE("Record: a rating is of the stall or an answer, by one of four faces", "[domain]") {
  for (const Rated rated : kAllRated) {
    for (const Face face : kFaces) {
      CHECK(rated_from(code_of(rated)) == rated);
      CHECK(face_from(code_of(face)) == face);
      CHECK_FALSE(sheet_word(rated).empty());
      CHECK_FALSE(sheet_word(face).empty());
      const std::string fields = R"("rated":")" + std::string(code_of(rated)) + R"(","face":")" +
                                 std::string(code_of(face)) + R"(")";
      CHECK(reads_as("rating", fields, Rating{rated, face}));
    }
  }
  CHECK(is_refused_for("rating", R"("face":"great")", Rejection::MissingField));
  CHECK(is_refused_for("rating", R"("rated":"stall")", Rejection::MissingField));
  CHECK(is_refused_for("rating", R"("rated":"staff","face":"great")", Rejection::BadValue));
  CHECK(is_refused_for("rating", R"("rated":"stall","face":"neutral")", Rejection::BadValue));
  CHECK(is_refused_for("rating", R"("rated":"stall","face":1)", Rejection::BadValue));
}

TEST_CASE("Record: the words of a rating are sealed, or there are none", "[domain]") {
  const auto with = [](std::size_t size) {
    return Rating{Rated::Stall, Face::Poor, Bytes(size, 1)};
  };
  CHECK(is_taken(with(0)));
  CHECK_FALSE(is_taken(with(1)));
  CHECK_FALSE(is_taken(with(kSealedBytesMin - 1)));
  CHECK(is_taken(with(kSealedBytesMin)));
  CHECK(is_taken(with(kSealedBytesMax)));
  CHECK_FALSE(is_taken(with(kSealedBytesMax + 1)));
  const std::string face = R"("rated":"stall","face":"poor","sealed":)";
  CHECK(reads_as("rating", face + R"("")", with(0)));
  CHECK(is_refused_for("rating", face + R"("很吵")", Rejection::BadValue));
  CHECK(is_refused_for("rating", face + R"("abab")", Rejection::BadValue));
  CHECK(is_refused_for("rating", face + "null", Rejection::BadValue));
}

TEST_CASE("Record: a reading is of one leaflet, within an hour, its code shown at most nine times",
          "[domain]") {
  CHECK(is_taken(SelfService{"guide", 1, 0}));
  CHECK(is_taken(SelfService{"guide", kReadingSecondsMax, kTakeAwaysMax}));
  CHECK_FALSE(is_taken(SelfService{"guide", 0, 0}));
  CHECK_FALSE(is_taken(SelfService{"guide", kReadingSecondsMax + 1, 0}));
  CHECK_FALSE(is_taken(SelfService{"guide", 10, -1}));
  CHECK_FALSE(is_taken(SelfService{"guide", 10, kTakeAwaysMax + 1}));
  CHECK_FALSE(is_taken(SelfService{"", 10, 0}));
  CHECK_FALSE(is_taken(SelfService{"A leaflet", 10, 0}));
  // A reader takes what another writer did not round.
  CHECK(reads_as("self_service", R"("leaflet":"guide","seconds":7,"take_aways":0)",
                 SelfService{"guide", 7, 0}));
  CHECK(is_refused_for("self_service", R"("seconds":7,"take_aways":0)", Rejection::MissingField));
  CHECK(is_refused_for("self_service", R"("leaflet":"a","take_aways":0)", Rejection::MissingField));
  CHECK(is_refused_for("self_service", R"("leaflet":"a","seconds":7)", Rejection::MissingField));
  CHECK(is_refused_for("self_service", R"("leaflet":"a","seconds":0,"take_aways":0)",
                       Rejection::BadValue));
  CHECK(is_refused_for("self_service", R"("leaflet":"a","seconds":3601,"take_aways":0)",
                       Rejection::BadValue));
  CHECK(is_refused_for("self_service", R"("leaflet":"a","seconds":10,"take_aways":10)",
                       Rejection::BadValue));
}

TEST_CASE("Record: a reading is rounded to tens of seconds, at least ten and at most an hour",
          "[domain]") {
  CHECK(rounded_reading(-5) == 10);
  CHECK(rounded_reading(0) == 10);
  CHECK(rounded_reading(1) == 10);
  CHECK(rounded_reading(14) == 10);
  CHECK(rounded_reading(15) == 20);
  CHECK(rounded_reading(90) == 90);
  CHECK(rounded_reading(kReadingSecondsMax - 1) == kReadingSecondsMax);
  CHECK(rounded_reading(std::int64_t{1} << 40) == kReadingSecondsMax);
}

TEST_CASE("Record: what is sealed with a rating tells two of them apart, its face does too",
          "[domain]") {
  const auto hash_of = [](const Rating& rating) {
    return content_hash({rating, kStaffSelfService, {}});
  };
  const Rating poor{Rated::Stall, Face::Poor};
  CHECK(hash_of(poor) == hash_of(poor));
  CHECK(hash_of(poor) != hash_of({Rated::Stall, Face::Bad}));
  CHECK(hash_of(poor) != hash_of({Rated::Answer, Face::Poor}));
  CHECK(hash_of(poor) != hash_of({Rated::Stall, Face::Poor, Bytes(kSealedBytesMin, 1)}));
}

}  // namespace
}  // namespace outreach::domain
