// 今日 by a person's taps.
#include "tests/app/ui/visitor.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

TEST_CASE("Today: a chip asks for its kind alone", "[screens]") {
  Visitor person("today");
  CHECK(person.tap("更正记录", "filters") ==
        core::Intent{core::ChooseFilter{core::TodayFilter::Corrections}});
  CHECK(person.tap("咨询", "filters") ==
        core::Intent{core::ChooseFilter{core::TodayFilter::Advice}});
}

TEST_CASE("Today: first and last page are a tap away", "[screens]") {
  {
    Visitor person("today");
    CHECK(person.tap("最早的") == core::Intent{core::TurnPage{3}});
    CHECK(person.scene().find_targets("最新的").empty());
  }
  Visitor last("today-corrections");
  CHECK(last.tap("最新的") == core::Intent{core::TurnPage{-3}});
  CHECK(last.scene().find_targets("最早的").empty());
}

TEST_CASE("Today: a correction says who corrected whose, from what to what, and why", "[screens]") {
  const Visitor person("today-corrections");
  CHECK(person.scene().sees("张建国 更正 李秀英 的"));
  CHECK(person.scene().sees("50 → 5 份 · 点错了"));
  CHECK(person.scene().sees("张建国 更正自己的"));
}

TEST_CASE("Today: a note stands under its consultation", "[screens]") {
  CHECK(Visitor("today-notes").scene().sees("问的是二轮延包以后多出来的地怎么分"));
}

TEST_CASE("Today: an empty filter says of what there is nothing", "[screens]") {
  CHECK(Visitor("today-none-returned").scene().sees("没有被退回的"));
}

}  // namespace
}  // namespace outreach::ui
