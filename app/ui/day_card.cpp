#include "app/ui/day_card.h"

#include "app/ui/widgets.h"
#include "app/ui/words.h"
#include "platform/text/locale.h"

namespace outreach::ui {

void draw_day_card(Canvas& canvas, const Rect& rect, const std::string& heading, Date date,
                   const std::string& question) {
  const Theme& theme = canvas.theme();
  canvas.box(
      rect, {.fill = theme.card, .border = theme.accent, .border_width = 4, .radius = kRadiusTile});
  const Rect inside = canvas.form() == Form::Compact ? rect.inset(20, 8) : rect.inset(32, 20);
  const float line = inside.h * 0.2F;
  constexpr float kAir = 6;
  canvas.text(inside.top_part(line).inset(0, kAir), heading,
              {.size = kTextTitle, .color = theme.ink, .align = Align::Centre});
  // The one thing to read: never smaller than the type size asks, and as large as it fits.
  canvas.text({inside.x, inside.y + line, inside.w, inside.h * 0.38F}, long_day_words(date),
              {.size = 120,
               .bold = true,
               .color = theme.high_contrast ? theme.accent : theme.ink,
               .align = Align::Centre,
               .grows = false});
  canvas.text(
      Rect{inside.x, inside.y + line + inside.h * 0.38F, inside.w, inside.h * 0.22F}.inset(0, kAir),
      weekday_words(date),
      {.size = kTextHero, .bold = true, .color = theme.ink, .align = Align::Centre});
  canvas.text(inside.bottom_part(line).inset(0, kAir), question,
              {.size = kTextTitle, .color = theme.ink, .align = Align::Centre});
}

Rect question_area(const Canvas& canvas) {
  return canvas.form() == Form::Compact ? canvas.screen().inset(20, 12)
                                        : canvas.screen().inset(40, 28);
}

float answers_height(const Canvas& canvas) {
  // Room for two lines of the largest type with air above and below them.
  return canvas.form() == Form::Compact ? kResidentTargetMin + 1 : 158;
}

float clock_line_height(const Canvas& canvas) {
  return canvas.form() == Form::Compact ? 76 : 96;
}

bool draw_clock_line(Canvas& canvas, const Rect& rect, const std::string& words, bool is_believed) {
  const float call = by_form(canvas.form(), 330.0F, 280.0F, 250.0F);
  const Theme& theme = canvas.theme();
  const Rect line = is_believed ? rect.without_right(call + 16) : rect;
  banner(canvas, line, {.icon = "clock", .words = words, .tone = &theme.wheat});
  return is_believed && button(canvas, rect.right_part(call),
                               {.label = tr("The machine's date is wrong"),
                                .icon = "warning",
                                .size = kTextHint,
                                .max_lines = 2});
}

}  // namespace outreach::ui
