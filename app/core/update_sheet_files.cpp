// 补录: sheets that were typed in as files, on the plugged stick.
#include <algorithm>
#include <utility>

#include "app/core/steps.h"

namespace outreach::core {

void look_for_sheets(Step& step) {
  step.state.sheet_files = SheetFiles{};
  step.state.sheet_files.is_looking = true;
  step.state.page = 0;
  step.commands.emplace_back(FindSheets{});
}

void apply(Step& step, const CheckSheetFile& intent) {
  SheetFiles& files = step.state.sheet_files;
  const bool is_listed =
      std::find(files.names.begin(), files.names.end(), intent.name) != files.names.end();
  if (!is_listed || files.importing || !files.checking.empty()) {
    return;
  }
  files.checked.reset();
  files.imported.reset();
  files.is_known = false;
  files.checking = intent.name;
  step.commands.emplace_back(CheckSheet{intent.name});
}

void apply(Step& step, const LeaveSheetFile& /*intent*/) {
  SheetFiles& files = step.state.sheet_files;
  if (!files.importing) {
    files.checked.reset();
    files.checking.clear();
    files.imported.reset();
    files.is_known = false;
  }
}

void apply(Step& step, const ImportSheetFile& /*intent*/) {
  AppState& state = step.state;
  SheetFiles& files = state.sheet_files;
  const bool is_good = files.checked && files.checked->is_readable &&
                       files.checked->problems.empty() && !files.imported && !files.is_known;
  if (!is_good || files.importing || state.staff.empty()) {
    return;
  }
  files.importing = state.next_ticket;
  state.next_ticket += 1;
  step.commands.emplace_back(ImportCheckedSheet{*files.importing, state.staff});
}

void on(Step& step, const SheetsFound& event) {
  SheetFiles& files = step.state.sheet_files;
  files.is_looking = false;
  files.has_stick = event.has_stick;
  files.names = event.names;
}

void on(Step& step, const SheetChecked& event) {
  SheetFiles& files = step.state.sheet_files;
  if (files.checking == event.checked.name) {
    files.checking.clear();
    files.checked = event.checked;
  }
}

bool settle_import(AppState& state, const SheetNotRecorded& failed) {
  SheetFiles& files = state.sheet_files;
  if (files.importing != failed.ticket) {
    return false;
  }
  files.importing.reset();
  files.is_known = failed.code == ErrorCode::AlreadyExists;
  return true;
}

}  // namespace outreach::core
