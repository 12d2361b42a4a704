// Samples of the county's plan, the questions about the day, 本场小结, and 今日 of a closed outing.
#include "tests/app/ui/sample_parts.h"

namespace outreach::ui {
namespace {

using core::ScreenName;

core::PlannedChoice planned(const char* place, const char* township, int days_ahead,
                            const char* note) {
  core::PlannedChoice choice;
  choice.outing.kind = domain::OutingKind::Fair;
  choice.outing.place = place;
  choice.outing.township = township;
  choice.outing.date = Date{std::chrono::sys_days{kSampleDay} + std::chrono::days{days_ahead}};
  choice.outing.is_planned = true;
  choice.note = note;
  choice.is_today = days_ahead == 0;
  return choice;
}

core::OpenOutingView& view_of(Sample& made) {
  return std::get<core::OpenOutingView>(made.view.screen);
}

void add_plans(std::vector<Sample>& all) {
  Sample& many = copy_of(all, "open-outing", "open-outing-planned");
  view_of(many).planned = {
      planned("东关集会", "乐昌镇", 0, "腊月集"), planned("史村集市", "史村镇", -1, ""),
      planned("晋国博物馆广场", "曲村镇", 3, ""), planned("北董乡政府", "北董乡", 9, ""),
      planned("杨谈村委会", "杨谈乡", 12, "")};
  view_of(many).own_kinds = {{"school", "进学校"}, {"prison", "进监所宣讲法治课"}};
  Sample& chosen = copy_of(all, "open-outing-planned", "open-outing-planned-chosen");
  view_of(chosen).planned.resize(2);
  const domain::OutingOpened outing = view_of(chosen).planned.front().outing;
  chosen.drafts.open_outing.plan = outing;
  chosen.drafts.open_outing.place = outing.place;
  chosen.drafts.open_outing.township = outing.township;
  chosen.drafts.open_outing.kind = outing.kind;
  chosen.drafts.open_outing.date = outing.date;
  Sample& told = copy_of(all, "open-outing-planned", "open-outing-planned-notice");
  told.view.frame.notice =
      core::Notice{core::Notice::Tone::Waiting, core::Notice::What::SyncNotTheCounty, {}};
}

void add_day_questions(std::vector<Sample>& all) {
  Sample& earlier = copy_of(all, "open-outing-chosen", "day-earlier");
  view_of(earlier).question = core::OpenOutingView::DayQuestion{
      Date{std::chrono::year{2026} / 11 / 19}, "东关集会", false, false};
  Sample& wrong = copy_of(all, "open-outing-chosen", "day-called-wrong");
  view_of(wrong).question = view_of(all[all.size() - 2]).question;
  view_of(wrong).clock_trusted = false;
  view_of(wrong).clock_doubt = core::ClockDoubt::StaffSayWrong;
  view_of(copy_of(all, "open-outing-chosen", "clock-question")).asks_clock = true;
  const Date yesterday{std::chrono::year{2026} / 11 / 21};
  copy_of(all, "handout", "resume").view.frame.resume =
      core::ResumeView{"东关集会", yesterday, kSampleDay, core::ClockDoubt::None};
  copy_of(all, "home", "resume-doubt").view.frame.resume = core::ResumeView{
      "晋国博物馆广场", yesterday, std::nullopt, core::ClockDoubt::BeforeCountyTime};
}

core::SummaryView summary() {
  core::SummaryView view;
  view.place = "东关集会";
  view.date = kSampleDay;
  view.kind = domain::OutingKind::Fair;
  view.is_planned = true;
  view.parties = 38;
  view.people = 1'042;
  view.copies = 1'812;
  view.leaflets = {{"我该找谁办事指南", 128},     {"法律援助便民卡", 46},
                   {"土地承包纠纷指南", 215},     {"复查复核流程图", 0},
                   {"农民工工资维权手册", 1'292}, {"信访漫画口袋书", 131}};
  view.pages = 2;
  view.staff = {"张建国", "李秀英", "欧阳春兰"};
  view.undelivered = 12;
  return view;
}

void add_summaries(std::vector<Sample>& all) {
  all.push_back(sample("summary", ScreenName::Summary, summary()));
  all.back().view.frame.outing_open = false;
  all.back().view.frame.enrolled = true;
  copy_of(all, "summary", "summary-notice").view.frame.notice =
      core::Notice{core::Notice::Tone::Waiting, core::Notice::What::SyncNotTheCounty, {}};
  core::SummaryView off = summary();
  off.leaflets[0].off = core::ToldDifference{3, true, core::DifferenceReason::GivenElsewhere};
  off.leaflets[1].off = core::ToldDifference{-1'292, false, std::nullopt};
  off.leaflets[2].off = core::ToldDifference{40, true, std::nullopt};
  copy_of(all, "summary", "summary-stock-off").view.screen = off;
  core::SummaryView blank = summary();
  blank.kind = domain::OutingKind::Other;
  blank.own_kind = "进监所宣讲法治课";
  blank.parties.reset();
  blank.people.reset();
  blank.copies.reset();
  blank.leaflets.clear();
  blank.pages = 1;
  blank.undelivered = 0;
  copy_of(all, "summary", "summary-blank").view.screen = blank;
  core::SummaryView closing = summary();
  closing.closing = true;
  closing.leaflets.resize(2);
  closing.pages = 1;
  Sample& saving = copy_of(all, "summary", "summary-closing");
  saving.view.screen = closing;
  saving.view.frame.enrolled = false;
}

}  // namespace

void add_outing_days(std::vector<Sample>& all) {
  add_plans(all);
  add_day_questions(all);
  add_summaries(all);
  Sample& closed = copy_of(all, "today", "today-closed");
  closed.view.frame.outing_open = false;
  std::get<core::TodayView>(closed.view.screen).is_closed = true;
  Sample& home = copy_of(all, "home-closed", "home-closed-day");
  std::get<core::HomeView>(home.view.screen).shows_closed = true;
}

}  // namespace outreach::ui
