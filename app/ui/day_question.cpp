#include "app/ui/day_question.h"

#include <string>

#include "app/ui/day_card.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

// Empty where the day is today's by a clock that is believed.
std::string doubt_words(const core::OpenOutingView& view) {
  if (!view.clock_trusted) {
    return fill(tr("{why}. Please make sure of the day"), {{"why", words_of(view.clock_doubt)}});
  }
  if (view.question->in_future) {
    return tr("This day has not come yet. Please look twice");
  }
  return view.question->is_today ? std::string()
                                 : fill(tr("By this machine's date, today is {day}"),
                                        {{"day", long_day_words(view.today)}});
}

}  // namespace

std::optional<core::Intent> draw_day_question(Canvas& canvas, const core::OpenOutingView& view,
                                              OpenOutingDraft& draft) {
  const GroupScope group(canvas, "day question");
  const Theme& theme = canvas.theme();
  const core::OpenOutingView::DayQuestion& question = *view.question;
  canvas.block(canvas.screen());
  canvas.fill(canvas.screen(), theme.paper);
  const Rect area = question_area(canvas);
  const Rect head = area.top_part(canvas.form() == Form::Compact ? 54.0F : 72.0F);
  icon_and_words(canvas, head, "outing", question.place, theme.plain,
                 {.size = kTextTitle, .bold = true, .color = {}});
  Rect body = area.without_top(head.h + (canvas.form() == Form::Compact ? 8.0F : 16.0F))
                  .without_bottom(answers_height(canvas) + 24);
  std::optional<core::Intent> intent;
  if (const std::string doubt = doubt_words(view); !doubt.empty()) {
    if (draw_clock_line(canvas, body.top_part(clock_line_height(canvas)), doubt,
                        view.clock_trusted)) {
      intent = core::AnswerClock{true};
    }
    body = body.without_top(clock_line_height(canvas) + 16);
  }
  draw_day_card(canvas, body, question.is_today ? tr("Today is") : tr("The day of this outing is"),
                question.date, tr("Is that right?"));
  const Rect row = area.bottom_part(answers_height(canvas));
  const Rect left = row.left_part(row.w * 0.42F);
  if (button(canvas, left,
             {.label = tr("No, another day"),
              .icon = "calendar",
              .size = 40,
              .radius = kRadiusButton,
              .lip = kLipTile,
              .max_lines = 2})) {
    draft.date.reset();
    draft.choosing_date = true;
    draft.months_back = 0;
    intent = core::AnswerDay{false};
  }
  if (button(canvas, row.without_left(left.w + 24),
             {.label = tr("Yes, that is the day"),
              .icon = "check",
              .tone = &theme.confirm,
              .size = 46,
              .radius = kRadiusButton,
              .lip = kLipTile,
              .max_lines = 2})) {
    intent = core::AnswerDay{true};
  }
  return intent;
}

}  // namespace outreach::ui
