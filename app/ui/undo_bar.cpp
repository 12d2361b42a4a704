// What was done last, and its way back: at the foot of the counting screens.
#include <algorithm>
#include <string>

#include "app/ui/parts.h"
#include "app/ui/widgets.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

// Where the parts of the undo bar stand.
struct UndoCuts {
  Rect chip;
  Rect words;  // and at their right end when and by whom
  Rect sum;
  Rect undo;
};

UndoCuts undo_cuts(const Canvas& canvas, const Rect& rect, bool has_chip, bool has_sum) {
  UndoCuts made;
  if (canvas.form() == Form::Tall) {
    const Rect lower = rect.bottom_part(rect.h * 0.52F).inset(14, 0).without_bottom(10);
    made.words = rect.top_part(rect.h * 0.48F).inset(16, 4);
    made.chip = lower.left_part(has_chip ? 160 : 0).inset(0, 6);
    made.undo = lower.right_part(190);
    made.sum = lower.without_right(206).right_part(has_sum ? 260 : 0);
    return made;
  }
  const bool is_compact = canvas.form() == Form::Compact;
  const float undo = is_compact ? 148 : 198;
  const float sum = is_compact ? 190 : 230;
  const Rect inside = is_compact ? rect.inset(8, 4) : rect.inset(14, 10);
  made.undo = rect.right_part(undo);
  made.undo = {made.undo.x + (is_compact ? 0.0F : 14.0F), inside.y,
               made.undo.w - (is_compact ? 4.0F : 28.0F), inside.h};
  made.sum = rect.without_right(undo + 8).right_part(has_sum ? sum : 0);
  made.chip = inside.inset(0, 6).left_part(!has_chip ? 0 : is_compact ? 120 : 150);
  const float left = made.chip.right() + (is_compact ? 10 : 16);
  made.words = {left, rect.y + 6, made.sum.x - left - 12, rect.h - 12};
  return made;
}

}  // namespace

void last_action_box(Canvas& canvas, const Rect& rect, const core::LastAction& last) {
  const Theme& theme = canvas.theme();
  const bool failed = last.state == core::SaveState::Failed;
  canvas.box(rect, {.fill = failed ? theme.failed.fill : theme.card,
                    .border = failed ? theme.failed.border : theme.line,
                    .border_width = failed ? 4.0F : 2.0F,
                    .radius = kRadiusStaff});
}

std::optional<core::Intent> undo_button(Canvas& canvas, const Rect& rect,
                                        const core::LastAction& last) {
  const bool is_tapped = button(canvas, rect,
                                {.label = tr("Undo"),
                                 .icon = "undo",
                                 .state = last.can_undo ? ButtonState::Idle : ButtonState::Disabled,
                                 .size = 30});
  return is_tapped ? std::optional<core::Intent>(core::UndoLast{}) : std::nullopt;
}

float undo_bar_height(const Canvas& canvas) {
  return by_form(canvas.form(), 84.0F, 68.0F, 140.0F);
}

std::optional<core::Intent> undo_bar(Canvas& canvas, const Rect& rect, const core::FrameView& frame,
                                     const std::string& sum) {
  const Theme& theme = canvas.theme();
  const core::LastAction& last = frame.last;
  const bool failed = last.state == core::SaveState::Failed;
  last_action_box(canvas, rect, last);
  const bool has_chip = last.state != core::SaveState::Nothing;
  const UndoCuts cuts = undo_cuts(canvas, rect, has_chip, !sum.empty());
  auto intent = undo_button(canvas, cuts.undo, last);
  const Color ink = failed ? theme.failed.text : theme.ink;
  canvas.text(cuts.sum, sum,
              {.size = kTextHint,
               .bold = true,
               .color = ink,
               .align = Align::End,
               .max_lines = 2,
               .pitch = 1.15F});
  save_chip(canvas, cuts.chip, last.state);
  const Rect& words = cuts.words;
  if (last.what == core::LastAction::What::None) {
    canvas.text(words, tr("Nothing recorded yet"), {.size = kTextHint, .color = theme.ink2});
    return intent;
  }
  // A small bar has room for what alone; 今日 says the rest.
  const bool says_who = canvas.form() != Form::Compact;
  const Rect facts = words.right_part(says_who ? std::min(150.0F, words.w * 0.3F) : 0);
  if (says_who) {
    canvas.text(facts, last.time + "\n" + last.staff,
                {.size = 24,
                 .color = failed ? ink : theme.ink2,
                 .align = Align::End,
                 .max_lines = 2,
                 .pitch = 1.25F});
  }
  canvas.text(words.without_right(facts.w + 8),
              fill(theme.practice ? tr("Practice: {what}") : tr("Just now: {what}"),
                   {{"what", action_words(last.what, last.name, last.amount)}}),
              {.size = kTextHint, .bold = true, .color = ink, .max_lines = 2, .pitch = 1.2F});
  return intent;
}

}  // namespace outreach::ui
