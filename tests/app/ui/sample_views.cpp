// Long because every screen is here in the states that look different.
#include "tests/app/ui/sample_views.h"

#include "tests/app/ui/sample_delivery.h"
#include "tests/app/ui/sample_questions.h"

namespace outreach::ui {
namespace {

using core::ScreenName;
using domain::Pathway;

constexpr Date kDay{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{22}};

core::FrameView frame_of(ScreenName screen) {
  core::FrameView frame;
  frame.screen = screen;
  frame.county = "曲沃县信访局";
  frame.outing_open = true;
  frame.place = "东关集会";
  frame.date = kDay;
  frame.staff = "张建国";
  frame.staff_choices = {"张建国", "李秀英", "王晓东", "赵红霞"};
  frame.waiting = 12;
  frame.last = {core::SaveState::Saved,
                core::LastAction::What::Handout,
                "土地承包纠纷指南",
                50,
                "10:42",
                "张建国",
                true};
  return frame;
}

core::HandoutView handouts() {
  core::HandoutView view;
  view.tiles = {{"guide", "我该找谁办事指南", "cover-guide", 128, false},
                {"law", "法律援助便民卡", "cover-law", 46, false},
                {"land", "土地承包纠纷指南", "cover-land", 215, false},
                {"flow", "复查复核流程图", "cover-flow", 30, false},
                {"wage", "农民工工资维权手册", "cover-wage", 1292, true},
                {"xf", "信访漫画口袋书", "cover-xf", 101, false}};
  view.copies = 1812;
  view.pages = 2;
  return view;
}

std::vector<core::TopicChoice> topics() {
  return {{"land", "土地承包", "land", Pathway::Arbitration, "agri"},
          {"house", "宅基地", "neighbor", Pathway::AdministrativeProcedure, "land"},
          {"wage", "拖欠工资", "wage", Pathway::Arbitration, "hr"},
          {"village", "村务公开", "leaflet", Pathway::AdministrativeProcedure, "civil"},
          {"aid", "低保救助", "house", Pathway::AdministrativeProcedure, "civil"},
          {"court", "判决执行", "court", Pathway::LitigationRelated, "court"},
          {"style", "干部作风", "shield", Pathway::Discipline, "discipline"},
          {"health", "医保报销", "health", Pathway::AdministrativeProcedure, "health"},
          {"taking", "征地补偿", "land", Pathway::AdministrativeReview, "land"},
          {"road", "道路修缮", "road", Pathway::Petition, "traffic"},
          {"dirt", "环境污染", "warning", Pathway::AdministrativeProcedure, "environment"},
          {"other", "其他", "question", Pathway::GeneralInquiry, "xf"},
          {"more", "退役军人安置", "people", Pathway::Petition, "xf"}};
}

core::ConsultationView consultations() {
  core::ConsultationView view;
  view.topics = topics();
  view.departments = {{"agri", "县农业农村局"},
                      {"land", "县自然资源局"},
                      {"hr", "县人力资源和社会保障局"},
                      {"civil", "县民政局"},
                      {"court", "县人民法院"},
                      {"discipline", "县纪委监委"},
                      {"health", "县医疗保障局"},
                      {"traffic", "县交通运输局"},
                      {"environment", "市生态环境局曲沃分局"},
                      {"xf", "县信访局"}};
  view.parties = 19;
  view.people = 24;
  view.previous = domain::Consultation{1, "aid", Pathway::AdministrativeProcedure, "civil",
                                       domain::Outcome::AnsweredOnTheSpot};
  return view;
}

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

core::DeliveryView delivery() {
  core::DeliveryView view;
  view.recorded = 236;
  view.local = 12;
  view.on_stick = view.waiting_on_stick = 60;
  view.acknowledged = 163;
  view.quarantined = 1;
  view.enrolled = true;
  view.county_url = "http://127.0.0.1:8443";
  view.link = core::DeliveryView::Link::WaitingRetry;
  view.retry_seconds = 25;
  view.trouble = core::DeliveryView::Trouble::Unreachable;
  view.oldest_waiting_minutes = 130;
  view.minutes_since_ack = 75;
  view.free_disk_bytes = 41'000'000'000;
  view.clock_skew_seconds = 120;
  view.set_aside = {{16, domain::Rejection::UnknownOuting, "unknown_outing"}};
  return view;
}

core::OpenOutingView open_outing() {
  core::OpenOutingView view;
  using domain::OutingKind;
  view.places = {{"东关集会", "乐昌镇", OutingKind::Fair},
                 {"史村集市", "史村镇", OutingKind::Market},
                 {"曲村大集", "曲村镇", OutingKind::Market},
                 {"高显集市", "高显镇", OutingKind::Market},
                 {"里村广场", "里村镇", OutingKind::Square},
                 {"北董乡政府", "北董乡", OutingKind::TownshipVisit},
                 {"杨谈村委会", "杨谈乡", OutingKind::VillageVisit},
                 {"新绛会集", "乐昌镇", OutingKind::Fair},
                 {"晋国博物馆广场", "曲村镇", OutingKind::Square},
                 {"西常集市", "史村镇", OutingKind::Market}};
  view.staff = {"张建国", "李秀英", "王晓东", "赵红霞", "刘志强", "欧阳春兰"};
  view.today = kDay;
  return view;
}

Sample sample(const char* name, ScreenName screen, decltype(core::View::screen) content) {
  Sample made;
  made.name = name;
  made.view = {frame_of(screen), std::move(content)};
  made.drafts.screen = screen;
  return made;
}

void add_home_and_outing(std::vector<Sample>& all) {
  core::HomeView home;
  home.today = {1, 19, 24, 612};
  home.minutes_since_ack = 75;
  all.push_back(sample("home", ScreenName::Home, home));
  all.push_back(all.back());
  all.back().name = "home-notice";
  all.back().view.frame.notice =
      core::Notice{core::Notice::Tone::Waiting, core::Notice::What::SyncNotTheCounty, {}};
  all.push_back(sample("home-closed", ScreenName::Home, core::HomeView{}));
  all.back().view.frame.outing_open = false;
  all.back().view.frame.place.clear();
  all.back().view.frame.date.reset();
  all.back().view.frame.last = {};
  all.push_back(sample("open-outing", ScreenName::OpenOuting, open_outing()));
  all.back().view.frame.outing_open = false;
  all.push_back(all.back());
  all.back().name = "open-outing-chosen";
  all.back().drafts.open_outing.place = "东关集会";
  all.back().drafts.open_outing.township = "乐昌镇";
  all.back().drafts.open_outing.kind = domain::OutingKind::Fair;
  all.back().drafts.open_outing.date = kDay;
  all.back().drafts.open_outing.staff = "李秀英";
  all.push_back(all.back());
  all.back().name = "open-outing-date";
  all.back().drafts.open_outing.choosing_date = true;
  std::get<core::OpenOutingView>(all.back().view.screen).clock_trusted = false;
}

void add_counting(std::vector<Sample>& all) {
  all.push_back(sample("handout", ScreenName::Handout, handouts()));
  all.back().drafts.handout.leaflet = "land";
  all.back().drafts.handout.typed = "20";
  all.push_back(all.back());
  all.back().name = "handout-not-saved";
  all.back().view.frame.last.state = core::SaveState::Failed;
  all.back().view.frame.notice =
      core::Notice{core::Notice::Tone::Failed, core::Notice::What::NotSavedDiskFailed, "EIO"};
  all.push_back(all[all.size() - 2]);
  all.back().name = "handout-staff";
  all.back().drafts.choosing_staff = true;
  all.push_back(sample("consultation", ScreenName::Consultation, consultations()));
  all.back().view.frame.last.what = core::LastAction::What::Consultation;
  all.back().view.frame.last.name = "低保救助";
  all.back().view.frame.last.amount = 1;
  all.back().drafts.consultation.people = 2;
  all.back().drafts.consultation.topic = "wage";
  all.back().drafts.consultation.outcome = domain::Outcome::GuidedToPathway;
  all.push_back(all.back());
  all.back().name = "consultation-change";
  all.back().drafts.consultation.changing = true;
  all.push_back(all[all.size() - 2]);
  all.back().name = "consultation-people";
  all.back().drafts.consultation.typing_people = true;
  all.back().drafts.consultation.typed_people = "12";
  all.push_back(sample("consultation-empty", ScreenName::Consultation, consultations()));
}

void add_facts(std::vector<Sample>& all) {
  all.push_back(sample("today", ScreenName::Today, today()));
  all.push_back(all.back());
  all.back().name = "today-correct";
  all.back().drafts.today.correcting = 19;
  all.back().drafts.today.typed = "8";
  all.push_back(sample("today-empty", ScreenName::Today, core::TodayView{}));
  all.push_back(sample("delivery", ScreenName::Delivery, delivery()));
  core::DeliveryView done = delivery();
  done.recorded = done.acknowledged = 236;
  done.local = done.on_stick = done.waiting_on_stick = done.quarantined = 0;
  done.set_aside.clear();
  done.link = core::DeliveryView::Link::Idle;
  done.trouble = core::DeliveryView::Trouble::None;
  done.oldest_waiting_minutes.reset();
  done.can_pack_up = true;
  all.push_back(sample("delivery-done", ScreenName::Delivery, done));
  core::DeliveryView both = delivery();
  both.stick = core::StickState::There;
  all.push_back(sample("delivery-stick", ScreenName::Delivery, both));
  core::DeliveryView by_stick = both;
  by_stick.link = core::DeliveryView::Link::ByStick;
  by_stick.trouble = core::DeliveryView::Trouble::None;
  by_stick.county_url.clear();
  all.push_back(sample("delivery-by-stick", ScreenName::Delivery, by_stick));
  by_stick.stick = core::StickState::Busy;
  all.push_back(sample("delivery-stick-busy", ScreenName::Delivery, by_stick));
  by_stick.stick = core::StickState::None;
  all.push_back(sample("delivery-no-stick", ScreenName::Delivery, by_stick));
  by_stick.stick = core::StickState::There;
  by_stick.on_stick += by_stick.local;
  by_stick.local = 0;
  all.push_back(sample("delivery-carried", ScreenName::Delivery, by_stick));
  all.back().view.frame.waiting = by_stick.waiting_on_stick = by_stick.on_stick;
  std::get<core::DeliveryView>(all.back().view.screen).waiting_on_stick = by_stick.on_stick;
  core::DeliveryView again = delivery();
  again.link = core::DeliveryView::Link::Sending;
  all.push_back(sample("delivery-again", ScreenName::Delivery, again));
  core::DeliveryView alone;
  alone.recorded = alone.local = 236;
  alone.clock_trusted = false;
  all.push_back(sample("delivery-not-enrolled", ScreenName::Delivery, alone));
  all.push_back(sample("delivery-close", ScreenName::Delivery, delivery()));
  all.back().drafts.closing_outing = true;
}

}  // namespace

std::vector<Sample> sample_screens() {
  std::vector<Sample> all;
  add_home_and_outing(all);
  add_counting(all);
  add_facts(all);
  add_delivery_troubles(all);
  add_questions(all);
  return all;
}

}  // namespace outreach::ui
