// Long because each question about the day is answered in every way it can be.
// The day an outing is of: the county's plan, a clock that staff call wrong, an outing that was
// forgotten, and one that is closed.
#include <algorithm>

#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

constexpr Date kDay{std::chrono::year{2021} / 1 / 10};  // of at()

Now days_later(int days, std::string_view clock = "08:00") {
  Now now = at(clock);
  now.wall += std::chrono::days{days};
  now.monotonic.milliseconds += std::int64_t{days} * 24 * 3'600'000;
  return now;
}

Now doubted(std::string_view clock) {
  Now now = at(clock);
  now.wall_trusted = false;
  return now;
}

Date day_from(int offset) {
  return Date{std::chrono::sys_days{kDay} + std::chrono::days{offset}};
}

Intent open_on(Date date) {
  return OpenOuting{{domain::OutingKind::Fair, "东关集会", "乐昌镇", date}, "张"};
}

bool is_asked(const Stall& stall) {
  return stall.view().frame.resume.has_value();
}

void answer(Stall& stall, AnswerResume::Answer answer) {
  stall.input(Intent{AnswerResume{answer}});
}

TEST_CASE("Plan: today's stands first, then by day, from yesterday to two weeks ahead",
          "[core][outing]") {
  Stall stall;
  std::vector<domain::PlannedOuting> plan;
  for (const int offset : {15, 14, -1, -2, 0, 3}) {
    plan.push_back({day_from(offset), "东关集会", {}});
  }
  plan.push_back({day_from(1), "不在名单里", {}});
  stall.set_plan(plan);
  stall.input(Intent{GoTo{ScreenName::OpenOuting}});
  const auto shown = stall.screen<OpenOutingView>().planned;
  REQUIRE(shown.size() == 4);
  CHECK(shown[0].is_today);
  CHECK(shown[0].outing.date == kDay);
  CHECK(shown[1].outing.date == day_from(-1));
  CHECK_FALSE(shown[1].is_today);
  CHECK(shown[2].outing.date == day_from(3));
  CHECK(shown[3].outing.date == day_from(14));
}

TEST_CASE("Plan: with a clock in doubt all of it is shown and no day is today", "[core][outing]") {
  Stall stall;
  stall.set_plan({{day_from(400), "东关集会", {}},
                  {day_from(0), "东关集会", {}},
                  {day_from(-40), "东关集会", {}}});
  stall.set_time(doubted("08:00"));
  stall.input(Intent{GoTo{ScreenName::OpenOuting}});
  const auto shown = stall.screen<OpenOutingView>().planned;  // built on 2020-12-31
  REQUIRE(shown.size() == 2);
  CHECK(shown[0].outing.date == kDay);
  CHECK_FALSE(shown[0].is_today);
  CHECK(shown[1].outing.date == day_from(400));
}

TEST_CASE("Plan: an outing opened from it says so in its record, with the catalogue's kind",
          "[core][outing]") {
  Stall stall;
  stall.set_plan({{kDay, "东关集会", "腊月集"}});
  stall.input(Intent{GoTo{ScreenName::OpenOuting}});
  const PlannedChoice choice = stall.screen<OpenOutingView>().planned.at(0);
  CHECK(choice.note == "腊月集");
  stall.input(Intent{OpenOuting{choice.outing, "张"}});
  stall.input(Intent{AnswerDay{true}});
  stall.save_all();
  const auto& opened = std::get<domain::OutingOpened>(stall.journal().at(0).record.content);
  CHECK(opened.is_planned);
  CHECK(opened.kind == domain::OutingKind::Fair);
  CHECK(opened.township == "乐昌镇");
  CHECK(opened.date == kDay);
}

TEST_CASE("Plan: comes into use with the content it is of", "[core][outing]") {
  Stall stall;
  ContentChanged changed;
  changed.catalogue = sample_catalogue();
  changed.facts.version = 7;
  changed.planned = {{kDay, "东关集会", {}}};
  stall.input(Event{changed});
  stall.input(Intent{GoTo{ScreenName::OpenOuting}});
  CHECK(stall.screen<OpenOutingView>().planned.size() == 1);
}

