// 查答复 on the kiosk without its window: in a pack of answers that a stick brought.
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "app/kiosk/found_answer.h"
#include "sync/protocol/answer.h"
#include "tests/app/kiosk/kiosk_with_stick.h"

namespace outreach::kiosk {
namespace {

using core::LookUpView;
using protocol::AnswerState;

constexpr Date kAnswerDay{std::chrono::year{2126}, std::chrono::month{12}, std::chrono::day{9}};

core::ReceiptDigits digits_of(const domain::Receipt& receipt) {
  return core::ReceiptDigits(receipt.digits());
}

class KioskWithAnswers : public KioskWithStick {
 public:
  // The county's word on a question that got a receipt elsewhere.
  domain::Receipt answered(const protocol::AnswerWords& words) {
    const domain::Receipt receipt = protocol::mint_receipt(own_random_);
    const auto key = protocol::receipt_key(receipt, casework_.public_key());
    REQUIRE(key);
    auto sealed = protocol::seal_answer(words, key->public_key(), own_random_);
    REQUIRE(sealed);
    answers_.push_back({key->public_key(), *std::move(sealed)});
    return receipt;
  }
  domain::Receipt unanswered() {
    return protocol::mint_receipt(own_random_);
  }
  // The stick brings the county and, where there are some, its answers.
  void bring() {
    if (!answers_.empty()) {
      publish_answers(1, answers_);
    }
    grant(casework_.public_key());
    until([](const core::View& view) { return view.frame.enrolled; });
    say(core::GoTo{core::ScreenName::Delivery});
    until_idle();
    say(core::GoTo{core::ScreenName::Home});
  }
  void come_up() {
    say(core::OpenToResidents{});
    say(core::BeginVisit{});
    say(core::GoTo{core::ScreenName::LookUp});
  }
  LookUpView look_up(const domain::Receipt& receipt) {
    say(core::LookUpAnswer{digits_of(receipt)});
    until(
        [this](const core::View& /*view*/) { return shown().state != LookUpView::State::Looking; });
    LookUpView found = shown();
    say(core::LeaveAnswer{});
    return found;
  }
  LookUpView shown() const {
    return std::get<LookUpView>(shell_->view().screen);
  }
  Date today() const {
    return china_date(clock_.now().wall);
  }

 private:
  testing::SeededRandom own_random_{78};
  crypto::SealingKey casework_ = crypto::SealingKey::generate(own_random_);
  std::vector<protocol::SealedAnswer> answers_;
};

std::vector<std::string> lines_of(const core::FoundAnswer& answer) {
  std::vector<std::string> lines;
  for (const core::SecretText& line : answer.lines) {
    lines.emplace_back(line.view());
  }
  return lines;
}

TEST_CASE("Shell: a receipt opens its own answer, and nothing where none came yet",
          "[shell][look-up]") {
  KioskWithAnswers kiosk;
  const domain::Receipt told = kiosk.answered(
      {AnswerState::Answered, kAnswerDay, "县人社局", "带工资条来登记。\n\n周一\t到周五。"});
  const domain::Receipt passed =
      kiosk.answered({AnswerState::PassedOn, kAnswerDay, "县住建局", ""});
  kiosk.bring();
  kiosk.come_up();
  const LookUpView found = kiosk.look_up(told);
  REQUIRE(found.state == LookUpView::State::Found);
  REQUIRE(found.answer);
  CHECK(found.answer->stage == core::AnswerStage::Answered);
  CHECK(found.answer->date == kAnswerDay);
  CHECK(found.answer->office.view() == "县人社局");
  CHECK(lines_of(*found.answer) ==
        std::vector<std::string>{"带工资条来登记。", "", "周一 到周五。"});
  CHECK(found.answer.use_count() == 1);  // nobody else holds it any more
  const LookUpView other = kiosk.look_up(passed);
  REQUIRE(other.answer);
  CHECK(other.answer->stage == core::AnswerStage::PassedOn);
  CHECK(other.answer->office.view() == "县住建局");
  const LookUpView nothing = kiosk.look_up(kiosk.unanswered());
  CHECK(nothing.state == LookUpView::State::NothingYet);
  CHECK(nothing.answers_of == kiosk.today());
  CHECK_FALSE(nothing.answer);
}

TEST_CASE("Shell: where no answers ever came, it says so", "[shell][look-up]") {
  KioskWithAnswers kiosk;
  kiosk.bring();
  kiosk.come_up();
  const LookUpView nothing = kiosk.look_up(kiosk.unanswered());
  CHECK(nothing.state == LookUpView::State::NothingYet);
  CHECK_FALSE(nothing.answers_of);
}

TEST_CASE("Shell: a kiosk of no county cannot look up, and says so", "[shell][look-up]") {
  KioskWithAnswers kiosk;
  kiosk.come_up();
  CHECK(kiosk.shown().state == LookUpView::State::CannotLookUp);
}

TEST_CASE("Found answer: what it was made of is wiped", "[shell][look-up][privacy]") {
  protocol::AnswerWords words{AnswerState::Answered, kAnswerDay, "县人社局", "带工资条来登记。"};
  const char* office = words.office.data();
  const char* answer = words.answer.data();
  const auto taken = take_answer(words);
  CHECK(taken->lines.front().view() == "带工资条来登记。");
  CHECK(words.office.empty());
  CHECK(words.answer.empty());
  CHECK(*office == 0);
  CHECK(*answer == 0);
  CHECK(answer[1] == 0);
}

}  // namespace
}  // namespace outreach::kiosk
