// 登记详情（封存）, typed and tapped; and that nothing of it stays on the screen or in the draft.
#include <memory>

#include "tests/app/ui/visitor.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

using core::ScreenName;

InputEvent text_event(std::string text) {
  InputEvent event;
  event.kind = InputEvent::Kind::Text;
  event.text = std::move(text);
  return event;
}

core::QuestionWords& words_in(Visitor& person) {
  REQUIRE(person.sample().drafts.question.words);
  return *person.sample().drafts.question.words;
}

// The same screen as the core would show it next.
void go_to(Visitor& person, ScreenName screen, decltype(core::View::screen) content) {
  person.sample().view.frame.screen = screen;
  person.sample().view.screen = std::move(content);
  person.frame();
}

bool shows(const Visitor& person, const std::string& words) {
  for (const SceneText& text : person.scene().texts()) {
    if (text.text.find(words) != std::string::npos) {
      return true;
    }
  }
  return false;
}

TEST_CASE("Question: the outcome that waits for a reply leads to it", "[screens]") {
  CHECK(Visitor("consultation-phrases").scene().find_targets("登记详情（封存）").empty());
  Visitor person("consultation-follow-up");
  CHECK(person.tap("登记详情（封存）") == core::Intent{core::BeginQuestion{"wage"}});
}

TEST_CASE("Question: without a county's key the button says why", "[screens]") {
  CHECK(Visitor("consultation-keyless").scene().sees("县局没有钥匙，封不了"));
  const Visitor alone("consultation-not-enrolled");
  CHECK(alone.scene().sees("没连县局，封不了"));
  CHECK(alone.scene().find_targets("没连县局，封不了").empty());
}

TEST_CASE("Question: what is typed is sealed as one text, and in no word of the scene",
          "[screens]") {
  Visitor person("question");
  CHECK(person.scene().find_targets("封存").empty());
  person.frame({text_event("地界挪了三尺")});
  person.frame();
  CHECK(words_in(person).words.view() == "地界挪了三尺");
  CHECK(person.scene().sees("6/300"));
  CHECK_FALSE(shows(person, "挪"));
  person.tap("怎么找到他");
  person.frame({text_event("王老栓")});
  CHECK(words_in(person).contact.view() == "王老栓");
  person.tap("想问的事");
  person.frame({text_event("九寸")});
  CHECK(words_in(person).words.view() == "地界挪了三尺九寸");
  const auto intent = person.tap("封存");
  REQUIRE(intent);
  CHECK(std::get<core::LeaveQuestion>(*intent).words == person.sample().drafts.question.words);
}

TEST_CASE("Question: while it is sealed nothing is typed into it", "[screens]") {
  Visitor person("question-sealing");
  const std::size_t before = words_in(person).contact.size();
  person.frame({text_event("多一个字")});
  CHECK(words_in(person).contact.size() == before);
  CHECK(person.scene().find_targets("封存").empty());
}

TEST_CASE("Question: going back, a lock and the receipt wipe what was typed", "[screens]") {
  const auto handle_of = [](Visitor& person) {
    return std::weak_ptr<core::QuestionWords>(person.sample().drafts.question.words);
  };
  {
    Visitor person("question-typed");
    const auto words = handle_of(person);
    CHECK(person.tap("返回") == core::Intent{core::GoTo{ScreenName::Consultation}});
    go_to(person, ScreenName::Consultation, core::ConsultationView{});
    CHECK(words.expired());
  }
  {
    Visitor person("question-typed");
    const auto words = handle_of(person);
    person.sample().view.frame.lock = core::LockView{"张建国"};
    go_to(person, ScreenName::Consultation, core::ConsultationView{});
    CHECK(words.expired());
  }
  Visitor person("question-typed");
  const auto words = handle_of(person);
  go_to(person, ScreenName::Question, core::QuestionView{"土地承包", false, "3814 0926 5578"});
  CHECK(words.expired());
  CHECK(person.scene().sees("3814 0926 5578"));
  CHECK(person.tap("记好了") == core::Intent{core::FinishReceipt{}});
}

TEST_CASE("Question: its receipt is put on paper where there is a printer", "[screens]") {
  CHECK(Visitor("question-receipt").scene().find_targets("打印").empty());
  CHECK(Visitor("question-receipt").scene().sees("没接打印机"));
  CHECK(Visitor("question-receipt-printer").tap("打印") == core::Intent{core::PrintReceipt{}});
  CHECK(Visitor("question-receipt-printing").scene().find_targets("打印").empty());
  CHECK(Visitor("question-receipt-printed").scene().sees("已送到打印机"));
  CHECK(Visitor("question-receipt-not-made").scene().sees("排不出来"));
  Visitor again("question-receipt-half-printed");
  CHECK(again.scene().sees("没打完"));
  CHECK(again.tap("打印") == core::Intent{core::PrintReceipt{}});
  CHECK(again.tap("记好了") == core::Intent{core::FinishReceipt{}});
}

TEST_CASE("Question: the consultation is there again afterwards, and not after another screen",
          "[screens]") {
  Visitor person("consultation-follow-up");
  const ConsultationDraft before = person.sample().drafts.consultation;
  go_to(person, ScreenName::Question, core::QuestionView{"拖欠工资", false, {}});
  go_to(person, ScreenName::Consultation, core::ConsultationView{});
  CHECK(person.sample().drafts.consultation == before);
  go_to(person, ScreenName::Question, core::QuestionView{"拖欠工资", false, {}});
  go_to(person, ScreenName::Home, core::HomeView{});
  go_to(person, ScreenName::Consultation, core::ConsultationView{});
  CHECK(person.sample().drafts.consultation == ConsultationDraft{});
}

}  // namespace
}  // namespace outreach::ui
