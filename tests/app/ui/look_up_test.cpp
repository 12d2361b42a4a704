// 查答复, typed, scanned and read; and that nothing of it is in the scene or stays in the draft.
#include <memory>
#include <string>

#include "app/ui/secret_lines.h"
#include "tests/app/ui/visitor.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

using core::ScreenName;
using State = core::LookUpView::State;

// Its check digit fits.
constexpr const char* kFitting = "000000000000";

std::string typed_receipt(Visitor& person) {
  return std::string(person.sample().drafts.look_up.typed.view());
}

core::LookUpView& shown_look_up(Visitor& person) {
  return std::get<core::LookUpView>(person.sample().view.screen);
}

bool is_in_scene(const Visitor& person, const std::string& words) {
  for (const SceneText& text : person.scene().texts()) {
    if (text.text.find(words) != std::string::npos) {
      return true;
    }
  }
  return false;
}

TEST_CASE("Look-up: twelve digits are typed, erased and looked up", "[screens][look-up]") {
  Visitor person("look-up");
  CHECK(person.scene().find_targets("查一查").empty());
  person.digits("38140");
  CHECK(typed_receipt(person) == "38140");
  person.tap("删");
  CHECK(typed_receipt(person) == "3814");
  person.tap("清空");
  CHECK(typed_receipt(person).empty());
  CHECK(person.scene().find_targets("清空").empty());
  person.digits("00000000000");
  CHECK(person.scene().find_targets("查一查").empty());
  person.digits("09");  // there is room for one more
  CHECK(typed_receipt(person) == kFitting);
  CHECK(person.tap("查一查") == core::Intent{core::LookUpAnswer{core::ReceiptDigits(kFitting)}});
  CHECK(person.tap("返回") == core::Intent{core::GoTo{ScreenName::Residents}});
}

TEST_CASE("Look-up: a plugged keyboard types it, and Enter looks it up", "[screens][look-up]") {
  Visitor person("look-up");
  for (int i = 0; i < 12; ++i) {
    InputEvent text;
    text.kind = InputEvent::Kind::Text;
    text.text = "0";
    person.frame({text});
  }
  person.frame();
  CHECK(typed_receipt(person) == kFitting);
  InputEvent enter;
  enter.kind = InputEvent::Kind::Key;
  enter.key = Key::Enter;
  CHECK(person.frame({enter}) == core::Intent{core::LookUpAnswer{core::ReceiptDigits(kFitting)}});
}

TEST_CASE("Look-up: a scanner types the slip, and anything else it reads is told",
          "[screens][look-up]") {
  Visitor person("look-up-half");
  CHECK_FALSE(person.frame(typed_and_entered(kFitting)));
  CHECK(typed_receipt(person) == kFitting);
  CHECK_FALSE(person.frame(typed_and_entered("6901234567892")));
  CHECK(typed_receipt(person).empty());
  person.frame();
  CHECK(person.scene().sees("扫的不是回执"));
  person.digits("1");
  CHECK_FALSE(person.scene().sees("扫的不是回执"));
}

TEST_CASE("Look-up: a scan on residents' other screens is nobody's", "[screens][look-up]") {
  Visitor person("residents");
  CHECK_FALSE(person.frame(typed_and_entered(kFitting)));
  person.sample().view.frame.screen = ScreenName::LookUp;
  person.sample().view.screen = core::LookUpView{};
  person.frame();
  CHECK(typed_receipt(person).empty());
}

TEST_CASE("Look-up: a wrong digit is told until one is changed, and nothing is looked up",
          "[screens][look-up]") {
  Visitor person("look-up-wrong");
  CHECK(person.scene().sees("看看是不是抄错了一位"));
  CHECK(person.scene().find_targets("查一查").empty());
  person.tap("删");
  CHECK_FALSE(person.scene().sees("看看是不是抄错了一位"));
  person.digits("0");
  CHECK_FALSE(person.scene().find_targets("查一查").empty());
}

TEST_CASE("Look-up: while it must wait the seconds are said and nothing is looked up",
          "[screens][look-up]") {
  Visitor person("look-up-waits");
  CHECK(person.scene().sees("900"));
  CHECK(person.scene().find_targets("查一查").empty());
  shown_look_up(person).wait_seconds = 0;
  person.frame();
  CHECK_FALSE(person.scene().find_targets("查一查").empty());
}

