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
}

}  // namespace outreach::ui
