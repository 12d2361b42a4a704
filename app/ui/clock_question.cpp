#include "app/ui/clock_question.h"

#include "app/ui/day_card.h"
#include "app/ui/widgets.h"
#include "platform/text/locale.h"

namespace outreach::ui {
std::optional<core::Intent> draw_clock_question(Canvas& canvas, const core::OpenOutingView& view) {
  const GroupScope group(canvas, "clock question");
  canvas.block(canvas.screen());
  canvas.fill(canvas.screen(), canvas.theme().paper);
  const Rect area = question_area(canvas);
  draw_day_card(canvas, area.without_bottom(answers_height(canvas) + 24),
                tr("By this machine's date, today is"), view.today,
                tr("Is the machine's date wrong?"));
  std::optional<core::Intent> intent;
  const Rect row = area.bottom_part(answers_height(canvas));
  // Neither is the likelier one.
  if (button(canvas, row.cell(0, 0, 2, 1, 24),
             {.label = tr("No, I add an earlier day"),
              .icon = "calendar",
              .size = 40,
              .radius = kRadiusButton,
              .lip = kLipTile,
              .max_lines = 2})) {
    intent = core::AnswerClock{false};
  }
  if (button(canvas, row.cell(1, 0, 2, 1, 24),
             {.label = tr("Yes, the date is wrong"),
              .icon = "clock",
              .size = 40,
              .radius = kRadiusButton,
              .lip = kLipTile,
              .max_lines = 2})) {
    intent = core::AnswerClock{true};
  }
  return intent;
}

}  // namespace outreach::ui
