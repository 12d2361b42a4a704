#include "sync/protocol/question.h"

#include <string>

#include "sync/domain/record.h"
#include "tests/support/catch.h"
#include "tests/support/seeded_random.h"

namespace outreach::protocol {
namespace {

using testing::SeededRandom;

struct Desk {
  Desk() {
    REQUIRE(crypto::initialise());
  }
  SeededRandom random{3};
  crypto::SealingKey casework = crypto::SealingKey::generate(random);

  Result<Bytes> seal(const std::string& question, const std::string& contact = {}) {
    return seal_question(bytes_of(question), bytes_of(contact), casework.public_key(), random);
  }
};

TEST_CASE_METHOD(Desk, "Question: what a resident wrote is what the desk reads", "[protocol]") {
  const std::string odd = "第一行\n\"引号\" \\ 反斜杠\t制表 {}";
  for (const std::string& words : {std::string("土地怎么确权？"), odd, std::string("a")}) {
    const auto anonymous = seal(words);
    REQUIRE(anonymous);
    const auto opened = open_question(*anonymous, casework);
    REQUIRE(opened);
    CHECK(*opened == QuestionWords{words, std::nullopt});
  }
  const auto named = seal("土地怎么确权？", "李四 \"小李\" 0357-1234567");
  REQUIRE(named);
  const auto opened = open_question(*named, casework);
  REQUIRE(opened);
  CHECK(opened->contact == "李四 \"小李\" 0357-1234567");
}

TEST_CASE_METHOD(Desk, "Question: its length tells little of what was written", "[protocol]") {
  const auto size = [&](std::size_t bytes) {
    const auto sealed = seal(std::string(bytes, 'a'));
    REQUIRE(sealed);
    return sealed->size() - crypto::kSealOverhead;
  };
  CHECK(size(1) == kQuestionPadding);
  CHECK(size(200) == kQuestionPadding);
  CHECK(size(300) == 2 * kQuestionPadding);
}

TEST_CASE_METHOD(Desk, "Question: the longest one with the longest contact still fits an entry",
                 "[protocol]") {
  const auto sealed =
      seal(std::string(kQuestionBytesMax, '"'), std::string(kContactBytesMax, '\\'));
  REQUIRE(sealed);
  CHECK(sealed->size() <= domain::kSealedBytesMax);
  const auto opened = open_question(*sealed, casework);
  REQUIRE(opened);
  CHECK(opened->question == std::string(kQuestionBytesMax, '"'));
  for (const auto& refused : {seal(std::string(kQuestionBytesMax + 1, 'a')),
                              seal("a", std::string(kContactBytesMax + 1, 'a'))}) {
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::TooLarge);
  }
}

TEST_CASE_METHOD(Desk, "Question: what is no text is not sealed, and its words are in no error",
                 "[protocol]") {
  for (const std::string& words : {std::string(), std::string(" \n　"), std::string("secret\xff"),
                                   std::string("secret\x01"), std::string("secret\0", 7)}) {
    const auto refused = seal(words);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::InvalidInput);
    CHECK(refused.error().context.find("secret") == std::string::npos);
  }
  CHECK_FALSE(seal_question(bytes_of("a"), {}, crypto::PublicKey{}, random));
}

TEST_CASE_METHOD(Desk, "Question: another key does not open it, and no byte can be changed",
                 "[protocol]") {
  const auto sealed = seal("土地怎么确权？");
  REQUIRE(sealed);
  const auto other = open_question(*sealed, crypto::SealingKey::generate(random));
  REQUIRE_FALSE(other);
  CHECK(other.error().code == ErrorCode::Refused);
  for (std::size_t at = 0; at < sealed->size(); ++at) {
    Bytes changed = *sealed;
    changed[at] ^= 1;
    CHECK_FALSE(open_question(changed, casework));
  }
  for (const char* plain : {R"({"contact":"x"})", R"({"question":"\u001b[2J"})", "words"}) {
    const auto no_question =
        open_question(crypto::seal(casework.public_key(), bytes_of(plain), random), casework);
    REQUIRE_FALSE(no_question);
    CHECK(no_question.error().code == ErrorCode::Corrupt);
  }
}

}  // namespace
}  // namespace outreach::protocol
