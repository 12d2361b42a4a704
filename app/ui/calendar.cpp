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
// Below this the way back stands beside the month, so that a day keeps its least height.
constexpr float kShortSheet = 560;
constexpr float kBackHeight = 68;

std::string month_words(std::chrono::year_month month) {
  return fill(tr("{year}-{month}"),
              {{"year", std::to_string(static_cast<int>(month.year()))},
               {"month", std::to_string(static_cast<unsigned>(month.month()))}});
}

}  // namespace

Date day_before(Date date) {
  return Date{std::chrono::sys_days{date} - std::chrono::days{1}};
}

void draw_calendar(Canvas& canvas, const Rect& area, const core::OpenOutingView& view,
                   OpenOutingDraft& draft) {
  const GroupScope group(canvas, "calendar");
  const Theme& theme = canvas.theme();
  const Rect at{area.centre_x() - 380, area.y, 760, area.h};
  const Rect inside = sheet(canvas, at, tr("Which day?"), {});
  const auto month = std::chrono::year_month{view.today.year(), view.today.month()} -
                     std::chrono::months{draft.months_back};
  const bool is_short = inside.h < kShortSheet;
  constexpr float kTurnWidth = 180;
  constexpr float kShortBackWidth = 140;
  const Rect top = inside.top_part(64);
  const Rect head = is_short ? top.without_right(kShortBackWidth + kGap) : top;
  if (button(canvas, head.left_part(kTurnWidth), {.label = tr("Month before"), .icon = "back"})) {
    draft.months_back = std::min(draft.months_back + 1, kMonthsBack);
  }
  if (button(canvas, head.right_part(kTurnWidth), {.label = tr("Month after"), .icon = "next"})) {
    draft.months_back = std::max(draft.months_back - 1, -kMonthsAhead);
  }
  canvas.text(head.inset(kTurnWidth + kGap, 0), month_words(month),
              {.size = kTextBody, .bold = true, .color = theme.ink, .align = Align::Centre});
  const Rect days =
      inside.without_top(is_short ? 106 : 112).without_bottom(is_short ? 0 : kBackHeight + 12);
  const std::array names{translatable("Mon"), translatable("Tue"), translatable("Wed"),
                         translatable("Thu"), translatable("Fri"), translatable("Sat"),
                         translatable("Sun")};
  for (int i = 0; i < 7; ++i) {
    const Rect name = days.cell(i, 0, 7, kWeeks, 6);
    canvas.text({name.x, inside.y + 72, name.w, 34}, tr(names[static_cast<std::size_t>(i)]),
                {.size = kTextNote, .color = theme.ink2, .align = Align::Centre});
  }
  const std::chrono::sys_days first{month / 1};
  const int offset = static_cast<int>(std::chrono::weekday{first}.iso_encoding()) - 1;
  const auto last = static_cast<unsigned>((month / std::chrono::last).day());
  for (unsigned day = 1; day <= last; ++day) {
    const int index = offset + static_cast<int>(day) - 1;
    const Date date{month / std::chrono::day{day}};
    if (choice(canvas, days.cell(index % 7, index / 7, 7, kWeeks, 6),
               {.label = std::to_string(day), .selected = draft.date == date})) {
      draft.date = date;
      draft.choosing_date = false;
    }
  }
  const Rect back = is_short ? top.right_part(kShortBackWidth) : inside.bottom_part(kBackHeight);
  if (button(canvas, back, {.label = tr("Back"), .icon = "back", .size = 30})) {
    draft.choosing_date = false;
  }
}

}  // namespace outreach::ui
