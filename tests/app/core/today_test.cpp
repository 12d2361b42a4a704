// 今日: what it lists under each filter, and what a correction says.
#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

using What = LastAction::What;

TodayView today_of(Stall& stall, TodayFilter filter) {
  stall.input(Intent{ChooseFilter{filter}});
  return stall.screen<TodayView>();
}

std::vector<What> kinds_of(const TodayView& view) {
  std::vector<What> kinds;
  for (const TodayRow& row : view.rows) {
    kinds.push_back(row.what);
  }
  return kinds;
}

TEST_CASE("Today: each filter lists its kind, newest first, taps in flight among them", "[core]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 50);
  stall.consult(2);
  stall.save_all();
  stall.input(Intent{Correct{2, 5, domain::CorrectionReason::Mistap}});
  stall.save_all();
  stall.acknowledge(3, {{3, "bad_value"}});
  stall.consult(1);
  stall.input(Intent{GoTo{ScreenName::Today}});
  CHECK(kinds_of(today_of(stall, TodayFilter::All)) ==
        std::vector{What::Consultation, What::Correction, What::Consultation, What::Handout,
                    What::OutingOpened});
  CHECK(kinds_of(today_of(stall, TodayFilter::Handouts)) == std::vector{What::Handout});
  const TodayView advice = today_of(stall, TodayFilter::Advice);
  REQUIRE(kinds_of(advice) == std::vector{What::Consultation, What::Consultation});
  CHECK_FALSE(advice.rows[0].sequence.has_value());
  CHECK(advice.rows[1].sequence == 3);
  CHECK(advice.totals.copies == 5);  // of the day, whatever is listed
  CHECK(kinds_of(today_of(stall, TodayFilter::Corrections)) == std::vector{What::Correction});
  const TodayView returned = today_of(stall, TodayFilter::Returned);
  REQUIRE(returned.rows.size() == 1);
  CHECK(returned.rows[0].sequence == 3);
  CHECK(returned.rows[0].state == EntryState::Quarantined);
}

TEST_CASE("Today: what was taken out of the counts is listed still", "[core]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 7);
  stall.save_all();
  stall.undo();
  stall.save_all();
  stall.input(Intent{GoTo{ScreenName::Today}});
  const TodayView handouts = today_of(stall, TodayFilter::Handouts);
  REQUIRE(handouts.rows.size() == 1);
  CHECK(handouts.rows[0].amount == 0);
}

TEST_CASE("Today: a filter has pages of its own, and is gone with the screen", "[core]") {
  Stall stall;
  stall.open();
  for (int i = 0; i < 20; ++i) {
    stall.hand_out("guide", i + 1);
  }
  stall.consult(1);
  stall.save_all();
  stall.input(Intent{GoTo{ScreenName::Today}});
  CHECK(stall.screen<TodayView>().pages == 4);
  stall.input(Intent{TurnPage{3}});
  CHECK(stall.screen<TodayView>().page == 3);
  CHECK(stall.screen<TodayView>().rows.size() == 4);
  stall.input(Intent{TurnPage{-3}});
  CHECK(stall.screen<TodayView>().page == 0);
  stall.input(Intent{TurnPage{100}});
  CHECK(stall.screen<TodayView>().page == 3);
  const TodayView advice = today_of(stall, TodayFilter::Advice);
  CHECK(advice.page == 0);
  CHECK(advice.pages == 1);
  CHECK(advice.filter == TodayFilter::Advice);
  stall.input(Intent{GoTo{ScreenName::Handout}});
  stall.input(Intent{GoTo{ScreenName::Today}});
  CHECK(stall.screen<TodayView>().filter == TodayFilter::All);
}

TEST_CASE("Room: lists are paged by what the panel has room for, and stay on a page there is",
          "[core]") {
  Stall stall;
  stall.open();
  for (int i = 0; i < 20; ++i) {
    stall.hand_out("guide", i + 1);
  }
  stall.save_all();
  stall.input(Intent{GoTo{ScreenName::Today}});
  stall.input(Intent{TurnPage{3}});
  Room tall;
  tall.today_rows = 10;
  stall.input(Intent{FitRoom{tall}});
  CHECK(stall.view().frame.room == tall);
  CHECK(stall.screen<TodayView>().pages == 3);
  CHECK(stall.screen<TodayView>().page == 2);
  CHECK(stall.screen<TodayView>().rows.size() == 1);
  stall.input(Intent{TurnPage{-1}});
  CHECK(stall.screen<TodayView>().rows.size() == 10);
  Room none;
  none.today_rows = 0;
  stall.input(Intent{FitRoom{none}});
  CHECK(stall.screen<TodayView>().rows.size() == 1);
}

TEST_CASE("Today: a correction names both people, both amounts and why", "[core]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 50);
  stall.save_all();
  stall.input(Intent{ChangeStaff{"李"}});
  stall.input(Intent{Correct{2, 5, domain::CorrectionReason::Mistap}});
  stall.input(Intent{GoTo{ScreenName::Today}});
  const auto check_row = [&](const TodayRow& row) {
    CHECK(row.what == What::Correction);
    CHECK(row.target_what == What::Handout);
    CHECK(row.name == "我该找谁办事指南");
    CHECK(row.staff == "李");
    CHECK(row.target_staff == "张");
    CHECK(row.old_amount == 50);
    CHECK(row.new_amount == 5);
    CHECK(row.reason == domain::CorrectionReason::Mistap);
  };
  check_row(stall.screen<TodayView>().rows.front());
  stall.save_all();
  check_row(stall.screen<TodayView>().rows.front());
}

TEST_CASE("Today: the note of a consultation is shown with it", "[core]") {
  Stall stall;
  stall.open();
  domain::Consultation consultation{1, "wages", domain::Pathway::Arbitration, "labour",
                                    domain::Outcome::GuidedToPathway};
  consultation.note = "工地在外县";
  stall.input(Intent{RecordConsultation{consultation}});
  stall.save_all();
  stall.input(Intent{GoTo{ScreenName::Today}});
  CHECK(stall.screen<TodayView>().rows.front().note == "工地在外县");
}

}  // namespace
}  // namespace outreach::core
