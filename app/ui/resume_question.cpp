#include "app/ui/resume_question.h"

#include "app/ui/day_card.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/text/locale.h"

namespace outreach::ui {
std::optional<core::Intent> draw_resume_question(Canvas& canvas, const core::ResumeView& view) {
  const GroupScope group(canvas, "resume question");
  canvas.block(canvas.screen());
  canvas.fill(canvas.screen(), canvas.theme().paper);
  const Rect area = question_area(canvas);
  const std::string words = view.today ? fill(tr("By this machine's date, today is {day}"),
                                              {{"day", long_day_words(*view.today)}})
                                       : fill(tr("{why}. Please make sure of the day"),
                                              {{"why", words_of(view.clock_doubt)}});
  std::optional<core::Intent> intent;
  if (draw_clock_line(canvas, area.top_part(clock_line_height(canvas)), words,
                      view.today.has_value())) {
    intent = core::AnswerClock{true};
  }
  draw_day_card(
      canvas,
      area.without_top(clock_line_height(canvas) + 16).without_bottom(answers_height(canvas) + 24),
      fill(tr("The outing at {place} is still open"), {{"place", view.place}}), view.date,
      tr("Are you still at it?"));
  // Alike: which of them is right only the people there know.
  using Answer = core::AnswerResume::Answer;
  const Rect row = area.bottom_part(answers_height(canvas));
  if (button(canvas, row.cell(0, 0, 2, 1, 24),
             {.label = tr("Go on with it"),
              .icon = "outing",
              .size = 40,
              .radius = kRadiusButton,
              .lip = kLipTile,
              .max_lines = 2})) {
    intent = core::AnswerResume{Answer::GoOn};
  }
  if (button(canvas, row.cell(1, 0, 2, 1, 24),
             {.label = tr("Close it, today is another"),
              .icon = "pack-up",
              .size = 40,
              .radius = kRadiusButton,
              .lip = kLipTile,
              .max_lines = 2})) {
    intent = core::AnswerResume{Answer::Close};
  }
  return intent;
}

}  // namespace outreach::ui
