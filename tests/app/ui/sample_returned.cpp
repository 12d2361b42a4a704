// Samples of 被退回.
#include <string>
#include <utility>

#include "tests/app/ui/sample_parts.h"

namespace outreach::ui {
namespace {

using core::ReturnedRow;
using core::ScreenName;
using WhatToDo = ReturnedRow::Do;

ReturnedRow returned_row(domain::Sequence sequence, std::string code, WhatToDo what_to_do) {
  ReturnedRow row;
  row.sequence = sequence;
  row.kind = "handout";
  row.has_content = true;
  row.what = core::LastAction::What::Handout;
  row.name = "土地承包纠纷解决指南";
  row.amount = 50;
  row.staff = "张建国";
  row.time = "10:42";
  row.place = "东关集会";
  row.date = kSampleDay;
  row.reason = domain::rejection_from(code);
  row.code = std::move(code);
  row.what_to_do = what_to_do;
  row.may_settle = what_to_do != WhatToDo::Wait;
  return row;
}

core::ReturnedView returned_view(std::vector<ReturnedRow> rows) {
  core::ReturnedView view;
  view.entries = view.open = static_cast<std::int64_t>(rows.size());
  view.rows = std::move(rows);
  view.staff = "张建国";
  return view;
}

core::ReturnedView& returned_in(Sample& sample) {
  return std::get<core::ReturnedView>(sample.view.screen);
}

}  // namespace

void add_returned(std::vector<Sample>& all) {
  ReturnedRow wage = returned_row(17, "bad_target", WhatToDo::CorrectAgain);
  wage.kind = "correction";
  wage.what = core::LastAction::What::Correction;
  wage.amount = -45;
  all.push_back(
      sample("returned", ScreenName::Returned,
             returned_view({returned_row(19, "unknown_kind", WhatToDo::Wait), std::move(wage),
                            returned_row(16, "bad_value", WhatToDo::RecordAgain)})));

  // Of an earlier epoch, its words gone; a code of a newer county; one that hangs on another.
  ReturnedRow gone = returned_row(4, "body_missing", WhatToDo::PutCardIn);
  gone.epoch = domain::EpochId{1};
  gone.kind = "consultation";
  gone.has_content = false;
  gone.what = core::LastAction::What::None;
  gone.name.clear();
  gone.staff.clear();
  ReturnedRow newer = returned_row(3, "longer_reason_of_a_newer_county", WhatToDo::AskSupport);
  newer.kind = "remark_of_tomorrow";
  newer.has_content = false;
  newer.what = core::LastAction::What::None;
  ReturnedRow waits = returned_row(2, "unknown_outing", WhatToDo::Wait);
  waits.kind = "stock";
  waits.what = core::LastAction::What::None;
  all.push_back(sample("returned-unknown", ScreenName::Returned,
                       returned_view({std::move(gone), std::move(newer), std::move(waits)})));
  returned_in(all.back()).pages = 3;
  returned_in(all.back()).page = 1;
  returned_in(all.back()).entries = returned_in(all.back()).open = 9;

  ReturnedRow saving = returned_row(16, "bad_value", WhatToDo::RecordAgain);
  saving.settling = true;
  saving.may_settle = false;
  ReturnedRow done = returned_row(12, "too_large", WhatToDo::AskSupport);
  done.settled = true;
  done.may_settle = false;
  all.push_back(sample("returned-settled", ScreenName::Returned,
                       returned_view({returned_row(19, "damaged", WhatToDo::PutCardIn),
                                      std::move(saving), std::move(done)})));
  returned_in(all.back()).open = 2;

  Sample& asked = copy_of(all, "returned", "returned-dealt-with");
  asked.drafts.returned.settling = core::SettleReturned{std::nullopt, 16};
  Sample& nobody = copy_of(all, "returned", "returned-nobody");
  returned_in(nobody).staff.clear();
  nobody.view.frame.staff.clear();
  all.push_back(sample("returned-none", ScreenName::Returned, returned_view({})));
}

}  // namespace outreach::ui
