// The ways to use each screen, by a person's taps.
#include <string>

#include "tests/app/ui/visitor.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

TEST_CASE("Screens: +1 on a leaflet hands out one of it", "[screens]") {
  Visitor visitor("handout");
  CHECK(visitor.tap("+1", "法律援助便民卡") == core::Intent{core::HandOut{"law", 1}});
}

TEST_CASE("Screens: a chosen leaflet and a typed number hand out that many", "[screens]") {
  Visitor visitor("handout");
  CHECK_FALSE(visitor.tap("信访漫画口袋书").has_value());
  CHECK(visitor.tap("+50") == core::Intent{core::HandOut{"xf", 50}});
  visitor.tap("清");
  visitor.tap("3");
  visitor.tap("0");
  CHECK(visitor.tap("记上") == core::Intent{core::HandOut{"xf", 30}});
  CHECK(visitor.sample().drafts.handout.typed.empty());
}

TEST_CASE("Screens: a consultation of a topic never used before takes three taps", "[screens]") {
  Visitor visitor("consultation-empty");
  visitor.tap("低保救助");
  visitor.tap("当场答复");
  const auto intent = visitor.tap("记下");
  REQUIRE(intent.has_value());
  const auto* recorded = std::get_if<core::RecordConsultation>(&*intent);
  REQUIRE(recorded != nullptr);
  CHECK(recorded->consultation.people == 1);
  CHECK(recorded->consultation.topic == "aid");
  CHECK(recorded->consultation.department == "civil");
  CHECK(recorded->consultation.pathway == domain::Pathway::AdministrativeProcedure);
  CHECK(visitor.sample().drafts.consultation == ConsultationDraft{});
}

// A topic of the sample screen gets a usual outcome.
void make_usual(Visitor& visitor, const std::string& topic, domain::Outcome outcome) {
  for (auto& choice : std::get<core::ConsultationView>(visitor.sample().view.screen).topics) {
    if (choice.id == topic) {
      choice.usual_outcome = outcome;
    }
  }
  visitor.frame();
}

std::optional<domain::Outcome> recorded_outcome(const std::optional<core::Intent>& intent) {
  const auto* recorded = intent ? std::get_if<core::RecordConsultation>(&*intent) : nullptr;
  return recorded == nullptr ? std::nullopt : std::optional(recorded->consultation.outcome);
}

TEST_CASE("Screens: the usual consultation takes two taps", "[screens]") {
  Visitor visitor("consultation-empty");
  make_usual(visitor, "aid", domain::Outcome::ReferredToDepartment);
  visitor.tap("低保救助");
  CHECK(recorded_outcome(visitor.tap("记下")) == domain::Outcome::ReferredToDepartment);
  CHECK(visitor.sample().drafts.consultation == ConsultationDraft{});
}

TEST_CASE("Screens: the usual outcome is only proposed, and goes with its topic", "[screens]") {
  Visitor visitor("consultation-empty");
  make_usual(visitor, "aid", domain::Outcome::ReferredToDepartment);
  visitor.tap("低保救助");
  visitor.tap("拖欠工资");  // never used here: nothing is chosen for anybody
  CHECK(visitor.scene().find_targets("记下").empty());
  visitor.tap("低保救助");
  // It became another one meanwhile; what was shown as chosen is what is recorded.
  make_usual(visitor, "aid", domain::Outcome::RegisteredForReply);
  SECTION("as proposed") {
    CHECK(recorded_outcome(visitor.tap("记下")) == domain::Outcome::ReferredToDepartment);
  }
  SECTION("changed by hand") {
    visitor.tap("当场答复");
    CHECK(recorded_outcome(visitor.tap("记下")) == domain::Outcome::AnsweredOnTheSpot);
  }
}

TEST_CASE("Screens: what is under a sheet can neither be seen nor tapped", "[screens]") {
  Visitor visitor("consultation-people");
  CHECK(visitor.scene().find_targets("判决执行").empty());
  CHECK_FALSE(visitor.scene().sees("走哪条路"));
  visitor.tap("好了");
  CHECK(visitor.sample().drafts.consultation.people == 12);
  CHECK(visitor.scene().sees("走哪条路"));
}

TEST_CASE("Screens: an outing opens with the place's kind, today, and who records", "[screens]") {
  Visitor visitor("open-outing");
  CHECK(visitor.scene().find_targets("开始").empty());
  visitor.tap("曲村大集");
  const auto intent = visitor.tap("开始");
  REQUIRE(intent.has_value());
  const auto* opened = std::get_if<core::OpenOuting>(&*intent);
  REQUIRE(opened != nullptr);
  CHECK(opened->outing.place == "曲村大集");
  CHECK(opened->outing.township == "曲村镇");
  CHECK(opened->outing.kind == domain::OutingKind::Market);
  CHECK(to_iso(opened->outing.date) == "2026-11-22");
  CHECK(opened->staff == "张建国");
}

