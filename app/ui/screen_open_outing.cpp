// 开场次: where, what kind, which day, who.
#include <string>

#include "app/ui/calendar.h"
#include "app/ui/clock_question.h"
#include "app/ui/day_question.h"
#include "app/ui/draw.h"
#include "app/ui/opening_questions.h"
#include "app/ui/parts.h"
#include "app/ui/widgets.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kConfirmHeight = 94;

// Kind, day and person share a column's height: two rows, one, and two.
void ask_the_rest(Canvas& canvas, const Rect& rect, const core::OpenOutingView& view,
                  const Proposal& made, OpenOutingDraft& draft) {
  constexpr float kShort = 460;
  const float gap = rect.h < kShort ? 8 : 14;
  const float title = kQuestionTitle;
  const float row = (rect.h - 3 * title - 2 * gap - 2 * 8) / 5;
  const float two_rows = title + 2 * row + 8;
  ask_kind(canvas, rect.top_part(two_rows), view, draft);
  ask_day(canvas, rect.without_top(two_rows + gap).top_part(title + row), view, made, draft);
  ask_who(canvas, rect.bottom_part(two_rows), view, made, draft);
}

bool draw_opening_wide(Canvas& canvas, const Rect& area, const core::OpenOutingView& view,
                       const Proposal& made, OpenOutingDraft& draft,
                       std::optional<core::Intent>& intent) {
  const Rect left = area.left_part(area.w * 0.44F);
  const Rect right = area.without_left(left.w + 24);
  ask_place(canvas, left, view, draft, intent);
  ask_the_rest(canvas, right.without_bottom(kConfirmHeight + 16), view, made, draft);
  return draw_start(canvas, right.bottom_part(kConfirmHeight), view, made);
}

bool draw_opening_tall(Canvas& canvas, const Rect& area, const core::OpenOutingView& view,
                       const Proposal& made, OpenOutingDraft& draft,
                       std::optional<core::Intent>& intent) {
  const Rect upper = area.without_bottom(kConfirmHeight + 16);
  // Rows as high as a finger needs; the places get the rest.
  constexpr float kRest = 3 * kQuestionTitle + 5 * (kStaffTargetMin + 1) + 2 * 14 + 2 * 8;
  ask_place(canvas, upper.without_bottom(kRest + 18), view, draft, intent);
  ask_the_rest(canvas, upper.bottom_part(kRest), view, made, draft);
  return draw_start(canvas, area.bottom_part(kConfirmHeight), view, made);
}

// Two steps: where and when; then what and who.
bool draw_opening_compact(Canvas& canvas, const Rect& area, const core::OpenOutingView& view,
                          const Proposal& made, OpenOutingDraft& draft,
                          std::optional<core::Intent>& intent) {
  constexpr float kFoot = 70;
  constexpr float kTurn = 250;
  constexpr float kOneRow = kQuestionTitle + kStaffTargetMin + 3;
  const Rect upper = area.without_bottom(kFoot + 8);
  const Rect foot = area.bottom_part(kFoot);
  if (draft.in_second_step) {
    const float half = (upper.h - 12) / 2;
    ask_kind(canvas, upper.top_part(half), view, draft);
    ask_who(canvas, upper.bottom_part(half), view, made, draft);
  } else {
    ask_place(canvas, upper.without_bottom(kOneRow + 8), view, draft, intent);
    ask_day(canvas, upper.bottom_part(kOneRow), view, made, draft);
  }
  if (button(canvas, foot.left_part(kTurn),
             {.label = draft.in_second_step ? tr("Back") : tr("What kind of outing"),
              .icon = draft.in_second_step ? "back" : "next",
              .size = kTextHint,
              .max_lines = 2,
              .leads_back = draft.in_second_step})) {
    draft.in_second_step = !draft.in_second_step;
  }
  return draw_start(canvas, foot.without_left(kTurn + 8), view, made);
}

}  // namespace

std::optional<core::Intent> draw_open_outing(Canvas& canvas, const core::FrameView& frame,
                                             const core::OpenOutingView& view,
                                             OpenOutingDraft& draft) {
  std::optional<core::Intent> intent;
  const Rect area = work_area(canvas, frame, intent);
  const Proposal made = proposal_of(frame, view, draft);
  const auto draw_form =
      by_form(canvas.form(), &draw_opening_wide, &draw_opening_compact, &draw_opening_tall);
  if (draw_form(canvas, area, view, made, draft, intent)) {
    intent = core::OpenOuting{made.outing, made.staff};
  }
  if (draft.choosing_date) {
    draw_calendar(canvas, sheet_area(canvas, area), view, draft);
  }
  if (view.asks_clock) {
    return draw_clock_question(canvas, view);
  }
  if (view.question) {
    return draw_day_question(canvas, view, draft);
  }
  return intent;
}

}  // namespace outreach::ui
