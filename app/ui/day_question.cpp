#include "app/ui/day_question.h"

#include <string>

#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kMargin = 40;
constexpr float kButtons = 150;

void draw_day(Canvas& canvas, const Rect& rect, const core::OpenOutingView::DayQuestion& question) {
  const Theme& theme = canvas.theme();
  canvas.box(
      rect, {.fill = theme.card, .border = theme.accent, .border_width = 4, .radius = kRadiusTile});
  const Rect inside = rect.inset(32, 20);
  const float line = inside.h * 0.2F;
  constexpr float kAir = 6;
  canvas.text(inside.top_part(line).inset(0, kAir),
              question.is_today ? tr("Today is") : tr("The day of this outing is"),
              {.size = kTextTitle, .color = theme.ink, .align = Align::Centre});
  // The one thing to read: never smaller than the type size asks, and as large as it fits.
  canvas.text({inside.x, inside.y + line, inside.w, inside.h * 0.38F},
              long_day_words(question.date),
              {.size = 120,
               .bold = true,
               .color = theme.high_contrast ? theme.accent : theme.ink,
               .align = Align::Centre,
               .grows = false});
  canvas.text(
      Rect{inside.x, inside.y + line + inside.h * 0.38F, inside.w, inside.h * 0.22F}.inset(0, kAir),
      weekday_words(question.date),
      {.size = kTextHero, .bold = true, .color = theme.ink, .align = Align::Centre});
  canvas.text(inside.bottom_part(line).inset(0, kAir), tr("Is that right?"),
              {.size = kTextTitle, .color = theme.ink, .align = Align::Centre});
}

}  // namespace

std::optional<core::Intent> draw_day_question(Canvas& canvas, const core::OpenOutingView& view,
                                              OpenOutingDraft& draft) {
  const GroupScope group(canvas, "day question");
  const Theme& theme = canvas.theme();
  const core::OpenOutingView::DayQuestion& question = *view.question;
  canvas.block(canvas.screen());
  canvas.fill(canvas.screen(), theme.paper);
  const Rect area = canvas.screen().inset(kMargin, 28);
  Rect head = area.top_part(72);
  icon_and_words(canvas, head, "outing", question.place, theme.plain,
                 {.size = kTextTitle, .bold = true, .color = {}});
  Rect body = area.without_top(88).without_bottom(kButtons + 24);
  std::string doubt;
  if (!view.clock_trusted) {
    doubt = fill(tr("{why}. Please make sure of the day"), {{"why", words_of(view.clock_doubt)}});
  } else if (question.in_future) {
    doubt = tr("This day has not come yet. Please look twice");
  }
  if (!doubt.empty()) {
    banner(canvas, body.top_part(92), {.icon = "clock", .words = doubt, .tone = &theme.wheat});
    body = body.without_top(108);
  }
  draw_day(canvas, body, question);
  std::optional<core::Intent> intent;
  const Rect row = area.bottom_part(kButtons);
  const Rect left = row.left_part(row.w * 0.42F);
  if (button(canvas, left,
             {.label = tr("No, another day"),
              .icon = "calendar",
              .size = 40,
              .radius = kRadiusButton,
              .lip = kLipTile,
              .max_lines = 2})) {
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
