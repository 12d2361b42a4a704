#include "sync/ledger/answers.h"

#include <string>

#include "sync/ledger/casework.h"
#include "sync/ledger/pack_shelf.h"
#include "sync/protocol/question.h"
#include "tests/support/catch.h"
#include "tests/support/chain_writer.h"
#include "tests/support/county_bench.h"

namespace outreach::ledger {
namespace {

using protocol::AnswerState;
using protocol::AnswerWords;
using testing::ChainWriter;
using testing::CountyBench;
using testing::required;

constexpr Date kDay{std::chrono::year{2026}, std::chrono::month{3}, std::chrono::day{9}};
const AnswerWords kAnswer{AnswerState::Answered, kDay, "县人社局", "带工资条来登记。"};

// A county that holds one question with a receipt and one without.
struct Desk {
  Desk() {
    kiosk.add_outing();
    kiosk.add_record(domain::Question{"wages", words("拖欠工资找谁？"), key.public_key()}, 1);
    kiosk.add_record(domain::Question{"land", words("地界怎么定？")}, 1);
    bench.welcome(kiosk);
    CHECK(bench.ack_in(bench.deliver(kiosk, 1, kiosk.newest())).quarantined.empty());
  }
  Bytes words(const std::string& text) {
    return required(
        protocol::seal_question(bytes_of(text), {}, casework.public_key(), bench.random));
  }
  sqlite::Database& database() {
    return bench.county->database();
  }

  CountyBench bench;
  crypto::SealingKey casework = crypto::SealingKey::generate(bench.random);
  domain::Receipt receipt = protocol::mint_receipt(bench.random);
  crypto::SealingKey key = required(protocol::receipt_key(receipt, casework.public_key()));
  ChainWriter kiosk{bench.random};
};

TEST_CASE_METHOD(Desk, "Answers: a question is found by the digits the desk shows", "[ledger]") {
  const auto held = required(held_questions(database(), casework));
  REQUIRE(held.size() == 2);
  REQUIRE(held[0].answer_key);
  CHECK_FALSE(held[1].answer_key);
  const std::string name = question_name(*held[0].answer_key);
  CHECK(name.size() == kQuestionNameDigits);
  CHECK(required(find_answer_key(database(), name)) == key.public_key());
  CHECK(required(find_answer_key(database(), to_hex(key.public_key()))) == key.public_key());
  const auto too_few = find_answer_key(database(), name.substr(1));
  REQUIRE_FALSE(too_few);
  CHECK(too_few.error().code == ErrorCode::InvalidInput);
  const auto none = find_answer_key(database(), "0000000000");
  REQUIRE_FALSE(none);
  CHECK(none.error().code == ErrorCode::NotFound);
}

TEST_CASE_METHOD(Desk, "Answers: what is kept is for the receipt alone, and the latest holds",
                 "[ledger]") {
  const AnswerWords first{AnswerState::PassedOn, kDay, "县人社局", ""};
  for (const AnswerWords& words : {first, kAnswer}) {
    REQUIRE(keep_answer(bench.folder.path(), words, key.public_key(), bench.files, bench.random));
  }
  const auto kept = required(kept_answers(bench.folder.path(), bench.files));
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].answer_key == key.public_key());
  CHECK(required(protocol::open_answer(kept[0].sealed, key)) == kAnswer);
  CHECK_FALSE(protocol::open_answer(kept[0].sealed, casework));
}

TEST_CASE_METHOD(Desk, "Answers: a county that has answered nothing has none", "[ledger]") {
  CHECK(required(kept_answers(bench.folder.path(), bench.files)).empty());
}

TEST_CASE_METHOD(Desk, "Answers: a file that is none is named, a half-written one is passed over",
                 "[ledger]") {
  REQUIRE(keep_answer(bench.folder.path(), kAnswer, key.public_key(), bench.files, bench.random));
  const Path answers = bench.folder / kAnswersFolder;
  REQUIRE(bench.files.write_atomically(answers / "x.answer.part", Bytes(10, 1), 0600));
  CHECK(required(kept_answers(bench.folder.path(), bench.files)).size() == 1);
  REQUIRE(bench.files.write_atomically(answers / "notes.txt", Bytes(10, 1), 0600));
  const auto strange = kept_answers(bench.folder.path(), bench.files);
  REQUIRE_FALSE(strange);
  CHECK(strange.error().code == ErrorCode::Corrupt);
  CHECK(strange.error().context.find("notes.txt") != std::string::npos);
}

