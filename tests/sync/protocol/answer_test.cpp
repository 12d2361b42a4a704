#include "sync/protocol/answer.h"

#include <chrono>
#include <string>

#include "sync/protocol/pack.h"
#include "tests/support/catch.h"
#include "tests/support/seeded_random.h"

namespace outreach::protocol {
namespace {

using domain::Receipt;

constexpr Date kDay{std::chrono::year{2026}, std::chrono::month{3}, std::chrono::day{9}};

struct Answers {
  Answers() {
    REQUIRE(crypto::initialise());
  }
  testing::SeededRandom random{4};
  crypto::SealingKey casework = crypto::SealingKey::generate(random);

  crypto::SealingKey key_of(const Receipt& receipt) {
    auto key = receipt_key(receipt, casework.public_key());
    REQUIRE(key);
    return *key;
  }
};

const AnswerWords kAnswer{AnswerState::Answered, kDay, "劳动保障监察大队",
                          "请带工资条和身份证明，到大队窗口登记。\n五个工作日内回电。"};

TEST_CASE_METHOD(Answers, "Answer: who has the receipt reads it, on any kiosk of the county",
                 "[protocol]") {
  const Receipt receipt = mint_receipt(random);
  // The kiosk states the public half, the county seals to it, another kiosk makes the key anew.
  const auto sealed = seal_answer(kAnswer, key_of(receipt).public_key(), random);
  REQUIRE(sealed);
  const auto typed = Receipt::read(receipt.grouped());
  REQUIRE(typed);
  CHECK(open_answer(*sealed, key_of(*typed)).value() == kAnswer);
}

TEST_CASE_METHOD(Answers,
                 "Answer: another receipt, or the same digits in another county, open none",
                 "[protocol]") {
  const Receipt receipt = Receipt::of_number(12'345'678'901);
  const auto sealed = seal_answer(kAnswer, key_of(receipt).public_key(), random);
  REQUIRE(sealed);
  const auto other = open_answer(*sealed, key_of(Receipt::of_number(12'345'678'902)));
  REQUIRE_FALSE(other);
  CHECK(other.error().code == ErrorCode::Refused);
  const auto elsewhere = receipt_key(receipt, crypto::SealingKey::generate(random).public_key());
  REQUIRE(elsewhere);
  CHECK(elsewhere->public_key() != key_of(receipt).public_key());
  CHECK_FALSE(open_answer(*sealed, *elsewhere));
}

TEST_CASE_METHOD(Answers, "Answer: where a question stands looks like a short answer from outside",
                 "[protocol]") {
  const auto key = crypto::SealingKey::generate(random);
  const auto size = [&](const AnswerWords& words) {
    const auto sealed = seal_answer(words, key.public_key(), random);
    REQUIRE(sealed);
    CHECK(open_answer(*sealed, key).value() == words);
    return sealed->size();
  };
  const std::size_t short_answer = size({AnswerState::Answered, kDay, "", "可以。"});
  CHECK(size({AnswerState::Accepted, kDay, "", ""}) == short_answer);
  CHECK(size({AnswerState::PassedOn, kDay, "县人社局", ""}) == short_answer);
}

TEST_CASE_METHOD(Answers, "Answer: the longest one fits its row", "[protocol]") {
  const auto key = crypto::SealingKey::generate(random);
  const AnswerWords longest{AnswerState::Answered, kDay, std::string(kOfficeBytesMax, '"'),
                            std::string(kAnswerBytesMax, '\\')};
  const auto sealed = seal_answer(longest, key.public_key(), random);
  REQUIRE(sealed);
  CHECK(sealed->size() <= kSealedAnswerBytesMax);
  CHECK(encode_answers({{key.public_key(), *sealed}}));
  CHECK(open_answer(*sealed, key).value() == longest);
}

TEST_CASE_METHOD(Answers, "Answer: what makes no sense is not sealed", "[protocol]") {
  const auto key = crypto::SealingKey::generate(random).public_key();
  const auto refused = [&](const AnswerWords& words) {
    const auto sealed = seal_answer(words, key, random);
    return !sealed && sealed.error().code == ErrorCode::InvalidInput;
  };
  CHECK(refused({AnswerState::Answered, kDay, "", " \n"}));
  CHECK(refused({AnswerState::Accepted, kDay, "", "好"}));
  CHECK(refused({AnswerState::PassedOn, kDay, " ", ""}));
  CHECK(refused({AnswerState::Answered, Date{}, "", "好"}));
  CHECK(refused({AnswerState::Answered, kDay, "", "\xff\xfe"}));
  CHECK(refused({AnswerState::Answered, kDay, "\x1b[2J", "好"}));
  const auto too_long = seal_answer(
      {AnswerState::Answered, kDay, "", std::string(kAnswerBytesMax + 1, 'a')}, key, random);
  REQUIRE_FALSE(too_long);
  CHECK(too_long.error().code == ErrorCode::TooLarge);
  CHECK_FALSE(seal_answer(kAnswer, crypto::PublicKey{}, random));
}

TEST_CASE_METHOD(Answers, "Answers: a file gives each key its own row and no other", "[protocol]") {
  std::vector<SealedAnswer> rows;
  for (int i = 0; i < 40; ++i) {
    const auto key = random.array<32>();
    rows.push_back({key, Bytes(static_cast<std::size_t>(i * 7), static_cast<std::uint8_t>(i))});
  }
  const auto file = encode_answers(rows);
  REQUIRE(file);
  for (const SealedAnswer& row : rows) {
    CHECK(find_answer(*file, row.answer_key).value() == row.sealed);
  }
  CHECK(find_answer(*file, random.array<32>()).value() == std::nullopt);
  auto reversed = rows;
  std::reverse(reversed.begin(), reversed.end());
  CHECK(encode_answers(reversed).value() == *file);
  CHECK(decode_answers(*file).value().size() == rows.size());
  CHECK(find_answer(encode_answers({}).value(), rows[0].answer_key).value() == std::nullopt);
}

TEST_CASE_METHOD(Answers, "Answers: the later answer to a question replaces the earlier one",
                 "[protocol]") {
  const auto key = random.array<32>();
  const auto file = encode_answers({{key, {1}}, {random.array<32>(), {2}}, {key, {3}}});
  REQUIRE(file);
  CHECK(find_answer(*file, key).value() == Bytes{3});
  CHECK(decode_answers(*file).value().size() == 2);
}

TEST_CASE_METHOD(Answers, "Answers: a file that was cut, lengthened or reordered is named",
                 "[protocol]") {
  const auto whole =
      encode_answers({{random.array<32>(), Bytes(50, 1)}, {random.array<32>(), Bytes(60, 2)}});
  REQUIRE(whole);
  for (std::size_t size = 0; size < whole->size(); ++size) {
    CHECK_FALSE(decode_answers(ByteView(*whole).first(size)));
  }
  Bytes longer = *whole;
  longer.push_back(0);
  CHECK_FALSE(decode_answers(longer));
  Bytes swapped(whole->begin(), whole->begin() + 12);
  const std::size_t second = 12 + 36 + 50;
  const bool first_is_shorter = (*whole)[12 + 35] == 50;
  const std::size_t at = first_is_shorter ? second : second + 10;
  swapped.insert(swapped.end(), whole->begin() + static_cast<std::ptrdiff_t>(at), whole->end());
  swapped.insert(swapped.end(), whole->begin() + 12,
                 whole->begin() + static_cast<std::ptrdiff_t>(at));
  CHECK_FALSE(decode_answers(swapped));
}

TEST_CASE_METHOD(Answers, "Answers: as many short ones as are allowed fit into a pack's file",
                 "[protocol]") {
  const std::size_t shortest = kAnswerPadding + crypto::kSealOverhead;
  std::vector<SealedAnswer> rows;
  for (std::size_t i = 0; i < kAnswersMax; ++i) {
    rows.push_back({random.array<32>(), Bytes(shortest, 1)});
  }
  const auto file = encode_answers(rows);
  REQUIRE(file);
  CHECK(file->size() <= kPackFileBytesMax);
  rows.push_back({random.array<32>(), Bytes(shortest, 1)});
  const auto one_more = encode_answers(rows);
  REQUIRE_FALSE(one_more);
  CHECK(one_more.error().code == ErrorCode::TooLarge);
  rows.resize(1'000, rows.front());
  for (SealedAnswer& row : rows) {
    row.sealed.resize(kSealedAnswerBytesMax);
  }
  const auto too_large = encode_answers(rows);
  REQUIRE_FALSE(too_large);
  CHECK(too_large.error().code == ErrorCode::TooLarge);
}

}  // namespace
}  // namespace outreach::protocol
