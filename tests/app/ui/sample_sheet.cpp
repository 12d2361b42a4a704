// Samples of 补录.
#include <algorithm>

#include "tests/app/ui/sample_parts.h"

namespace outreach::ui {
namespace {

using core::ScreenName;
using domain::Outcome;
using domain::Pathway;

// Of the samples that are there already.
const Sample& sample_named(const std::vector<Sample>& all, const std::string& name) {
  return *std::find_if(all.begin(), all.end(),
                       [&](const Sample& sample) { return sample.name == name; });
}

core::SheetView sheet_view(const std::vector<Sample>& all) {
  core::SheetView view;
  view.outing = std::get<core::OpenOutingView>(sample_named(all, "open-outing").view.screen);
  view.outing.own_kinds = {{"temple-fair", "庙会"}};
  view.advice = std::get<core::ConsultationView>(sample_named(all, "consultation").view.screen);
  view.leaflets = {
      {"guide", "我该找谁办事指南"}, {"law", "法律援助便民卡"},      {"land", "土地承包纠纷指南"},
      {"flow", "复查复核流程图"},    {"wage", "农民工工资维权手册"}, {"xf", "信访漫画口袋书"},
      {"civil", "民法典漫画册"},     {"house", "宅基地政策问答"},    {"health", "医保报销一本通"},
      {"aid", "低保救助办事指南"},   {"old", "防养老诈骗宣传册"}};
  view.staff = "李秀英";
  return view;
}

SheetDraft typed_sheet() {
  SheetDraft draft;
  draft.outing.place = "高显集市";
  draft.outing.township = "高显镇";
  draft.outing.kind = domain::OutingKind::Market;
  draft.outing.date = kSampleDay;
  draft.copies = {{"guide", 120}, {"wage", 9'999}, {"law", 30}};
  const domain::Consultation wages{2, "wage", Pathway::Arbitration, "hr", Outcome::GuidedToPathway};
  draft.parties = {wages, wages, wages, wages, wages};
  draft.parties[1] = {120, "village", Pathway::AdministrativeProcedure, "civil",
                      Outcome::ReferredToDepartment};
  return draft;
}

core::SheetFilesView files_view() {
  core::SheetFilesView view;
  view.has_stick = true;
  view.names = {"高显集市 2026-10-20.csv", "史村集市.csv", "sheet.csv"};
  view.staff = "李秀英";
  return view;
}

core::SheetFilesView& files_in(Sample& sample) {
  return std::get<core::SheetFilesView>(sample.view.screen);
}

void add_sheet_files(std::vector<Sample>& all) {
  using core::SheetMistake;
  all.push_back(sample("sheet-files", ScreenName::SheetFiles, files_view()));

  Sample& many = copy_of(all, "sheet-files", "sheet-files-many");
  files_in(many).names.clear();
  for (int i = 1; i <= core::Room{}.sheet_files; ++i) {
    files_in(many).names.push_back("一个名字很长很长的补录表格文件，第" + std::to_string(10 + i) +
                                   "页.csv");
  }
  files_in(many).pages = 3;
  many.view.frame.notice =
      core::Notice{core::Notice::Tone::Failed, core::Notice::What::NotSavedDiskFull, "ENOSPC"};

  Sample& none = copy_of(all, "sheet-files", "sheet-files-no-stick");
  files_in(none).names.clear();
  files_in(none).has_stick = false;
  Sample& looking = copy_of(all, "sheet-files-no-stick", "sheet-files-looking");
  files_in(looking).is_looking = true;
  Sample& empty = copy_of(all, "sheet-files-no-stick", "sheet-files-empty");
  files_in(empty).has_stick = true;

  Sample& good = copy_of(all, "sheet-files", "sheet-file");
  files_in(good).checked = core::CheckedFile{"高显集市 2026-10-20.csv", true, 1'234, 12};
  Sample& nobody = copy_of(all, "sheet-file", "sheet-file-nobody");
  files_in(nobody).staff.clear();
  Sample& importing = copy_of(all, "sheet-file", "sheet-file-importing");
  files_in(importing).is_importing = true;
  Sample& imported = copy_of(all, "sheet-file", "sheet-file-imported");
  files_in(imported).imported = 1'234;
  Sample& known = copy_of(all, "sheet-file", "sheet-file-known");
  files_in(known).is_known = true;

  Sample& wrong = copy_of(all, "sheet-file", "sheet-file-wrong");
  files_in(wrong).checked->problems = {{2, "leaflet", SheetMistake::UnknownName, "法律援助联系卡"},
                                       {3, "copies", SheetMistake::Number, "1.5", "9999"},
                                       {14,
                                        "pathway",
                                        SheetMistake::NotOneOf,
                                        "上访",
                                        {},
                                        {"诉讼", "仲裁", "行政复议", "行政程序", "涉法涉诉程序",
                                         "纪检监察", "信访程序", "一般咨询"}},
                                       {15, "township", SheetMistake::UnlikeEarlier, "乐昌镇"},
                                       {1'200, {}, SheetMistake::ColumnCount, "12", "13"}};
  Sample& other = copy_of(all, "sheet-file", "sheet-file-encoding");
  files_in(other).checked->problems = {{3, {}, SheetMistake::NotUtf8}};
  Sample& gone = copy_of(all, "sheet-file", "sheet-file-gone");
  files_in(gone).checked->is_readable = false;
}

}  // namespace

void add_sheets(std::vector<Sample>& all) {
  using Asking = SheetDraft::Asking;
  all.push_back(sample("sheet-empty", ScreenName::Sheet, sheet_view(all)));

  Sample& typed = copy_of(all, "sheet-empty", "sheet");
  typed.drafts.sheet = typed_sheet();

  Sample& nobody = copy_of(all, "sheet", "sheet-nobody");
  std::get<core::SheetView>(nobody.view.screen).staff.clear();
  nobody.view.frame.staff.clear();
  nobody.view.frame.notice =
      core::Notice{core::Notice::Tone::Failed, core::Notice::What::NotSavedDiskFull, "ENOSPC"};

  Sample& saving = copy_of(all, "sheet", "sheet-saving");
  std::get<core::SheetView>(saving.view.screen).saving = true;
  saving.drafts.sheet.sent = true;

  Sample& recorded = copy_of(all, "sheet-empty", "sheet-recorded");
  std::get<core::SheetView>(recorded.view.screen).recorded = 8;

  Sample& to_come = copy_of(all, "sheet", "sheet-to-come");
  to_come.drafts.sheet.outing.kind = domain::OutingKind::Other;
  to_come.drafts.sheet.outing.other_kind = "temple-fair";
  to_come.drafts.sheet.outing.date = Date{std::chrono::sys_days{kSampleDay} + std::chrono::days{1}};

  copy_of(all, "sheet", "sheet-places").drafts.sheet.asking = Asking::Place;
  copy_of(all, "sheet", "sheet-kinds").drafts.sheet.asking = Asking::Kind;
  copy_of(all, "sheet", "sheet-day").drafts.sheet.outing.choosing_date = true;

  Sample& copies = copy_of(all, "sheet", "sheet-copies");
  copies.drafts.sheet.asking = Asking::Copies;
  copies.drafts.sheet.leaflet = "land";
  copies.drafts.sheet.typed = "45";

  Sample& party = copy_of(all, "sheet", "sheet-party");
  party.drafts.sheet.asking = Asking::Party;
  party.drafts.sheet.party.people = 12;
  party.drafts.sheet.party.topic = "aid";
  party.drafts.sheet.party.outcome = Outcome::AnsweredOnTheSpot;

  Sample& people = copy_of(all, "sheet-party", "sheet-party-people");
  people.drafts.sheet.party.typing_people = true;
  people.drafts.sheet.party.typed_people = "12";

  add_sheet_files(all);
}

}  // namespace outreach::ui