TEST_CASE_METHOD(Desk, "Answers: what waits is listed without a word of it", "[ledger]") {
  const Path& folder = bench.folder.path();
  const auto standing = [&] { return required(asked_questions(database(), folder, bench.files)); };
  auto asked = standing();
  REQUIRE(asked.questions.size() == 1);
  CHECK(asked.without_receipt == 1);
  CHECK(asked.questions[0].answer_key() == key.public_key());
  CHECK(asked.questions[0].question.topic == "wages");
  CHECK_FALSE(asked.questions[0].question.words);
  CHECK(asked.questions[0].question.trouble.empty());
  CHECK(asked.questions[0].waits());

  const AnswerWords passed_on{AnswerState::PassedOn, kDay, "县人社局", ""};
  REQUIRE(keep_answer(folder, passed_on, key.public_key(), bench.files, bench.random));
  asked = standing();
  CHECK(asked.questions[0].state == AnswerState::PassedOn);
  CHECK(asked.questions[0].date == kDay);
  CHECK(asked.questions[0].waits());

  REQUIRE(keep_answer(folder, kAnswer, key.public_key(), bench.files, bench.random));
  asked = standing();
  CHECK(asked.questions[0].state == AnswerState::Answered);
  CHECK_FALSE(asked.questions[0].waits());
  // The words cannot be read again here: a state alone does not take their place.
  const auto lesser = keep_answer(folder, passed_on, key.public_key(), bench.files, bench.random);
  REQUIRE_FALSE(lesser);
  CHECK(lesser.error().code == ErrorCode::Refused);
  CHECK(standing().questions[0].state == AnswerState::Answered);
}

TEST_CASE_METHOD(Desk, "Answers: a backup takes them along, and again when they changed",
                 "[ledger]") {
  const Path& folder = bench.folder.path();
  const testing::TemporaryFolder elsewhere;
  CHECK(required(back_up_answers(folder, elsewhere.path(), bench.files)) == 0);
  const AnswerWords passed_on{AnswerState::PassedOn, kDay, "县人社局", ""};
  REQUIRE(keep_answer(folder, passed_on, key.public_key(), bench.files, bench.random));
  CHECK(required(back_up_answers(folder, elsewhere.path(), bench.files)) == 1);
  REQUIRE(keep_answer(folder, kAnswer, key.public_key(), bench.files, bench.random));
  CHECK(required(back_up_answers(folder, elsewhere.path(), bench.files)) == 1);
  // A county that lost its folder has them again from there.
  const auto back = required(kept_answers(elsewhere.path(), bench.files));
  REQUIRE(back.size() == 1);
  CHECK(back[0].state == AnswerState::Answered);
  CHECK(back[0].sealed == required(kept_answers(folder, bench.files))[0].sealed);
}

TEST_CASE_METHOD(Desk, "Answers: they are published as a pack that tells no state", "[ledger]") {
  const Path& folder = bench.folder.path();
  const auto publishing = crypto::SigningKey::generate(bench.random);
  const WallTime now = bench.clock.now().wall;
  const AnswersOrder order{now, now + std::chrono::hours(24), 0};
  REQUIRE(keep_answer(folder, kAnswer, key.public_key(), bench.files, bench.random));
  const auto manifest = required(publish_answers(folder, order, publishing, bench.files));
  CHECK(manifest.name == protocol::kAnswersPack);
  CHECK(manifest.version == 1);
  REQUIRE(manifest.files.size() == 1);
  CHECK(manifest.files[0].path == protocol::kAnswersPath);
  const Bytes file = required(PackShelf(folder, bench.files).file(manifest.files[0].hash));
  CHECK(text_of(file).find("answered") == std::string_view::npos);
  const auto sealed = required(protocol::find_answer(file, key.public_key()));
  REQUIRE(sealed);
  CHECK(required(protocol::open_answer(*sealed, key)) == kAnswer);
  CHECK(required(publish_answers(folder, order, publishing, bench.files)).version == 2);

  REQUIRE(bench.files.write_atomically(folder / kAnswersFolder / "notes.txt", Bytes(10, 1), 0600));
  CHECK_FALSE(publish_answers(folder, order, publishing, bench.files));
  CHECK(required(PackShelf(folder, bench.files).newest()) ==
        std::vector<protocol::PackVersion>{{protocol::kAnswersPack, 2}});
}

TEST_CASE_METHOD(Desk, "Answers: a kept file whose first line is none is named", "[ledger]") {
  const Path& folder = bench.folder.path();
  REQUIRE(keep_answer(folder, kAnswer, key.public_key(), bench.files, bench.random));
  const Path place = folder / kAnswersFolder / (to_hex(key.public_key()) + ".answer");
  const Bytes sound = required(bench.files.read(place, 1 << 16));
  CHECK(text_of(sound).starts_with("answered 2026-03-09\n"));
  for (const char* first : {"", "answered\n", "lost 2026-03-09\n", "answered 2026-13-09\n"}) {
    const std::string_view line = first;
    Bytes wrong(line.begin(), line.end());
    wrong.insert(wrong.end(), sound.begin() + 20, sound.end());
    REQUIRE(bench.files.write_atomically(place, wrong, 0600));
    const auto kept = kept_answers(folder, bench.files);
    REQUIRE_FALSE(kept);
    CHECK(kept.error().code == ErrorCode::Corrupt);
  }
  REQUIRE(bench.files.write_atomically(place, Bytes(1 << 16, 'a'), 0600));
  CHECK(kept_answers(folder, bench.files).error().code == ErrorCode::Corrupt);
}

}  // namespace
}  // namespace outreach::ledger
