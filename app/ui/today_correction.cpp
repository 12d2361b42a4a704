#include "app/ui/today_correction.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "app/ui/parts.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {

namespace {

// 照旧, and where it can be another consultation, what it says. The draft ends with the sheet.
std::optional<core::Intent> draw_correction_foot(Canvas& canvas, const Rect& foot,
                                                 const core::TodayRow& row, TodayDraft& draft,
                                                 std::optional<core::Intent> intent) {
  const float gap = canvas.form() == Form::Compact ? 8 : 28;
  if (row.replaceable && button(canvas, foot.cell(1, 0, 2, 1, gap),
                                {.label = tr("Change what it says"),
                                 .icon = "pen",
                                 .state = draft.reason ? ButtonState::Idle : ButtonState::Disabled,
                                 .size = 30,
                                 .max_lines = 2})) {
    intent = core::BeginReplacement{*row.sequence, *draft.reason};
  }
  if (button(canvas, row.replaceable ? foot.cell(0, 0, 2, 1, gap) : foot,
             {.label = tr("Leave it as it is"), .icon = "back", .size = 30, .leads_back = true}) ||
      intent) {
    draft = TodayDraft{};
  }
  return intent;
}

}  // namespace

std::optional<core::Intent> draw_correction(Canvas& canvas, const Rect& area,
                                            const core::TodayRow& row, TodayDraft& draft) {
  const GroupScope group(canvas, "correction");
  const Theme& theme = canvas.theme();
  constexpr float kWidest = 920;
  constexpr float kTallest = 680;
  const Rect at = sheet_place(area, kWidest, kTallest);
  const Rect inside =
      sheet(canvas, at, tr("How many was it really?"),
            row.time + "  " + action_words(row.what, row.name, row.amount) + " · " + row.staff);
  // On a small panel the way back stands below the reasons: the keys need the height.
  const bool is_compact = canvas.form() == Form::Compact;
  const float between = is_compact ? 6 : 16;
  const float leave = is_compact ? kStaffTargetMin : 72;
  const Rect column = inside.right_part(inside.w * 0.5F - 14);
  const Rect left =
      inside.left_part(inside.w * 0.5F - 14).without_bottom(is_compact ? 0.0F : 88.0F);
  const Rect right = column.without_bottom(leave + between);
  const Rect line = left.top_part(is_compact ? 46.0F : 60.0F);
  const Rect old =
      canvas.text(line, fill(tr("{before} becomes"), {{"before", with_thousands(row.amount)}}),
                  {.size = kTextHint, .color = theme.ink2});
  canvas.text(line.without_left(old.w + 10), draft.typed,
              {.size = kTextTitle, .bold = true, .color = theme.ink, .align = Align::End});
  canvas.fill(line.bottom_part(3), theme.accent);
  std::optional<core::Intent> intent;
  const bool ready = draft.reason && number_in(draft.typed) != row.amount;
  if (number_keypad(canvas, left.without_top(line.h + (is_compact ? 6.0F : 12.0F)),
                    {.enter = tr("Set"), .enter_enabled = ready}, draft.typed)) {
    intent = core::Correct{*row.sequence, number_in(draft.typed), *draft.reason};
  }
  const float why = is_compact ? 30 : 50;
  const float out = is_compact ? kStaffTargetMin : 76;
  canvas.text(right.top_part(why), tr("Why?"),
              {.size = kTextHint, .bold = true, .color = theme.ink});
  constexpr std::array kReasons{domain::CorrectionReason::Mistap,
                                domain::CorrectionReason::Miscount,
                                domain::CorrectionReason::Duplicate};
  const Rect reasons = right.without_top(why + (is_compact ? 2.0F : 6.0F))
                           .without_bottom(out + (is_compact ? 6.0F : 14.0F));
  for (int i = 0; i < 3; ++i) {
    const domain::CorrectionReason reason = kReasons[static_cast<std::size_t>(i)];
    if (choice(canvas, reasons.cell(0, i, 1, 3, is_compact ? 6.0F : 10.0F),
               {.label = word_of(reason), .selected = draft.reason == reason, .size = 30})) {
      draft.reason = reason;
    }
  }
  if (button(canvas, right.bottom_part(out),
             {.label = tr("Take it out of the count"),
              .icon = "close",
              .tone = &theme.withdraw,
              .state = draft.reason ? ButtonState::Idle : ButtonState::Disabled,
              .size = kTextHint,
              .max_lines = 2})) {
    intent = core::Correct{*row.sequence, 0, *draft.reason};
  }
  const Rect foot = (is_compact ? column : inside).bottom_part(leave);
  return draw_correction_foot(canvas, foot, row, draft, std::move(intent));
}

}  // namespace outreach::ui
