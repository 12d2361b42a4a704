#include "app/ui/calendar.h"

#include <algorithm>
#include <array>
#include <string>

#include "app/ui/widgets.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

// Plans come a year and a half early at most; paper is typed in of any year.
constexpr int kMonthsAhead = 18;
constexpr int kMonthsBack = 120;
constexpr int kWeeks = 6;

std::string month_words(std::chrono::year_month month) {
  return fill(tr("{year}-{month}"),
              {{"year", std::to_string(static_cast<int>(month.year()))},
               {"month", std::to_string(static_cast<unsigned>(month.month()))}});
}

// Where the parts stand: the months above the days, or where there is little height at their left.
struct CalendarCuts {
  Rect before;
  Rect after;
  Rect month;
  Rect days;  // the names of weekdays included
  float names = 38;
  Rect back;
};

CalendarCuts calendar_cuts(bool is_low, const Rect& inside) {
  constexpr float kTurnWidth = 180;
  CalendarCuts made;
  if (is_low) {
    constexpr float kSideRow = 66;
    const Rect side = inside.left_part(kTurnWidth + 20);
    made.month = side.without_top(54).top_part(54);
    made.before = side.without_top(118).top_part(kSideRow);
    made.after = side.without_top(118 + kSideRow + 10).top_part(kSideRow);
    made.back = side.bottom_part(kSideRow);
    made.days = inside.without_left(side.w + 20);
    made.names = 28;
    return made;
  }
  const Rect head = inside.top_part(64);
  made.before = head.left_part(kTurnWidth);
  made.after = head.right_part(kTurnWidth);
  made.month = head.inset(kTurnWidth + 10, 0);
  made.back = inside.bottom_part(68);
  made.days = inside.without_top(74).without_bottom(80);
  return made;
}

}  // namespace

Date day_before(Date date) {
  return Date{std::chrono::sys_days{date} - std::chrono::days{1}};
}

void draw_calendar(Canvas& canvas, const Rect& area, const core::OpenOutingView& view,
                   OpenOutingDraft& draft) {
  const GroupScope group(canvas, "calendar");
  const Theme& theme = canvas.theme();
  constexpr float kTallest = 720;
  constexpr float kStackedLeast = 690;
  constexpr float kLowWidth = 900;
  const bool is_low = area.h < kStackedLeast;
  const Rect at = sheet_place(area, is_low ? kLowWidth : 760, kTallest);
  const Rect below = sheet(canvas, at, is_low ? "" : tr("Which day?"), {});
  // There the days need the height beside the question, too.
  const Rect inside = is_low ? at.inset(16, 10) : below;
  const CalendarCuts cuts = calendar_cuts(is_low, inside);
  if (is_low) {
    canvas.text({cuts.before.x, inside.y, cuts.before.w, 46}, tr("Which day?"),
                {.size = kTextBody, .bold = true, .color = theme.ink});
  }
  const auto month = std::chrono::year_month{view.today.year(), view.today.month()} -
                     std::chrono::months{draft.months_back};
  if (button(canvas, cuts.before, {.label = tr("Month before"), .icon = "back"})) {
    draft.months_back = std::min(draft.months_back + 1, kMonthsBack);
  }
  if (button(canvas, cuts.after, {.label = tr("Month after"), .icon = "next"})) {
    draft.months_back = std::max(draft.months_back - 1, -kMonthsAhead);
  }
  canvas.text(cuts.month, month_words(month),
              {.size = kTextBody, .bold = true, .color = theme.ink, .align = Align::Centre});
  const Rect names_row = cuts.days.top_part(cuts.names);
  const Rect days = cuts.days.without_top(cuts.names);
  const std::array names{translatable("Mon"), translatable("Tue"), translatable("Wed"),
                         translatable("Thu"), translatable("Fri"), translatable("Sat"),
                         translatable("Sun")};
  constexpr float kBetween = 6;
  for (int i = 0; i < 7; ++i) {
    canvas.text(names_row.cell(i, 0, 7, 1, kBetween), tr(names[static_cast<std::size_t>(i)]),
                {.size = kTextNote, .color = theme.ink2, .align = Align::Centre});
  }
  const std::chrono::sys_days first{month / 1};
  const int offset = static_cast<int>(std::chrono::weekday{first}.iso_encoding()) - 1;
  const auto last = static_cast<unsigned>((month / std::chrono::last).day());
  for (unsigned day = 1; day <= last; ++day) {
    const int index = offset + static_cast<int>(day) - 1;
    const Date date{month / std::chrono::day{day}};
    if (choice(canvas, days.cell(index % 7, index / 7, 7, kWeeks, kBetween),
               {.label = std::to_string(day), .selected = draft.date == date})) {
      draft.date = date;
      draft.choosing_date = false;
    }
  }
  if (button(canvas, cuts.back,
             {.label = tr("Back"), .icon = "back", .size = 30, .leads_back = true})) {
    draft.choosing_date = false;
  }
}

}  // namespace outreach::ui
