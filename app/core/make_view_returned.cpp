// 被退回.
#include <algorithm>

#include "app/core/paging.h"
#include "app/core/returned.h"
#include "app/core/view_parts.h"

namespace outreach::core {
namespace {

// A correction has no name of its own: that of what it corrected, where the screen knows it.
std::string name_of_returned(const AppState& state, const OutingLines& lines,
                             const ReturnedEntry& entry) {
  const domain::Content& content = entry.record->content;
  if (!std::holds_alternative<domain::Correction>(content)) {
    return name_of_content(state, content);
  }
  const auto line = entry.epoch ? std::nullopt : lines.with_sequence(entry.sequence);
  return line ? name_of_line(state, *line) : std::string();
}

int amount_of_returned(const domain::Content& content) {
  const auto* correction = std::get_if<domain::Correction>(&content);
  return correction != nullptr ? correction->new_amount - correction->old_amount
                               : amount_of(content);
}

ReturnedRow make_returned_row(const AppState& state, const OutingLines& lines,
                              const std::vector<ReturnedEntry>& entries,
                              const ReturnedEntry& entry) {
  ReturnedRow row;
  row.epoch = entry.epoch;
  row.sequence = entry.sequence;
  row.kind = entry.kind;
  row.code = entry.reason;
  row.reason = domain::rejection_from(entry.reason);
  row.place = entry.place;
  row.date = entry.date;
  if (entry.device_time != WallTime{}) {
    row.time = china_clock_text(entry.device_time);
  }
  if (entry.record) {
    row.has_content = true;
    row.what = what_of(entry.record->content);
    row.name = name_of_returned(state, lines, entry);
    row.amount = amount_of_returned(entry.record->content);
    row.staff = entry.record->staff;
  }
  row.what_to_do = what_to_do(entries, entry, lines);
  row.settled = entry.settled;
  row.settling = is_settling(state, entry);
  row.may_settle = may_settle(entry, row.what_to_do) && !row.settling;
  return row;
}

}  // namespace

ReturnedView make_returned(const AppState& state, const OutingLines& lines) {
  const auto entries = returned_entries(state);
  ReturnedView view;
  view.pages = page_count(entries.size(), state.room.returned);
  view.page = std::clamp(state.page, 0, view.pages - 1);
  const auto per_page = static_cast<std::size_t>(state.room.returned);
  const std::size_t first = static_cast<std::size_t>(view.page) * per_page;
  const std::size_t last = std::min(entries.size(), first + per_page);
  for (std::size_t i = first; i < last; ++i) {
    view.rows.push_back(make_returned_row(state, lines, entries, entries[i]));
  }
  view.entries = static_cast<std::int64_t>(entries.size());
  view.open = std::count_if(entries.begin(), entries.end(),
                            [](const ReturnedEntry& entry) { return !entry.settled; });
  view.staff = state.staff;
  return view;
}

}  // namespace outreach::core
