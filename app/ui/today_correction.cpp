#include "app/ui/today_correction.h"

#include <array>
#include <string>

#include "app/ui/parts.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {

std::optional<core::Intent> draw_correction(Canvas& canvas, const Rect& area,
                                            const core::TodayRow& row, TodayDraft& draft) {
  const GroupScope group(canvas, "correction");
  const Theme& theme = canvas.theme();
  const Rect at{area.centre_x() - 460, area.y, 920, area.h};
  const Rect inside =
      sheet(canvas, at, tr("How many was it really?"),
            row.time + "  " + action_words(row.what, row.name, row.amount) + " · " + row.staff);
  const Rect left = inside.left_part(inside.w * 0.5F - 14).without_bottom(88);
  const Rect right = inside.right_part(inside.w * 0.5F - 14).without_bottom(88);
  const Rect line = left.top_part(60);
  const Rect old =
      canvas.text(line, fill(tr("{before} becomes"), {{"before", with_thousands(row.amount)}}),
                  {.size = kTextHint, .color = theme.ink2});
  canvas.text(line.without_left(old.w + 10), draft.typed,
              {.size = kTextTitle, .bold = true, .color = theme.ink, .align = Align::End});
  canvas.fill(line.bottom_part(3), theme.accent);
  std::optional<core::Intent> intent;
  const bool ready = draft.reason && number_in(draft.typed) != row.amount;
  if (number_keypad(canvas, left.without_top(72), {.enter = tr("Set"), .enter_enabled = ready},
                    draft.typed)) {
    intent = core::Correct{*row.sequence, number_in(draft.typed), *draft.reason};
  }
  canvas.text(right.top_part(50), tr("Why?"),
              {.size = kTextHint, .bold = true, .color = theme.ink});
  constexpr std::array kReasons{domain::CorrectionReason::Mistap,
                                domain::CorrectionReason::Miscount,
                                domain::CorrectionReason::Duplicate};
  const Rect reasons = right.without_top(56).without_bottom(90);
  for (int i = 0; i < 3; ++i) {
    const domain::CorrectionReason reason = kReasons[static_cast<std::size_t>(i)];
    if (choice(canvas, reasons.cell(0, i, 1, 3, 10),
               {.label = word_of(reason), .selected = draft.reason == reason, .size = 30})) {
      draft.reason = reason;
    }
  }
  if (button(canvas, right.bottom_part(76),
             {.label = tr("Take it out of the count"),
              .icon = "close",
              .tone = &theme.withdraw,
              .state = draft.reason ? ButtonState::Idle : ButtonState::Disabled,
              .size = kTextHint,
              .max_lines = 2})) {
    intent = core::Correct{*row.sequence, 0, *draft.reason};
  }
  const Rect foot = inside.bottom_part(72);
  if (row.replaceable && button(canvas, foot.cell(1, 0, 2, 1, 28),
                                {.label = tr("Change what it says"),
                                 .icon = "pen",
                                 .state = draft.reason ? ButtonState::Idle : ButtonState::Disabled,
                                 .size = 30})) {
    intent = core::BeginReplacement{*row.sequence, *draft.reason};
  }
  if (button(canvas, row.replaceable ? foot.cell(0, 0, 2, 1, 28) : foot,
             {.label = tr("Leave it as it is"), .icon = "back", .size = 30}) ||
      intent) {
    draft = TodayDraft{};
  }
  return intent;
}

}  // namespace outreach::ui
