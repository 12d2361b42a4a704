// The staff sheet, the lock and the scrambled pad, by a person's taps.
#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/app/ui/visitor.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

// The digits as a person reads them off the keys, by row.
std::string digits_on_keys(const Scene& scene) {
  std::vector<const SceneTarget*> keys;
  for (char digit = '0'; digit <= '9'; ++digit) {
    for (const SceneTarget* key : scene.find_targets(std::string(1, digit), "pin")) {
      if (key->label == std::string(1, digit)) {
        keys.push_back(key);
      }
    }
  }
  std::sort(keys.begin(), keys.end(), [](const SceneTarget* a, const SceneTarget* b) {
    return std::pair(a->rect.y, a->rect.x) < std::pair(b->rect.y, b->rect.x);
  });
  std::string read;
  for (const SceneTarget* key : keys) {
    read += key->label;
  }
  return read;
}

core::Intent four_digits(std::string_view digits) {
  return core::EnterPin{core::PinDigits(digits), {}};
}

TEST_CASE("Pad: digits stand in the order given, each once", "[screens]") {
  CHECK(digits_on_keys(Visitor("pin").scene()) == "1234567890");
  Visitor person("pin-scrambled");
  CHECK(digits_on_keys(person.scene()) == "7290518364");
  person.tap("清");
  person.digits("4711");
  CHECK(person.tap("确定") == four_digits("4711"));
}

TEST_CASE("Pad: a plugged keyboard has its own order", "[screens]") {
  Visitor person("pin-scrambled");
  person.tap("清");
  CHECK(person.frame(typed_and_entered("2580")) == four_digits("2580"));
}

TEST_CASE("Pad: the work in hand is there after the switch", "[screens]") {
  for (const char* name : {"handout", "consultation", "consultation-change"}) {
    INFO(name);
    Visitor person(name);
    const HandoutDraft leaflet = person.sample().drafts.handout;
    const ConsultationDraft advice = person.sample().drafts.consultation;
    CHECK((leaflet != HandoutDraft{} || advice != ConsultationDraft{}));
    person.sample().drafts.choosing_staff = true;
    person.frame();
    CHECK(person.tap("李秀英", "staff") == core::Intent{core::ChangeStaff{"李秀英"}});
    core::FrameView& frame = person.sample().view.frame;
    frame.pin = core::PinView{core::PinPurpose::SwitchStaff, "李秀英", true};
    person.frame();
    person.digits("4711");
    CHECK(person.tap("确定") == four_digits("4711"));
    frame.pin.reset();
    frame.staff = "李秀英";
    person.frame();
    CHECK(person.sample().drafts.handout == leaflet);
    CHECK(person.sample().drafts.consultation == advice);
    CHECK(person.scene().sees("李秀英"));
  }
}

TEST_CASE("Staff sheet: every one of many names is on some page", "[screens]") {
  Visitor person("handout-staff-many");
  const std::vector<std::string> names = person.sample().view.frame.staff_choices;
  REQUIRE(names.size() == 25);
  std::set<std::string> found;
  for (int page = 0; page < 4; ++page) {
    for (const std::string& name : names) {
      if (!person.scene().find_targets(name, "staff").empty()) {
        found.insert(name);
      }
    }
    CHECK(person.scene().sees(std::to_string(page + 1) + " / 4"));
    if (page < 3) {
      CHECK_FALSE(person.tap("下一页", "staff-pages").has_value());
    }
  }
  CHECK(found.size() == names.size());
  CHECK(person.scene().find_targets("下一页", "staff-pages").empty());
  CHECK(person.tap("徐文", "staff") == core::Intent{core::ChangeStaff{"徐文"}});
  CHECK_FALSE(person.sample().drafts.choosing_staff);
}

TEST_CASE("Staff sheet: from home it leads to the end of the program", "[screens]") {
  Visitor person("home-closed");
  CHECK_FALSE(person.tap("工作人员").has_value());
  CHECK(person.tap("退出程序") == core::Intent{core::AskPin{core::PinPurpose::EndProgram}});
  CHECK_FALSE(person.sample().drafts.choosing_staff);
}

TEST_CASE("End: the supervisor's PIN is asked for, and where there is none whom to ask",
          "[screens]") {
  {
    Visitor person("end");
    CHECK(person.scene().sees("主管密码"));
    CHECK(person.scene().sees("退出程序"));
    CHECK(person.scene().find_targets("忘了密码").empty());
    person.digits("135790");
    CHECK(person.tap("确定") == four_digits("135790"));
    CHECK(person.tap("返回") == core::Intent{core::LeavePin{}});
  }
  const Visitor lacking("end-lacks-supervisor");
  CHECK(lacking.scene().sees("请管这台机器的人来设"));
  CHECK(lacking.scene().find_targets("5").empty());
}

TEST_CASE("Lock: nothing of the screen is shown, and one tap goes on", "[screens]") {
  CHECK(Visitor("lock-nobody").tap("继续") == core::Intent{core::Unlock{}});
  Visitor person("lock");
  CHECK(person.scene().sees("已锁，点一下继续"));
  CHECK(person.scene().sees("张建国"));
  for (const char* hidden : {"首页", "发放", "记下", "拖欠工资", "东关集会"}) {
    INFO(hidden);
    CHECK_FALSE(person.scene().sees(hidden));
    CHECK(person.scene().find_targets(hidden).empty());
  }
  CHECK(person.tap("继续") == core::Intent{core::Unlock{"张建国"}});
}

TEST_CASE("Lock: what was typed is there again", "[screens]") {
  for (const char* name : {"handout", "consultation-change", "open-outing-chosen", "day"}) {
    INFO(name);
    Visitor person(name);
    const Drafts before = person.sample().drafts;
    core::FrameView& frame = person.sample().view.frame;
    frame.lock = core::LockView{"张建国"};
    frame.pin = core::PinView{core::PinPurpose::Unlock, "张建国", true};
    person.frame();
    person.digits("4711");
    CHECK(person.tap("确定") == four_digits("4711"));
    person.tap("换人");
    person.tap("返回");
    frame.lock.reset();
    frame.pin.reset();
    person.frame();
    CHECK(person.sample().drafts == before);
  }
}

TEST_CASE("Lock: the pad leads to a colleague, and nowhere back", "[screens]") {
  CHECK(Visitor("lock-forgotten").tap("返回") == core::Intent{core::LeavePin{}});
  Visitor person("lock-pin");
  CHECK(person.scene().find_targets("返回").empty());
  CHECK(person.tap("忘了密码") == core::Intent{core::AskPin{core::PinPurpose::ClearForgotten}});
  person.digits("12");
  CHECK_FALSE(person.tap("换人").has_value());
  CHECK(person.scene().find_targets("清").empty());
  CHECK(person.sample().drafts.pin.typed.empty());
  CHECK(person.tap("王晓东") == core::Intent{core::Unlock{"王晓东"}});
  CHECK_FALSE(person.sample().drafts.lock.choosing_staff);
}

}  // namespace
}  // namespace outreach::ui
