// 补录: a sheet of paper that is typed in later.
#include <algorithm>
#include <utility>

#include "app/core/counting.h"
#include "app/core/steps.h"

namespace outreach::core {
namespace {

domain::Record from_sheet(domain::Content content, const std::string& staff) {
  return {std::move(content), staff, std::string()};
}

bool can_be_recorded(const domain::Record& record) {
  return !domain::check(record).has_value();
}

}  // namespace

void apply(Step& step, const RecordSheet& intent, Now now) {
  AppState& state = step.state;
  if (state.sheet.saving || state.staff.empty()) {
    return;
  }
  state.sheet = SheetFacts{};
  std::vector<domain::Record> records{from_sheet(intent.outing, state.staff)};
  for (const domain::Content& content : intent.entries) {
    records.push_back(from_sheet(content, state.staff));
  }
  const bool only_counts =
      std::all_of(intent.entries.begin(), intent.entries.end(), [](const domain::Content& content) {
        return std::holds_alternative<domain::Handout>(content) ||
               std::holds_alternative<domain::Consultation>(content);
      });
  const bool is_to_come = now.wall_trusted && intent.outing.date > china_date(now.wall);
  if (intent.entries.empty() || !only_counts || is_to_come ||
      !std::all_of(records.begin(), records.end(), can_be_recorded)) {
    say_not_saved(step, ErrorCode::InvalidInput, {});
    return;
  }
  state.sheet.saving = state.next_ticket;
  state.next_ticket += 1;
  step.commands.emplace_back(AppendSheet{*state.sheet.saving, std::move(records)});
}

void on(Step& step, const SheetRecorded& event, Now now) {
  AppState& state = step.state;
  if (event.journal) {
    take_over(state, *event.journal, now);
  }
  if (state.sheet.saving == event.ticket) {
    state.sheet = SheetFacts{std::nullopt, event.entries};
  } else if (state.sheet_files.importing == event.ticket) {
    state.sheet_files.importing.reset();
    state.sheet_files.imported = event.entries;
  }
}

void on(Step& step, const SheetNotRecorded& event) {
  AppState& state = step.state;
  const bool is_typed = state.sheet.saving == event.ticket;
  if (is_typed) {
    state.sheet = SheetFacts{};
  }
  if ((is_typed || settle_import(state, event)) && event.code != ErrorCode::AlreadyExists) {
    say_not_saved(step, event.code, event.context);
  }
}

}  // namespace outreach::core