TEST_CASE("Clock: today called wrong asks about the clock, and only then is it doubted",
          "[core][outing]") {
  Stall stall;
  stall.input(Intent{GoTo{ScreenName::OpenOuting}});
  stall.input(open_on(kDay));
  stall.input(Intent{AnswerDay{false}});
  CHECK(stall.screen<OpenOutingView>().asks_clock);
  SECTION("an earlier day is added") {
    stall.input(Intent{AnswerClock{false}});
    for (const Command& command : stall.commands()) {
      CHECK_FALSE(std::holds_alternative<DoubtClock>(command));
    }
  }
  SECTION("the date is wrong") {
    stall.input(Intent{AnswerClock{true}});
    CHECK(std::holds_alternative<DoubtClock>(stall.commands().back()));
  }
  CHECK_FALSE(stall.screen<OpenOutingView>().asks_clock);
  CHECK(stall.asked().empty());
}

TEST_CASE("Clock: another day that is not right is no word about it", "[core][outing]") {
  Stall stall;
  stall.input(Intent{GoTo{ScreenName::OpenOuting}});
  stall.input(open_on(day_from(-1)));
  stall.input(Intent{AnswerDay{false}});
  CHECK_FALSE(stall.screen<OpenOutingView>().asks_clock);
  // Said unasked, it is heard all the same.
  stall.input(Intent{AnswerClock{true}});
  CHECK(std::holds_alternative<DoubtClock>(stall.commands().back()));
}

TEST_CASE("Clock: called wrong, it is believed again where staff choose the day it shows",
          "[core][outing]") {
  Stall stall;
  stall.set_time(doubted("08:00"));
  const bool is_staffs_word = GENERATE(true, false);
  const bool is_its_day = GENERATE(true, false);
  stall.input(Event{ClockDoubtChanged{is_staffs_word ? ClockDoubt::StaffSayWrong
                                                     : ClockDoubt::DisagreesWithCounty}});
  stall.input(Intent{GoTo{ScreenName::OpenOuting}});
  stall.input(open_on(is_its_day ? kDay : day_from(-1)));
  stall.input(Intent{AnswerDay{true}});
  const bool trusts = std::any_of(
      stall.commands().begin(), stall.commands().end(),
      [](const Command& command) { return std::holds_alternative<TrustClock>(command); });
  CHECK(trusts == (is_staffs_word && is_its_day));
  CHECK(stall.asked().size() == 1);
}

TEST_CASE("Forgotten: yesterday's outing is asked about and never closed by itself",
          "[core][outing]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 3);
  stall.save_all();
  stall.set_time(days_later(1));
  stall.restart();
  const auto resume = stall.view().frame.resume;
  REQUIRE(resume.has_value());
  CHECK(resume->place == "东关集会");
  CHECK(resume->date == kDay);
  CHECK(resume->today == day_from(1));
  stall.set_time(days_later(1, "20:00"));
  stall.input(Tick{});
  CHECK(is_asked(stall));
  CHECK(stall.asked().empty());
  SECTION("it goes on") {
    answer(stall, AnswerResume::Answer::GoOn);
    CHECK_FALSE(is_asked(stall));
    stall.input(Tick{});
    CHECK_FALSE(is_asked(stall));
    stall.hand_out("guide", 2);
    stall.save_all();
    CHECK(stall.journal().back().outing == 1);
    stall.set_time(days_later(2));
    stall.input(Tick{});
    CHECK(is_asked(stall));  // another day
  }
  SECTION("it is closed") {
    answer(stall, AnswerResume::Answer::Close);
    CHECK_FALSE(is_asked(stall));
    CHECK(stall.view().frame.screen == ScreenName::OpenOuting);
    stall.save_all();
    CHECK(std::holds_alternative<domain::OutingClosed>(stall.journal().back().record.content));
    CHECK(stall.journal().back().record.staff == "张");
    CHECK_FALSE(stall.view().frame.outing_open);
    stall.input(open_on(day_from(1)));
    stall.input(Intent{AnswerDay{true}});
    stall.save_all();
    CHECK(stall.view().frame.date == day_from(1));
    CHECK_FALSE(is_asked(stall));
  }
  SECTION("its end is not saved") {
    answer(stall, AnswerResume::Answer::Close);
    stall.fail_next(ErrorCode::InputOutput);
    CHECK(is_asked(stall));
  }
}

