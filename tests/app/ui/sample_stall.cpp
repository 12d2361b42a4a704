// Samples of home, 开场次, 发放 and 咨询.
#include "tests/app/ui/sample_parts.h"

namespace outreach::ui {
namespace {

using core::ScreenName;
using domain::Pathway;

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
  view.today = kSampleDay;
  return view;
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

}  // namespace

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
  all.back().drafts.open_outing.date = kSampleDay;
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

}  // namespace outreach::ui
