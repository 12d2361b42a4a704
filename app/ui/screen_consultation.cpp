// 咨询: one visit for advice, in two taps for the usual case: what it is about, and 记下.
#include <string>

#include "app/ui/consultation_extras.h"
#include "app/ui/consultation_replace.h"
#include "app/ui/consultation_sheets.h"
#include "app/ui/consultation_steps.h"
#include "app/ui/draw.h"
#include "app/ui/note_sheet.h"
#include "app/ui/parts.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kStepTitle = 32;
constexpr float kFootHigh = 94;

// An intent of one part; a later one wins.
struct Wanted {
  std::optional<core::Intent> intent;
  void take(std::optional<core::Intent> other) {
    if (other) {
      intent = std::move(other);
    }
  }
};

void ask_people(Canvas& canvas, const Rect& rect) {
  step_title(canvas, rect, "1 " + std::string(tr("How many came")),
             tr("Together they are one party"));
}

void ask_topic(Canvas& canvas, const Rect& rect) {
  step_title(canvas, rect, "2 " + std::string(tr("What about")), tr("Most used first"));
}

void ask_outcome(Canvas& canvas, const Rect& rect) {
  step_title(canvas, rect, "3 " + std::string(tr("What was done")));
}

// What was recorded last, or what is being replaced.
std::optional<core::Intent> draw_before(Canvas& canvas, const Rect& rect,
                                        const core::FrameView& frame,
                                        const core::ConsultationView& view) {
  return view.replaced ? draw_replaced(canvas, rect, *view.replaced)
                       : draw_last(canvas, rect, frame, view);
}

std::optional<core::Intent> draw_consultation_wide(Canvas& canvas, const Rect& area,
                                                   const core::FrameView& frame,
                                                   const core::ConsultationView& view,
                                                   ConsultationDraft& draft) {
  Wanted wanted;
  constexpr float kRightWidth = 450;
  const Rect right = area.right_part(kRightWidth);
  const Rect left = area.without_right(kRightWidth + 20);
  ask_people(canvas, left.top_part(kStepTitle));
  draw_people(canvas, {left.x, left.y + 38, left.w, 72}, draft);
  ask_topic(canvas, {left.x, left.y + 120, left.w, kStepTitle});
  const float strip = note_strip_height(draft.note);
  draw_topics(canvas, left.without_top(160).without_bottom(kFootHigh + strip + 12), view, draft);
  draw_note_strip(canvas, left.without_bottom(kFootHigh + 6).bottom_part(strip), draft.note);
  wanted.take(draw_before(canvas, left.bottom_part(kFootHigh), frame, view));
  const float rule_height = std::min(260.0F, right.h * 0.36F);
  draw_rule(canvas, right.top_part(rule_height), view, draft);
  const float outcomes_top = rule_height + 12;
  ask_outcome(canvas, {right.x, right.y + outcomes_top, right.w, kStepTitle});
  wanted.take(draw_outcomes(
      canvas, right.without_top(outcomes_top + 40).without_bottom(kFootHigh + 14), view, draft));
  wanted.take(draw_confirm(canvas, right.bottom_part(kFootHigh), view, draft));
  return wanted.intent;
}

// One below the other; the topics get what the rest leaves.
std::optional<core::Intent> draw_consultation_tall(Canvas& canvas, const Rect& area,
                                                   const core::FrameView& frame,
                                                   const core::ConsultationView& view,
                                                   ConsultationDraft& draft) {
  Wanted wanted;
  constexpr float kAfterTitle = 6;
  constexpr float kBetween = 14;
  constexpr float kPeople = 72;
  constexpr float kRule = 184;
  constexpr float kOutcomes = 156;
  ask_people(canvas, area.top_part(kStepTitle));
  draw_people(canvas, area.without_top(kStepTitle + kAfterTitle).top_part(kPeople), draft);
  Rect rest = area.without_top(kStepTitle + kAfterTitle + kPeople + kBetween);
  wanted.take(draw_before(canvas, rest.bottom_part(kFootHigh), frame, view));
  rest = rest.without_bottom(kFootHigh + 10);
  wanted.take(draw_confirm(canvas, rest.bottom_part(kFootHigh), view, draft));
  rest = rest.without_bottom(kFootHigh + 8);
  const float strip = note_strip_height(draft.note);
  draw_note_strip(canvas, rest.bottom_part(strip), draft.note);
  rest = rest.without_bottom(strip + 8);
  wanted.take(draw_outcomes(canvas, rest.bottom_part(kOutcomes), view, draft));
  rest = rest.without_bottom(kOutcomes + kAfterTitle);
  ask_outcome(canvas, rest.bottom_part(kStepTitle));
  rest = rest.without_bottom(kStepTitle + kBetween);
  draw_rule(canvas, rest.bottom_part(kRule), view, draft);
  rest = rest.without_bottom(kRule + kBetween);
  ask_topic(canvas, rest.top_part(kStepTitle));
  draw_topics(canvas, rest.without_top(kStepTitle + kAfterTitle), view, draft);
  return wanted.intent;
}

