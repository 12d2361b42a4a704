// The answers pack on a kiosk's disk: what its receipt finds, and what no receipt does.
#include "sync/client/answer_look_up.h"

#include "tests/support/catch.h"
#include "tests/sync/client/packs_by_stick.h"

namespace outreach::client {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)
using protocol::AnswerState;
using protocol::AnswerWords;

constexpr Date kDay{std::chrono::year{2026}, std::chrono::month{3}, std::chrono::day{9}};
const AnswerWords kPassedOn{AnswerState::PassedOn, kDay, "县人社局", ""};
const AnswerWords kAnswered{AnswerState::Answered, kDay, "县人社局", "带工资条来登记。"};

struct AnswersByStick : PacksByStick {
  AnswersByStick() : PacksByStick(protocol::kAnswersPack) {}

  void publish(Bytes file, const char* path = protocol::kAnswersPath) {
    std::vector<ledger::PackSource> sources;
    sources.push_back({path, std::move(file)});
    REQUIRE(publisher.shelf.publish(
        {protocol::kAnswersPack, std::move(sources), publisher.clock.now().wall,
         publisher.clock.now().wall + std::chrono::hours(24), 0},
        publisher.key));
    lay_out();
  }
  void answer(const AnswerWords& words) {
    auto sealed = protocol::seal_answer(words, key.public_key(), publisher.random);
    REQUIRE(sealed);
    auto file = protocol::encode_answers({{key.public_key(), *std::move(sealed)}});
    REQUIRE(file);
    publish(*std::move(file));
  }
  ErrorCode trouble(const domain::Receipt& asked, const crypto::PublicKey& county) {
    const auto found = look_up_answer(*store(), asked, county);
    REQUIRE_FALSE(found);
    return found.error().code;
  }

  crypto::PublicKey casework = crypto::SealingKey::generate(publisher.random).public_key();
  domain::Receipt receipt = protocol::mint_receipt(publisher.random);
  crypto::SealingKey key = protocol::receipt_key(receipt, casework).value();
};

TEST_CASE_METHOD(AnswersByStick, "Look-up: the receipt finds the newest answer that came",
                 "[client][answers]") {
  CHECK(trouble(receipt, casework) == ErrorCode::NotFound);
  for (const AnswerWords& words : {kPassedOn, kAnswered}) {
    answer(words);
    REQUIRE(std::holds_alternative<PackStanding>(take()));
    CHECK(look_up_answer(*store(), receipt, casework).value() == words);
  }
}

TEST_CASE_METHOD(AnswersByStick,
                 "Look-up: another receipt, and the same in another county, find nothing",
                 "[client][answers]") {
  answer(kAnswered);
  REQUIRE(std::holds_alternative<PackStanding>(take()));
  CHECK(trouble(protocol::mint_receipt(publisher.random), casework) == ErrorCode::NotFound);
  const auto elsewhere = crypto::SealingKey::generate(publisher.random).public_key();
  CHECK(trouble(receipt, elsewhere) == ErrorCode::NotFound);
}

TEST_CASE_METHOD(AnswersByStick,
                 "Look-up: where the disk spoiled the newest answers, those before are read",
                 "[client][answers]") {
  answer(kPassedOn);
  REQUIRE(std::holds_alternative<PackStanding>(take()));
  answer(kAnswered);
  REQUIRE(std::holds_alternative<PackStanding>(take()));
  const auto spoil = [&](std::uint64_t version) {
    const auto manifest = store()->manifest(version);
    REQUIRE(manifest);
    const Path place = store()->place_of(manifest->files.front());
    REQUIRE(disk.write_atomically(place, bytes_from("spoiled"), 0600));
  };
  spoil(2);
  CHECK(look_up_answer(*store(), receipt, casework).value() == kPassedOn);
  spoil(1);
  CHECK(trouble(receipt, casework) == ErrorCode::Corrupt);
}

TEST_CASE_METHOD(AnswersByStick, "Look-up: a pack that holds no answers is not taken",
                 "[client][answers][pack]") {
  publish(bytes_from("no answers"));
  auto taken = take();
  REQUIRE(std::holds_alternative<PackRefused>(taken));
  CHECK(std::get<PackRefused>(taken).reason == PackRefusal::BadContent);
  publish(protocol::encode_answers({}).value(), "elsewhere");
  taken = take();
  REQUIRE(std::holds_alternative<PackRefused>(taken));
  CHECK(std::get<PackRefused>(taken).reason == PackRefusal::BadContent);
}

TEST_CASE_METHOD(AnswersByStick,
                 "Carried pack: answers and content ride on one stick, each for its store",
                 "[client][answers][pack][stick]") {
  publisher.publish(small_content("甲"));
  answer(kAnswered);
  for (const char* name : protocol::kPackNames) {
    const Installed taken = take(name);
    REQUIRE(std::holds_alternative<PackStanding>(taken));
    CHECK(std::get<PackStanding>(taken).installed == 1);
  }
  CHECK(look_up_answer(*store(), receipt, casework).value() == kAnswered);
}

}  // namespace
}  // namespace outreach::client
