// The county's plan, the questions about the day, and what an outing came to, by a person's taps.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "tests/app/ui/visitor.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

domain::OutingOpened opened_by(const std::optional<core::Intent>& intent) {
  REQUIRE(intent.has_value());
  const auto* wanted = std::get_if<core::OpenOuting>(&*intent);
  REQUIRE(wanted != nullptr);
  return wanted->outing;
}

TEST_CASE("Plan: one tap fills everything", "[screens]") {
  Visitor person("open-outing-planned");
  CHECK(person.scene().find_targets("开始").empty());
  person.tap("今天 东关集会");
  CHECK(person.scene().sees("腊月集"));
  const domain::OutingOpened outing = opened_by(person.tap("开始"));
  CHECK(outing.place == "东关集会");
  CHECK(outing.township == "乐昌镇");
  CHECK(outing.kind == domain::OutingKind::Fair);
  CHECK(to_iso(outing.date) == "2026-11-22");
  CHECK(outing.is_planned);
}

TEST_CASE("Plan: another day or place than the plan's is none of it", "[screens]") {
  Visitor person("open-outing-planned-chosen");
  SECTION("another day") {
    person.tap("昨天");
    CHECK_FALSE(opened_by(person.tap("开始")).is_planned);
    person.tap("今天", "days");
    CHECK(opened_by(person.tap("开始")).is_planned);
  }
  SECTION("another place") {
    person.tap("曲村大集");
    CHECK_FALSE(opened_by(person.tap("开始")).is_planned);
  }
  SECTION("another kind is the same outing") {
    person.tap("广场", "kinds");
    const domain::OutingOpened outing = opened_by(person.tap("开始"));
    CHECK(outing.kind == domain::OutingKind::Square);
    CHECK(outing.is_planned);
  }
}

TEST_CASE("Plan: what is chosen by hand is not of the plan", "[screens]") {
  Visitor person("open-outing-planned");
  person.tap("东关集会", "places");
  CHECK_FALSE(opened_by(person.tap("开始")).is_planned);
}

TEST_CASE("Kinds: every kind can be chosen, the county's own by its id", "[screens]") {
  Visitor person("open-outing-planned");
  person.tap("曲村大集");
  CHECK(opened_by(person.tap("开始")).kind == domain::OutingKind::Market);
  person.tap("下一页", "kinds");
  person.tap("进学校");
  const domain::OutingOpened own = opened_by(person.tap("开始"));
  CHECK(own.kind == domain::OutingKind::Other);
  CHECK(own.other_kind == "school");
  person.tap("上一页", "kinds");
  person.tap("进村入户");
  const domain::OutingOpened village = opened_by(person.tap("开始"));
  CHECK(village.kind == domain::OutingKind::VillageVisit);
  CHECK(village.other_kind.empty());
}

TEST_CASE("Day: an earlier one says what the machine's date is, and that can be called wrong",
          "[screens]") {
  {
    Visitor person("day-earlier");
    CHECK(person.scene().sees("2026年11月22日"));
    CHECK(person.tap("机器日期不对") == core::Intent{core::AnswerClock{true}});
  }
  const Visitor doubted("day-called-wrong");
  CHECK(doubted.scene().find_targets("机器日期不对").empty());
}

TEST_CASE("Day: whether the clock is wrong is asked in large and answered by a tap", "[screens]") {
  Visitor person("clock-question");
  CHECK(person.scene().sees("2026年11月22日"));
  CHECK(person.scene().find_targets("首页").empty());
  CHECK(person.tap("日期没错，补记那天") == core::Intent{core::AnswerClock{false}});
  CHECK(person.tap("日期不对") == core::Intent{core::AnswerClock{true}});
}

