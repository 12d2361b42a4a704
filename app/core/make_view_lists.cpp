// 今日.
#include <algorithm>

#include "app/core/paging.h"
#include "app/core/steps.h"
#include "app/core/today_lines.h"
#include "app/core/view_parts.h"

namespace outreach::core {
namespace {

TodayRow make_row(const AppState& state, const OutingLines& lines, const OutingLine& line) {
  TodayRow row;
  row.sequence = line.sequence;
  row.time = line.record->sheet_time && !line.record->sheet_time->empty()
                 ? *line.record->sheet_time
                 : china_clock_text(line.time);
  row.what = what_of(line.record->content);
  row.name = name_of_line(state, line);
  row.amount = line.amount;
  row.original_amount = line.original_amount;
  row.staff = line.record->staff;
  row.state = state_of(state, line.sequence);
  row.correctable = can_be_corrected(lines, line);
  row.replaceable = can_be_replaced(state, lines, line);
  row.from_sheet = line.record->sheet_time.has_value();
  if (const auto* correction = std::get_if<domain::Correction>(&line.record->content)) {
    row.target = correction->target;
    row.reason = correction->reason;
    if (line.corrected != nullptr) {
      row.target_what = what_of(line.corrected->content);
      row.target_staff = line.corrected->staff;
      row.old_amount = correction->old_amount;
      row.new_amount = correction->new_amount;
    }
  }
  if (const auto* consultation = std::get_if<domain::Consultation>(&line.record->content)) {
    row.note = consultation->note;
  }
  if (const auto* remark = std::get_if<domain::Remark>(&line.record->content);
      remark != nullptr && is_about_stock(*remark)) {
    row.explanation = difference_reason_from(remark->reason);
  }
  return row;
}

}  // namespace

TodayView make_today(const AppState& state, const OutingLines& lines) {
  TodayView view;
  const TodayLines listed(state, lines);
  const std::size_t all = listed.size();
  view.filter = state.today_filter;
  view.pages = page_count(all, state.room.today_rows);
  view.page = std::clamp(state.page, 0, view.pages - 1);
  const std::size_t first =
      static_cast<std::size_t>(view.page) * static_cast<std::size_t>(state.room.today_rows);
  const std::size_t last = std::min(all, first + static_cast<std::size_t>(state.room.today_rows));
  for (std::size_t i = first; i < last; ++i) {
    view.rows.push_back(make_row(state, lines, listed.newest(i)));
  }
  view.totals = lines.totals();
  view.is_closed = state.outing && state.outing->is_closed;
  return view;
}

}  // namespace outreach::core