TEST_CASE("Forgotten: the same day is not asked about after a restart", "[core][outing]") {
  Stall stall;
  stall.open();
  stall.set_time(at("20:00"));
  stall.restart();
  CHECK_FALSE(is_asked(stall));
}

TEST_CASE("Forgotten: with the clock in doubt every start asks", "[core][outing]") {
  Stall stall;
  stall.open();
  stall.set_time(doubted("09:00"));
  stall.input(Tick{});
  CHECK_FALSE(is_asked(stall));  // people are at it
  for (int start = 0; start < 2; ++start) {
    stall.restart();
    REQUIRE(is_asked(stall));
    CHECK_FALSE(stall.view().frame.resume->today.has_value());
    answer(stall, AnswerResume::Answer::GoOn);
    CHECK_FALSE(is_asked(stall));
  }
}

TEST_CASE("Forgotten: a clock called wrong there is doubted, and the question stays",
          "[core][outing]") {
  Stall stall;
  stall.open();
  stall.set_time(days_later(730));
  stall.restart();
  CHECK(is_asked(stall));
  stall.input(Intent{AnswerClock{true}});
  CHECK(std::holds_alternative<DoubtClock>(stall.commands().back()));
  Now now = days_later(730);
  now.wall_trusted = false;
  stall.set_time(now);
  stall.input(Event{ClockDoubtChanged{ClockDoubt::StaffSayWrong}});
  REQUIRE(is_asked(stall));
  CHECK(stall.view().frame.resume->clock_doubt == ClockDoubt::StaffSayWrong);
}

TEST_CASE("Forgotten: midnight asks once, and what was tapped before counts", "[core][outing]") {
  Stall stall;
  stall.open();
  stall.set_time(at("23:59"));
  stall.hand_out("guide", 3);
  CHECK_FALSE(is_asked(stall));
  stall.set_time(days_later(1, "00:00"));
  stall.input(Tick{});
  CHECK(is_asked(stall));
  stall.save_all();
  CHECK(is_asked(stall));
  answer(stall, AnswerResume::Answer::GoOn);
  CHECK(stall.screen<HandoutView>().copies == 3);
  stall.input(Tick{});
  CHECK_FALSE(is_asked(stall));
}

TEST_CASE("Forgotten: an earlier day that was just opened is meant", "[core][outing]") {
  Stall stall;
  stall.input(Intent{GoTo{ScreenName::OpenOuting}});
  stall.input(open_on(day_from(-3)));
  stall.input(Intent{AnswerDay{true}});
  stall.save_all();
  stall.input(Tick{});
  CHECK_FALSE(is_asked(stall));
  CHECK(stall.view().frame.screen == ScreenName::Handout);
}

TEST_CASE("Closed: today's outing is shown and corrected, and takes no taps", "[core][outing]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 30);
  stall.input(Intent{CloseOuting{}});
  stall.save_all();
  if (GENERATE(false, true)) {
    stall.restart();
  }
  stall.hand_out("guide", 1);
  stall.consult(1);
  stall.undo();
  stall.input(Intent{CloseOuting{}});
  CHECK(stall.asked().empty());
  stall.input(Intent{GoTo{ScreenName::Handout}});
  CHECK(stall.view().frame.screen == ScreenName::OpenOuting);
  CHECK(stall.view().frame.place.empty());
  stall.input(Intent{GoTo{ScreenName::Today}});
  CHECK(stall.screen<TodayView>().is_closed);
  CHECK(stall.screen<TodayView>().totals.copies == 30);
  CHECK(stall.view().frame.place == "东关集会");
  CHECK_FALSE(stall.view().frame.outing_open);
  stall.input(Intent{Correct{2, 3, domain::CorrectionReason::Mistap}});
  stall.save_all();
  CHECK(stall.journal().back().outing == 1);
  CHECK(stall.screen<TodayView>().totals.copies == 3);
}