TEST_CASE("Resume: a forgotten outing is asked about before anything else", "[screens]") {
  CHECK(Visitor("resume-doubt").scene().find_targets("机器日期不对").empty());
  Visitor person("resume");
  CHECK(person.scene().sees("2026年11月21日"));
  CHECK(person.scene().sees("2026年11月22日"));
  CHECK(person.scene().find_targets("首页").empty());
  CHECK(person.scene().find_targets("+50").empty());
  using Answer = core::AnswerResume::Answer;
  CHECK(person.tap("接着记这一场") == core::Intent{core::AnswerResume{Answer::GoOn}});
  CHECK(person.tap("结束它") == core::Intent{core::AnswerResume{Answer::Close}});
  CHECK(person.tap("机器日期不对") == core::Intent{core::AnswerClock{true}});
  CHECK(person.sample().drafts.handout.typed == "20");  // what was begun is still there
}

TEST_CASE("Summary: says what the outing came to, and blank is not zero", "[screens]") {
  {
    Visitor person("summary");
    for (const char* words : {"东关集会", "38", "1,042", "1,812", "复查复核流程图", "0 份",
                              "张建国、李秀英、欧阳春兰", "12 条还没送到"}) {
      INFO(words);
      CHECK(person.scene().sees(words));
    }
    CHECK(person.tap("下一页") == core::Intent{core::TurnPage{1}});
    CHECK(person.tap("看每条，可更正") == core::Intent{core::GoTo{core::ScreenName::Today}});
    CHECK(person.tap("回首页") == core::Intent{core::GoTo{core::ScreenName::Home}});
  }
  const Visitor blank("summary-blank");
  CHECK(blank.scene().sees("没有记"));
  CHECK(blank.scene().sees("没有发资料"));
  CHECK(blank.scene().sees("进监所宣讲法治课"));
}

TEST_CASE("Summary: what is off in stock says by how much, and why where that was said",
          "[screens]") {
  CHECK_FALSE(Visitor("summary").scene().sees("差 3 份"));
  const Visitor person("summary-stock-off");
  CHECK(person.scene().sees("差 3 份 · 别处发的"));
  CHECK(person.scene().sees("差 1,292 份 · 多了"));
  CHECK(person.scene().sees("差 40 份 · 已说明"));
}

TEST_CASE("Today: of a closed outing it says so and leads to the summary", "[screens]") {
  CHECK(Visitor("today").scene().find_targets("看小结").empty());
  Visitor person("today-closed");
  CHECK(person.scene().sees("这一场已结束"));
  CHECK_FALSE(person.scene().find_targets("更正").empty());
  CHECK(person.tap("看小结") == core::Intent{core::GoTo{core::ScreenName::Summary}});
}

TEST_CASE("Screens: words in two lines part at a comma, not in the middle of a word", "[screens]") {
  Visitor person("resume");
  person.sample().view.frame.type_size = core::TypeSize::Largest;
  person.frame();
  const auto& texts = person.scene().texts();
  const auto found = std::find_if(texts.begin(), texts.end(), [](const SceneText& text) {
    return text.text == "结束它，今天是另一场";
  });
  REQUIRE(found != texts.end());
  // 结束它， / 今天是另一场: six characters wide; two even lines were five, and 今天 torn apart.
  constexpr float kLinesHigh = 2.15F;
  CHECK(std::lround(found->rect.w / (found->rect.h / kLinesHigh)) == 6);
}

TEST_CASE("Resume: two lines of the largest type do not touch the edges of their button",
          "[screens]") {
  constexpr float kLeastAir = 8;
  Visitor person("resume");
  person.sample().view.frame.type_size = core::TypeSize::Largest;
  person.frame();
  const std::string answer = "结束它，今天是另一场";
  const auto targets = person.scene().find_targets(answer);
  REQUIRE(targets.size() == 1);
  const auto& texts = person.scene().texts();
  const auto words = std::find_if(texts.begin(), texts.end(),
                                  [&](const SceneText& text) { return text.text == answer; });
  REQUIRE(words != texts.end());
  CHECK(words->rect.y - targets[0]->rect.y >= kLeastAir);
  CHECK(targets[0]->rect.bottom() - kLipTile - words->rect.bottom() >= kLeastAir);
}

}  // namespace
}  // namespace outreach::ui
