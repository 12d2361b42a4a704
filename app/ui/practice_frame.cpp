#include "app/ui/practice_frame.h"

#include "app/ui/widgets.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kStripes = 6;  // above the band
constexpr float kBand = 62;
constexpr float kAbove = kStripes + kBand;
constexpr float kLine = 28;

// A small panel has no room for the band: one line between the stripes says it, and the way out is
// in 更多 (home_more.h).
bool is_narrow(const Canvas& canvas) {
  return canvas.form() == Form::Compact;
}

// Slanted bars in rows of so many units: the canvas fills upright rectangles only.
constexpr float kStripeRow = 2;
constexpr float kStripeWidth = 26;
constexpr float kStripePitch = 52;

void draw_stripes(Canvas& canvas, const Rect& rect) {
  const Theme& theme = canvas.theme();
  canvas.fill(rect, theme.listen.fill);
  for (float y = 0; y < rect.h; y += kStripeRow) {
    for (float x = rect.x - rect.h; x < rect.right(); x += kStripePitch) {
      const Rect bar{x + rect.h - y, rect.y + y, kStripeWidth, kStripeRow};
      canvas.fill(intersection(bar, rect), theme.stripe);
    }
  }
}

bool draw_band(Canvas& canvas, const Rect& band) {
  const Theme& theme = canvas.theme();
  const Tone& tone = theme.listen;
  canvas.fill(band, tone.fill);
  constexpr float kExitWidth = 250;
  const Rect inside = band.inset(kStaffMargin, 1);
  const bool ends = button(canvas, inside.right_part(kExitWidth),
                           {.label = tr("Done practising"), .size = kTextHint});
  constexpr float kIcon = 40;
  canvas.icon({inside.x, inside.centre_y() - kIcon / 2, kIcon, kIcon}, "repeat", tone.icon);
  const Rect words = inside.without_left(kIcon + 14).without_right(kExitWidth + 20);
  const Rect taken = canvas.text(words.left_part(words.w * 0.3F), tr("Practice"),
                                 {.size = 40, .bold = true, .color = tone.text, .grows = false});
  canvas.text(words.without_left(taken.right() - words.x + 22),
              tr("Tap what you like: nothing counts, nothing is sent"),
              {.size = kTextHint, .color = tone.text, .max_lines = 2, .pitch = 1.1F});
  return ends;
}

// The words in the middle of a row of stripes.
void draw_line(Canvas& canvas, const Rect& rect) {
  draw_stripes(canvas, rect);
  constexpr float kPlate = 420;
  const Rect plate{rect.centre_x() - kPlate / 2, rect.y, kPlate, rect.h};
  canvas.fill(plate, canvas.theme().listen.fill);
  canvas.text(plate.inset(8, 0), tr("Practice, no real numbers"),
              {.size = 24,
               .bold = true,
               .color = canvas.theme().listen.text,
               .align = Align::Centre,
               .grows = false});
}

}  // namespace

void begin_practice_frame(Canvas& canvas) {
  canvas.wear_practice();
  canvas.keep_free(is_narrow(canvas) ? kLine : kAbove, is_narrow(canvas) ? 0 : kLine);
}

std::optional<core::Intent> end_practice_frame(Canvas& canvas) {
  canvas.keep_free(0, 0);
  const GroupScope group(canvas, "practice");
  const Rect screen = canvas.screen();
  if (is_narrow(canvas)) {
    draw_line(canvas, screen.top_part(kLine));
    return std::nullopt;
  }
  draw_stripes(canvas, screen.top_part(kStripes));
  const bool ends = draw_band(canvas, screen.top_part(kAbove).without_top(kStripes));
  draw_line(canvas, screen.bottom_part(kLine));
  return ends ? std::optional<core::Intent>(core::EndPractice{}) : std::nullopt;
}

}  // namespace outreach::ui