TEST_CASE("Closed: another day's is not shown as today's", "[core][outing]") {
  Stall stall;
  stall.open();
  stall.input(Intent{CloseOuting{}});
  stall.save_all();
  stall.set_time(days_later(1));
  SECTION("after a night") {
    stall.input(Tick{});
    CHECK(stall.view().frame.screen == ScreenName::Summary);  // somebody may be reading it
    stall.input(Intent{Unlock{"张"}});
    stall.input(Intent{GoTo{ScreenName::Home}});
  }
  SECTION("after a restart") {
    stall.restart();
  }
  CHECK_FALSE(stall.screen<HomeView>().shows_closed);
  stall.input(Intent{GoTo{ScreenName::Today}});
  CHECK(stall.view().frame.screen == ScreenName::OpenOuting);
}

TEST_CASE("Summary: it says what the outing came to, and blank is not zero", "[core][outing]") {
  Stall stall;
  stall.open();
  stall.hand_out("wage", 8);
  stall.hand_out("guide", 5);
  stall.undo();
  stall.input(Intent{ChangeStaff{"李"}});
  stall.hand_out("wage", 2);
  stall.save_all();
  stall.acknowledge(2);
  stall.input(Intent{CloseOuting{}});
  CHECK(stall.screen<SummaryView>().undelivered == 4);
  stall.save_all();
  const auto view = stall.screen<SummaryView>();
  CHECK(view.place == "东关集会");
  CHECK(view.date == kDay);
  CHECK(view.kind == domain::OutingKind::Fair);
  CHECK_FALSE(view.parties.has_value());
  CHECK_FALSE(view.people.has_value());
  CHECK(view.copies == 10);
  CHECK(view.leaflets ==
        std::vector<SummaryRow>{{"我该找谁办事指南", 0}, {"农民工工资维权手册", 10}});
  CHECK(view.staff == std::vector<std::string>{"李", "张"});
  CHECK(view.undelivered == 4);
  stall.acknowledge(6);
  CHECK(stall.screen<SummaryView>().undelivered == 0);
}

TEST_CASE("Summary: what is off in stock stands first, with why, and nothing where nothing is off",
          "[core][outing]") {
  using domain::StockMovement;
  Stall stall;
  stall.open();
  for (const char* leaflet : {"guide", "aid", "land"}) {
    stall.input(Intent{RecordStock{leaflet, StockMovement::TakenOut, 20}});
    stall.input(Intent{RecordStock{leaflet, StockMovement::BroughtBack, 10}});
  }
  stall.hand_out("guide", 10);
  stall.hand_out("land", 12);
  stall.save_all();
  stall.input(Intent{ExplainDifference{"land", DifferenceReason::TappedTwice}});
  stall.save_all();
  stall.input(Intent{CloseOuting{}});
  stall.save_all();
  CHECK(stall.screen<SummaryView>().leaflets ==
        std::vector<SummaryRow>{
            {"法律援助便民卡", 0, ToldDifference{10, false, std::nullopt}},
            {"土地承包纠纷解决指南", 0, ToldDifference{-2, true, DifferenceReason::TappedTwice}},
            {"我该找谁办事指南", 10},
            {"土地承包纠纷解决指南", 12}});
}

TEST_CASE("Summary: an outing whose end was not saved goes on", "[core][outing]") {
  Stall stall;
  stall.open();
  stall.input(Intent{CloseOuting{}});
  stall.fail_next(ErrorCode::NoSpace);
  CHECK(stall.view().frame.screen == ScreenName::Delivery);
  CHECK(stall.view().frame.outing_open);
  stall.input(Intent{GoTo{ScreenName::Summary}});
  CHECK(stall.view().frame.screen == ScreenName::Delivery);
}

TEST_CASE("Summary: its leaflets are paged", "[core][outing]") {
  Stall stall;
  stall.open();
  for (const char* leaflet : {"guide", "aid", "land", "flow", "wage", "pocket", "civil"}) {
    stall.hand_out(leaflet, 1);
  }
  stall.consult(5);
  stall.input(Intent{CloseOuting{}});
  stall.save_all();
  CHECK(stall.screen<SummaryView>().leaflets.size() == 6);
  CHECK(stall.screen<SummaryView>().people == 5);
  CHECK(stall.screen<SummaryView>().pages == 2);
  stall.input(Intent{TurnPage{1}});
  CHECK(stall.screen<SummaryView>().leaflets == std::vector<SummaryRow>{{"民法典漫画册", 1}});
}

}  // namespace
}  // namespace outreach::core
