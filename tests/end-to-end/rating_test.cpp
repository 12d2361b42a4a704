// 评一评 with a word of one's own: sealed with the face, and opened by the county's desk alone.
#include "tests/end-to-end/stall.h"
#include "tests/support/catch.h"
#include "tests/support/words_in_files.h"

namespace outreach::testing {
namespace {

constexpr const char* kRatingPassphrase = "柿子红了以后再来摘两筐吧";
// Stands in no text of the program or its content.
constexpr const char* kSaid = "枣树林的条凳再多两个就好了";

TEST_CASE("Rating: a word besides the face is read by the desk with the passphrase, and nowhere",
          "[end-to-end][privacy][resident]") {
  StallPrograms stall;
  stall.enrol_with_casework_key(kRatingPassphrase);
  const Ended played = stall.play("rate-words");
  INFO(played.err);
  REQUIRE(played.exit_code == 0);
  CHECK(stall.kiosk_json({"status"}).at("recorded") == 1);
  REQUIRE(stall.sync().exit_code == 0);
  CHECK(stall.kiosk_json({"status"}).at("set_aside").empty());
  CHECK(words_in_files(stall.folder().path(), {"枣树林"}) == std::vector<std::string>());

  const Ended opened = stall.rating_words(kRatingPassphrase);
  CHECK(opened.exit_code == 0);
  CHECK(opened.out.find(kSaid) != std::string::npos);
  CHECK(opened.out.find("stall: poor") != std::string::npos);
  const Ended wrong = stall.rating_words("柿子没红的时候不要来摘呀");
  CHECK(wrong.exit_code != 0);
  CHECK(wrong.out.find("枣树林") == std::string::npos);
  // It is no question, and waits for no answer.
  CHECK(stall.questions(kRatingPassphrase).out.find("枣树林") == std::string::npos);
}

}  // namespace
}  // namespace outreach::testing
