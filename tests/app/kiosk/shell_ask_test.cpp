// 留言提问 on the kiosk without its window: a resident's question, sealed, recorded, taken back.
#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "sync/protocol/answer.h"
#include "sync/protocol/question.h"
#include "tests/app/kiosk/kiosk_with_questions.h"

namespace outreach::kiosk {
namespace {

class KioskWithResidents : public KioskWithQuestions {
 public:
  KioskWithResidents() {
    enrol_with_key();
  }
  void hand_over() {
    say(core::GoTo{core::ScreenName::Home});
    say(core::OpenToResidents{});
    say(core::BeginVisit{});
  }
  core::QuestionHandle ask() {
    auto words = std::make_shared<core::QuestionWords>();
    words->words.add(kAsked);
    words->contact.add(kContact);
    say(core::GoTo{core::ScreenName::Ask});
    say(core::ChooseAskTopic{"homestead"});
    say(core::OfferAskWords{words});
    say(core::OfferAskContact{words});
    say(core::LeaveQuestion{words});
    return words;
  }
  core::AskView shown() const {
    const core::View view = shell_->view();
    const auto* ask = std::get_if<core::AskView>(&view.screen);
    return ask == nullptr ? core::AskView{} : *ask;
  }
  void until_step(core::AskStep step) {
    until([step](const core::View& view) {
      const auto* ask = std::get_if<core::AskView>(&view.screen);
      return ask != nullptr && ask->step == step;
    });
  }
  // What the closed kiosk's journal has of the newest chain, oldest first.
  std::vector<journal::Entry> entries() {
    auto reader = journal::open_reader(options_.data);
    REQUIRE(reader);
    const auto chains = journal::chains(*reader);
    REQUIRE(chains);
    REQUIRE_FALSE(chains->empty());
    constexpr std::size_t kAll = 1'000;
    auto read = journal::read_entries(*reader, chains->back().number, 1, kAll, kAll * kAll);
    REQUIRE(read);
    return *std::move(read);
  }
};

domain::Record record_of(const journal::Entry& entry) {
  REQUIRE(entry.body);
  auto decoded = domain::decode_body(entry.envelope.kind, *entry.body);
  REQUIRE(std::holds_alternative<domain::Record>(decoded));
  return std::get<domain::Record>(std::move(decoded));
}

TEST_CASE("Shell: a resident's question is sealed, recorded as self-service, and leaves no word",
          "[shell][privacy][resident]") {
  KioskWithResidents kiosk;
  kiosk.hand_over();
  const core::QuestionHandle words = kiosk.ask();
  kiosk.until_step(core::AskStep::Receipt);
  CHECK(words.use_count() == 1);  // nobody else holds them any more
  const auto receipt = domain::Receipt::read(kiosk.shown().receipt);
  REQUIRE(receipt);
  CHECK(kiosk.shown().minutes_left == 10);
  kiosk.say(core::GoTo{core::ScreenName::Residents});
  CHECK(kiosk.shown().receipt.empty());
  std::vector<std::string> telling = kTelling;
  telling.push_back(receipt->digits());
  telling.push_back(receipt->grouped());
  CHECK(kiosk.in_files(telling) == std::vector<std::string>());
  kiosk.close();
  CHECK(kiosk.in_files(telling) == std::vector<std::string>());
  const auto entries = kiosk.entries();
  REQUIRE(entries.size() == 1);
  CHECK(entries.front().envelope.outing == 0);
  const domain::Record record = record_of(entries.front());
  CHECK(record.staff == domain::kStaffSelfService);
  const auto& question = std::get<domain::Question>(record.content);
  CHECK(question.topic == "homestead");
  const auto opened = protocol::open_question(question.sealed, kiosk.casework());
  REQUIRE(opened);
  CHECK(*opened == protocol::QuestionWords{kAsked, kContact});
  const auto key = protocol::receipt_key(*receipt, kiosk.casework().public_key());
  REQUIRE(key);
  CHECK(question.answer_key == key->public_key());
}

TEST_CASE("Shell: a resident's question stands in the outing that is open", "[shell][resident]") {
  KioskWithResidents kiosk;
  kiosk.open_outing();
  kiosk.hand_over();
  static_cast<void>(kiosk.ask());
  kiosk.until_step(core::AskStep::Receipt);
  CHECK(kiosk.recorded().size() == 1);
}

TEST_CASE("Shell: a question withdrawn within ten minutes is erased, and said once it is",
          "[shell][resident]") {
  KioskWithResidents kiosk;
  kiosk.hand_over();
  static_cast<void>(kiosk.ask());
  kiosk.until_step(core::AskStep::Receipt);
  kiosk.say(core::WithdrawQuestion{});
  CHECK(kiosk.shown().step == core::AskStep::Receipt);  // not durable yet
  kiosk.until_step(core::AskStep::Withdrawn);
  kiosk.close();
  const auto entries = kiosk.entries();
  REQUIRE(entries.size() == 2);
  CHECK_FALSE(entries.front().body.has_value());
  const domain::Record erasure = record_of(entries.back());
  CHECK(erasure.staff == domain::kStaffSelfService);
  CHECK(std::get<domain::Erasure>(erasure.content) ==
        domain::Erasure{1, domain::ErasureReason::PersonAsked});
}

TEST_CASE("Shell: after ten minutes a question is not withdrawn at the screen",
          "[shell][resident]") {
  KioskWithResidents kiosk;
  kiosk.hand_over();
  static_cast<void>(kiosk.ask());
  kiosk.until_step(core::AskStep::Receipt);
  kiosk.pass(std::chrono::minutes(10));
  kiosk.until([](const core::View& view) { return view.frame.still_there.has_value(); });
  kiosk.say(core::StayHere{});
  CHECK(kiosk.shown().minutes_left == 0);
  kiosk.say(core::WithdrawQuestion{});
  CHECK_FALSE(kiosk.shown().withdrawing);
  kiosk.close();
  const auto entries = kiosk.entries();
  REQUIRE(entries.size() == 1);
  CHECK(entries.front().body.has_value());
}

TEST_CASE("Shell: a question left while it was sealed is not recorded for a resident either",
          "[shell][resident]") {
  KioskWithResidents kiosk;
  kiosk.hand_over();
  static_cast<void>(kiosk.ask());
  kiosk.say(core::EndVisit{});
  kiosk.say(core::BeginVisit{});
  static_cast<void>(kiosk.ask());  // this one stays; its answer comes after the other's
  kiosk.until_step(core::AskStep::Receipt);
  kiosk.close();
  CHECK(kiosk.entries().size() == 1);
}

TEST_CASE("Shell: the words for who types Chinese are the county's own, each once",
          "[shell][resident]") {
  class Looking : public WindowlessKiosk {
   public:
    std::vector<std::string> words() {
      start();
      return shell_->county_words();
    }
  } kiosk;
  const auto words = kiosk.words();
  const auto count = [&](const char* word) { return std::count(words.begin(), words.end(), word); };
  CHECK(count("县农业农村局") == 1);
  CHECK(count("拖欠工资") == 1);
  CHECK(count("史村镇") == 1);
  CHECK(count("") == 0);
}

}  // namespace
}  // namespace outreach::kiosk
