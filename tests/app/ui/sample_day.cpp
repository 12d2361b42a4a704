// Samples of 今日.
#include "tests/app/ui/sample_parts.h"

namespace outreach::ui {
namespace {

using core::ScreenName;

std::vector<core::TodayRow> rows_of_today() {
  using What = core::LastAction::What;
  return {
      {std::nullopt,
       "10:43",
       What::Handout,
       "土地承包纠纷指南",
       50,
       50,
       "张建国",
       core::EntryState::Saving,
       false,
       0,
       {},
       false},
      {19,
       "10:42",
       What::Handout,
       "土地承包纠纷指南",
       5,
       50,
       "张建国",
       core::EntryState::Local,
       true,
       0,
       {},
       false},
      {18, "10:40", What::Correction, "土地承包纠纷指南", -45, -45, "张建国",
       core::EntryState::Local, false, 17, domain::CorrectionReason::Mistap, false},
      {17,
       "10:36",
       What::Consultation,
       "低保救助",
       1,
       1,
       "李秀英",
       core::EntryState::OnStick,
       true,
       0,
       {},
       false},
      {16,
       "09:58",
       What::Handout,
       "农民工工资维权手册",
       0,
       10,
       "李秀英",
       core::EntryState::Quarantined,
       true,
       0,
       {},
       false},
      {15,
       "08:14",
       What::OutingOpened,
       "东关集会",
       1,
       1,
       "张建国",
       core::EntryState::Acknowledged,
       false,
       0,
       {},
       false},
  };
}

core::TodayView today() {
  core::TodayView view;
  view.rows = rows_of_today();
  view.pages = 4;
  view.totals = {1, 19, 24, 612};
  return view;
}

}  // namespace

void add_day(std::vector<Sample>& all) {
  all.push_back(sample("today", ScreenName::Today, today()));
  all.push_back(all.back());
  all.back().name = "today-correct";
  all.back().drafts.today.correcting = 19;
  all.back().drafts.today.typed = "8";
  Sample& corrected = copy_of(all, "today", "today-corrections");
  auto& view = std::get<core::TodayView>(corrected.view.screen);
  view.filter = core::TodayFilter::Corrections;
  view.page = 3;
  core::TodayRow row = view.rows[2];
  row.target_what = core::LastAction::What::Handout;
  row.target_staff = "李秀英";
  row.old_amount = 50;
  row.new_amount = 5;
  core::TodayRow own = row;
  own.sequence = 21;
  own.target_staff = own.staff;
  own.target_what = core::LastAction::What::Consultation;
  own.name = "农村土地承包";
  view.rows = {row, own};

  Sample& noted = copy_of(all, "today", "today-notes");
  auto& advice = std::get<core::TodayView>(noted.view.screen);
  advice.filter = core::TodayFilter::Advice;
  advice.rows = {advice.rows[3], advice.rows[3]};
  advice.rows[0].note = "问的是二轮延包以后多出来的地怎么分";
  advice.rows[1].sequence = 14;
  advice.rows[1].from_sheet = true;
  for (int i = 0; i < 60; ++i) {
    advice.rows[1].note += "记";
  }
  Sample& none = copy_of(all, "today", "today-none-returned");
  std::get<core::TodayView>(none.view.screen) = {};
  std::get<core::TodayView>(none.view.screen).filter = core::TodayFilter::Returned;
  all.push_back(sample("today-empty", ScreenName::Today, core::TodayView{}));
}

}  // namespace outreach::ui
