// The pad, the day and the notices, by a person's taps.
#include <optional>
#include <string>

#include "app/ui/pin_pad.h"
#include "tests/app/ui/visitor.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

core::Intent enter(std::string_view digits, std::string_view fresh = {}) {
  return core::EnterPin{core::PinDigits(digits), core::PinDigits(fresh)};
}

TEST_CASE("Pad: four digits or more are handed over, and none stays or is shown", "[screens]") {
  Visitor person("pin");
  person.tap("清");
  person.digits("031");
  CHECK(person.scene().find_targets("确定").empty());
  person.digits("7");
  for (const std::string& text : person.scene().visible_texts()) {
    CHECK(text.find("0317") == std::string::npos);
  }
  CHECK(person.tap("确定") == enter("0317"));
  CHECK(person.sample().drafts.pin.typed.empty());
}

TEST_CASE("Pad: a new PIN is typed twice, and two that differ are not taken", "[screens]") {
  Visitor person("pin-own");
  person.digits("4711");
  CHECK_FALSE(person.tap("下一步").has_value());
  CHECK(person.scene().sees("想一个新密码"));
  person.digits("2580");
  CHECK_FALSE(person.tap("下一步").has_value());
  CHECK(person.scene().sees("再输一遍"));
  person.digits("2581");
  CHECK_FALSE(person.tap("确定").has_value());
  CHECK(person.scene().sees("两遍不一样"));
  person.digits("2580");
  person.tap("下一步");
  person.digits("2580");
  CHECK(person.tap("确定") == enter("4711", "2580"));
  CHECK(person.sample().drafts.pin.fresh.empty());
  CHECK(person.sample().drafts.pin.old.empty());
}

TEST_CASE("Pad: wrong and locked are said, and locked keys take nothing", "[screens]") {
  CHECK(Visitor("pin-wrong").scene().sees("密码不对，还能试 2 次"));
  const Visitor locked("pin-locked");
  CHECK(locked.scene().sees("先等 0:28 再试"));
  CHECK(locked.scene().find_targets("5").empty());
  CHECK_FALSE(locked.scene().find_targets("返回").empty());
}

TEST_CASE("Pad: forgetting and leaving are a tap", "[screens]") {
  Visitor person("pin");
  CHECK(person.tap("忘了密码") == core::Intent{core::AskPin{core::PinPurpose::ClearForgotten}});
  CHECK(person.tap("返回") == core::Intent{core::LeavePin{}});
}

TEST_CASE("Pad: a forgotten PIN without a supervisor's is said, and only leads back", "[screens]") {
  Visitor person("pin-lacks-supervisor");
  CHECK(person.scene().sees("还没有主管密码"));
  CHECK(person.scene().sees("请管这台机器的人来设"));
  for (const char* label : {"1", "0", "清", "确定", "下一步", "忘了密码", "设主管密码"}) {
    INFO(label);
    CHECK(person.scene().find_targets(label).empty());
  }
  InputEvent text;
  text.kind = InputEvent::Kind::Text;
  text.text = "2580";
  InputEvent key;
  key.kind = InputEvent::Kind::Key;
  key.key = Key::Enter;
  CHECK_FALSE(person.frame({text, key}).has_value());
  CHECK(person.sample().drafts.pin.typed.empty());
  CHECK(person.tap("返回") == core::Intent{core::LeavePin{}});
}

TEST_CASE("Pad: the supervisor's PIN is offered where nobody has one yet", "[screens]") {
  CHECK(Visitor("pin-first").tap("设主管密码") ==
        core::Intent{core::AskPin{core::PinPurpose::SetSupervisor}});
  for (const char* name : {"pin", "pin-own", "pin-new", "pin-forgotten", "pin-supervisor"}) {
    INFO(name);
    CHECK(Visitor(name).scene().find_targets("设主管密码").empty());
  }
}

TEST_CASE("Pad: the supervisor's PIN is typed twice", "[screens]") {
  Visitor person("pin-supervisor");
  person.digits("31415926");
  CHECK_FALSE(person.tap("下一步").has_value());
  person.digits("31415926");
  CHECK(person.tap("确定") == enter("", "31415926"));
}

TEST_CASE("Pad: a plugged keyboard types on it and not on what lies below", "[screens]") {
  Visitor person("pin");
  person.tap("清");
  const std::string below = person.sample().drafts.handout.typed;
  InputEvent text;
  text.kind = InputEvent::Kind::Text;
  text.text = "2580";
  InputEvent key;
  key.kind = InputEvent::Kind::Key;
  key.key = Key::Enter;
  CHECK(person.frame({text, key}) == enter("2580"));
  CHECK(person.sample().drafts.handout.typed == below);
}

TEST_CASE("Pad: when it goes away what was typed on it is wiped", "[screens]") {
  Visitor person("pin");
  CHECK_FALSE(person.sample().drafts.pin.typed.empty());
  person.sample().view.frame.pin.reset();
  person.frame();
  CHECK(person.sample().drafts.pin == PinDraft{});
}

TEST_CASE("Staff sheet: who records can set or change their PIN", "[screens]") {
  CHECK(Visitor("handout-staff").tap("设我的密码") ==
        core::Intent{core::AskPin{core::PinPurpose::SetOwn}});
  CHECK(Visitor("handout-staff-pins").tap("改我的密码") ==
        core::Intent{core::AskPin{core::PinPurpose::SetOwn}});
}

TEST_CASE("Day: it is asked in large, and a wrong one leads to the calendar", "[screens]") {
  Visitor person("day");
  for (const char* words : {"今天是", "2027年1月10日", "星期日", "对吗？", "史村集市"}) {
    CHECK(person.scene().sees(words));
  }
  CHECK(person.scene().find_targets("首页").empty());
  CHECK(person.tap("对，就是这天") == core::Intent{core::AnswerDay{true}});
  CHECK(person.tap("不对，改日期") == core::Intent{core::AnswerDay{false}});
  std::get<core::OpenOutingView>(person.sample().view.screen).question.reset();
  person.frame();
  CHECK(person.scene().sees("哪一天？"));
}

TEST_CASE("Day: a doubted clock and a day to come are said", "[screens]") {
  CHECK(Visitor("day-doubt").scene().sees("机器时钟停过"));
  CHECK_FALSE(Visitor("day-doubt").scene().sees("今天是"));
  CHECK(Visitor("day-future").scene().sees("这一天还没到"));
}

TEST_CASE("Delivery: the spare card has its line where there is one", "[screens]") {
  CHECK_FALSE(Visitor("delivery").scene().sees("备用卡"));
  {
    Visitor mirrored("delivery-mirror");
    mirrored.tap("下一页");  // what is well stands last
    CHECK(mirrored.scene().sees("插好了"));
  }
  const Visitor missing("delivery-mirror-missing");
  CHECK(missing.scene().sees("没插好"));
  CHECK(missing.scene().sees("有 1,234 条还没抄上"));
  CHECK(missing.scene().sees("只够把今天记完"));
}

}  // namespace
}  // namespace outreach::ui