TEST_CASE("Screens: with an untrusted clock the day must be chosen", "[screens]") {
  Visitor visitor("open-outing");
  std::get<core::OpenOutingView>(visitor.sample().view.screen).clock_trusted = false;
  visitor.frame();
  visitor.tap("曲村大集");
  CHECK(visitor.scene().find_targets("开始").empty());
  visitor.tap("别的日子");
  visitor.tap("20");
  const auto intent = visitor.tap("开始");
  REQUIRE(intent.has_value());
  CHECK(to_iso(std::get<core::OpenOuting>(*intent).outing.date) == "2026-11-20");
}

TEST_CASE("Screens: a correction asks why and gives the new amount", "[screens]") {
  Visitor visitor("today");
  visitor.tap("更正", "19");
  CHECK(visitor.scene().sees("为什么"));
  visitor.tap("8");
  CHECK(visitor.scene().find_targets("确定").empty());
  visitor.tap("数错了");
  CHECK(visitor.tap("确定") ==
        core::Intent{core::Correct{19, 8, domain::CorrectionReason::Miscount}});
}

TEST_CASE("Screens: leaving a screen wipes what was not confirmed", "[screens]") {
  Visitor visitor("handout");
  CHECK(visitor.tap("咨询") == core::Intent{core::GoTo{core::ScreenName::Consultation}});
  visitor.sample().view.frame.screen = core::ScreenName::Home;
  visitor.sample().view.screen = core::HomeView{};
  visitor.frame();
  CHECK(visitor.sample().drafts.handout == HandoutDraft{});
}

TEST_CASE("Screens: the sum of the delivery screen shows all five numbers", "[screens]") {
  Visitor visitor("delivery");
  for (const char* number : {"236", "12", "60", "163"}) {
    CHECK(visitor.scene().sees(number));
  }
  CHECK(visitor.tap("现在送") == core::Intent{core::SyncNow{}});
}

TEST_CASE("Screens: the delivery screen says that a spare card is no second disk", "[screens]") {
  const Visitor visitor("delivery-same-disk");
  CHECK(visitor.scene().sees("同一块盘"));
}

TEST_CASE("Screens: a line that failed before is not called fine while it is tried again",
          "[screens]") {
  const Visitor visitor("delivery-again");
  CHECK(visitor.scene().sees("再试一次"));
  CHECK(visitor.scene().sees("现在连不上县局"));
}

TEST_CASE("Screens: once the stick has all, closing is next, and it can be written again",
          "[screens]") {
  Visitor visitor("delivery-carried");
  CHECK(visitor.scene().sees("已装U盘，可以收摊"));
  CHECK(visitor.scene().find_targets("结束").size() == 1);
  CHECK(visitor.tap("写到U盘") == core::Intent{core::WriteToStick{}});
}

TEST_CASE("Screens: records of a lost key are named, with what to do", "[screens]") {
  const Visitor alone("delivery-lost-key");
  CHECK(alone.scene().sees("1,234"));
  CHECK(alone.scene().sees("告诉县里"));
  CHECK(alone.scene().find_targets("现在送").empty());
}

TEST_CASE("Screens: what has a way to go is counted without the records of a lost key",
          "[screens]") {
  const Visitor among_others("delivery-lost-key-among-others");
  CHECK(among_others.scene().sees("12 条还没送到"));
  CHECK(among_others.scene().sees("1,234"));
  CHECK_FALSE(among_others.scene().find_targets("现在送").empty());
}

TEST_CASE("Screens: home changes language, type and contrast", "[screens]") {
  Visitor visitor("home");
  CHECK(visitor.tap("English") == core::Intent{core::SetLanguage{core::Language::English}});
  CHECK(visitor.tap("大字") == core::Intent{core::SetTypeSize{core::TypeSize::Large}});
  CHECK(visitor.tap("高对比") == core::Intent{core::SetContrast{core::Contrast::High}});
  visitor.sample().view.frame.language = core::Language::English;
  visitor.frame();
  CHECK(visitor.scene().sees("Handouts"));
}

TEST_CASE("Screens: a notice stays until it is tapped", "[screens]") {
  Visitor visitor("handout-not-saved");
  CHECK(visitor.scene().sees("没存上"));
  CHECK(visitor.tap("知道了") == core::Intent{core::DismissNotice{}});
}

}  // namespace
}  // namespace outreach::ui