TEST_CASE("Look-up: while it looks nothing is typed", "[screens][look-up]") {
  Visitor person("look-up-looking");
  CHECK(person.scene().sees("正在查"));
  CHECK(person.scene().find_targets("5").empty());
  person.frame(typed_and_entered("5"));
  CHECK(typed_receipt(person) == kFitting);
}

TEST_CASE("Look-up: neither the number nor the answer is in the scene", "[screens][look-up]") {
  CHECK_FALSE(is_in_scene(Visitor("look-up-half"), "3814"));
  {
    const Visitor answered("look-up-answered");
    CHECK(answered.scene().sees("已答复"));
    CHECK(answered.scene().sees("11月22日"));
    CHECK_FALSE(is_in_scene(answered, "工资条"));
    CHECK_FALSE(is_in_scene(answered, "人社局"));
  }
  const Visitor passed_on("look-up-passed-on");
  CHECK(passed_on.scene().sees("已转办"));
  CHECK_FALSE(is_in_scene(passed_on, "规划"));
}

TEST_CASE("Look-up: what it found takes the digits away and leads home", "[screens][look-up]") {
  Visitor person("look-up-typed");
  core::LookUpView found;
  found.state = State::Found;
  found.answer = std::make_shared<core::FoundAnswer>();
  person.sample().view.screen = found;
  person.frame();
  CHECK(typed_receipt(person).empty());
  CHECK(person.tap("首页") == core::Intent{core::GoTo{ScreenName::Residents}});
}

TEST_CASE("Look-up: an answer of 4,000 hanzi is read page by page", "[screens][look-up]") {
  CHECK(Visitor("look-up-answered").scene().find_targets("下一页").empty());
  Visitor person("look-up-longest");
  CHECK(person.scene().find_targets("上一页").empty());
  person.tap("下一页");
  CHECK(person.sample().drafts.look_up.page == 1);
  int pages = 2;
  while (!person.scene().find_targets("下一页").empty()) {
    person.tap("下一页");
    ++pages;
    REQUIRE(pages < 100);
  }
  CHECK(pages > 5);
  CHECK(person.scene().sees(std::to_string(pages) + " / " + std::to_string(pages)));
  person.tap("上一页");
  CHECK(person.sample().drafts.look_up.page == pages - 2);
}

TEST_CASE("Look-up: where there is nothing it says as of when, and leads back to the number",
          "[screens][look-up]") {
  CHECK(Visitor("look-up-nothing-came").scene().sees("还没有收到过答复"));
  CHECK(Visitor("look-up-failed").tap("再试一次") == core::Intent{core::LeaveAnswer{}});
  Visitor person("look-up-nothing");
  CHECK(person.scene().sees("11月22日"));
  CHECK(person.tap("改一改号码") == core::Intent{core::LeaveAnswer{}});
  CHECK(typed_receipt(person) == kFitting);
}

TEST_CASE("Look-up: a machine that knows no county says so before anything is typed",
          "[screens][look-up]") {
  Visitor person("look-up-cannot");
  CHECK(person.scene().sees("这台机器还不能查答复"));
  CHECK(person.scene().find_targets("1").empty());
  CHECK(person.tap("返回") == core::Intent{core::GoTo{ScreenName::Residents}});
}

TEST_CASE("Look-up: its tile is on residents' home", "[screens][look-up]") {
  CHECK(Visitor("residents").tap("查答复") == core::Intent{core::GoTo{ScreenName::LookUp}});
}

// Lines are broken by what stands in them: together they are the words, and none is too wide.
TEST_CASE("Look-up: lines hold all the words and break as Chinese does", "[screens][look-up]") {
  const auto window = open_window(1280, 800);
  Canvas canvas(window->fonts(), window->pictures());
  Sample empty;
  show(*window, canvas, empty, {1000});
  const std::string words = "请带土地证，到镇自然资源所登记，电话0357-4520000，周一到周五。";
  constexpr float kWidth = 300;
  constexpr float kEm = 34;
  std::vector<SecretLine> lines;
  break_secret(canvas, words, false, kEm, kWidth, lines);
  REQUIRE(lines.size() > 3);
  std::string together;
  for (const SecretLine& line : lines) {
    together += line.words;
    CHECK_FALSE(line.words.starts_with("，"));
    CHECK(canvas.text_width(line.words, {.size = kEm, .color = {}, .grows = false}) <= kWidth + 1);
  }
  CHECK(together == words);
  lines.clear();
  break_secret(canvas, "", false, kEm, kWidth, lines);
  CHECK(lines.size() == 1);
}

}  // namespace
}  // namespace outreach::ui