// Two steps: who and what about; then, where the usual is not what was done, what was done.
std::optional<core::Intent> draw_consultation_compact(Canvas& canvas, const Rect& area,
                                                      const core::FrameView& frame,
                                                      const core::ConsultationView& view,
                                                      ConsultationDraft& draft) {
  Wanted wanted;
  constexpr float kFoot = 68;
  constexpr float kConfirm = 392;
  constexpr float kTurn = 236;
  constexpr float kBetween = 8;
  const Rect foot = area.bottom_part(kFoot);
  const Rect above = area.without_bottom(kFoot + kBetween);
  wanted.take(draw_confirm(canvas, foot.right_part(kConfirm), view, draft));
  const Rect turn = foot.without_right(kConfirm + kBetween).right_part(kTurn);
  const Rect undo = foot.left_part(turn.x - foot.x - kBetween);
  if (draft.in_second_step) {
    const Rect left = above.left_part(above.w * 0.46F);
    const Rect right = above.without_left(left.w + 16);
    const float strip = note_strip_height(draft.note);
    draw_rule(canvas, left.without_bottom(strip + kBetween), view, draft);
    draw_note_strip(canvas, left.bottom_part(strip), draft.note);
    ask_outcome(canvas, right.top_part(kStepTitle));
    wanted.take(draw_outcomes(canvas, right.without_top(kStepTitle + kBetween), view, draft));
  } else {
    constexpr float kPeople = 62;
    draw_people(canvas, above.top_part(kPeople), draft);
    draw_topics(canvas, above.without_top(kPeople + kBetween), view, draft);
  }
  if (view.replaced) {
    wanted.take(draw_way_out_of_replacing(canvas, undo));
  } else if (button(canvas, undo,
                    {.label = tr("Undo"),
                     .icon = "undo",
                     .state = frame.last.can_undo ? ButtonState::Idle : ButtonState::Disabled,
                     .size = kTextHint})) {
    wanted.intent = core::UndoLast{};
  }
  const auto outcome = outcome_of(draft);
  const std::string onward = outcome ? word_of(*outcome) : std::string(tr("What was done"));
  // Drawn last: Escape goes back by one step first.
  if (button(canvas, turn,
             {.label = draft.in_second_step ? std::string(tr("Back")) : onward,
              .icon = draft.in_second_step ? "back" : "next",
              .size = kTextHint,
              .max_lines = 2,
              .leads_back = draft.in_second_step})) {
    draft.in_second_step = !draft.in_second_step;
  }
  return wanted.intent;
}

}  // namespace

std::optional<core::Intent> draw_consultation(Canvas& canvas, const core::FrameView& frame,
                                              const core::ConsultationView& view,
                                              ConsultationDraft& draft) {
  follow_replacement(view, draft);
  follow_replacement(view, draft);
  std::optional<core::Intent> intent;
  const Rect area = work_area(canvas, frame, intent);
  const auto draw_form = by_form(canvas.form(), &draw_consultation_wide, &draw_consultation_compact,
                                 &draw_consultation_tall);
  if (auto wanted = draw_form(canvas, area, frame, view, draft)) {
    intent = std::move(wanted);
  }
  if (draft.typing_people) {
    draw_people_sheet(canvas, sheet_area(canvas, area), draft);
  } else if (draft.changing) {
    draw_change_sheet(canvas, sheet_area(canvas, area), view, draft);
  } else if (draft.noting) {
    draw_note_sheet(canvas, sheet_area(canvas, area), view, draft);
  }
  return intent;
}

}  // namespace outreach::ui
