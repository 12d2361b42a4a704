// The resident's tiles and the headers of both faces.
#include <cmath>
#include <string>

#include "app/ui/widgets.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kPanelWidth = 184;

BoxStyle tile_box(const Theme& theme, const Tone& tone, bool pressed) {
  BoxStyle box;
  box.fill = pressed ? tone.pressed : tone.fill;
  box.border = tone.border;
  box.border_width = theme.high_contrast ? 3 : 2;
  box.radius = kRadiusTile;
  box.lip = tone.lip;
  box.lip_height = pressed || theme.high_contrast ? 0 : kLipTile;
  return box;
}

// Word and hints as one block, centred in height.
void tile_words(Canvas& canvas, const Rect& rect, const Tile& spec, Color color, Color hint_color,
                float word_size) {
  const TextStyle word{
      .size = word_size, .bold = true, .color = color, .max_lines = 2, .pitch = 1.15F};
  const TextStyle hint{.size = kTextHint,
                       .color = hint_color,
                       .vertical = Align::Start,
                       .max_lines = 3,
                       .pitch = 1.38F};
  if (spec.hint.empty()) {
    canvas.text(rect, spec.word, word);
    return;
  }
  TextStyle fitted = word;
  fitted.size = spec.word_size > 0
                    ? spec.word_size
                    : canvas.fitted({rect.x, rect.y, rect.w, rect.h * 0.5F}, spec.word, word).em;
  fitted.grows = false;
  fitted.vertical = Align::End;
  const float middle = rect.centre_y() - std::min(8.0F, rect.h * 0.04F);
  canvas.text({rect.x, rect.y, rect.w, middle - rect.y}, spec.word, fitted);
  canvas.text({rect.x, middle + 14, rect.w, rect.bottom() - middle - 14}, spec.hint, hint);
}

}  // namespace

float tile_word_size(const Canvas& canvas, const Rect& rect, const Tile& spec) {
  const float inner = rect.w - 4;
  const float width = inner - std::min(kPanelWidth, inner * 0.46F) - 32;
  return canvas
      .fitted({0, 0, width, rect.h * 0.45F}, spec.word,
              {.size = kTextTitle, .bold = true, .color = {}, .max_lines = 2, .pitch = 1.15F})
      .em;
}

bool tile(Canvas& canvas, const Rect& rect, const Tile& spec) {
  const Theme& theme = canvas.theme();
  const Tone& tone = !spec.enabled          ? theme.disabled
                     : spec.tone != nullptr ? *spec.tone
                                            : theme.plain;
  const Tone& panel = spec.panel != nullptr ? *spec.panel : tone;
  const Canvas::Press press = canvas.target(rect, spec.word, spec.enabled);
  const BoxStyle box = tile_box(theme, tone, press.pressed);
  const Rect body = press.pressed && !theme.high_contrast ? rect.without_top(4) : rect;
  canvas.box(body, box);
  const Rect inner = body.without_bottom(box.lip_height).inset(box.border_width);
  const Rect side = inner.left_part(std::min(kPanelWidth, inner.w * 0.46F));
  if (!theme.high_contrast) {
    canvas.box(
        side,
        {.fill = panel.fill, .border = panel.fill, .border_width = 0, .radius = kRadiusTile - 2});
    canvas.fill(side.right_part(kRadiusTile), panel.fill);
  }
  const float width = std::min(160.0F, side.w - 16);
  const float height = std::min(width * 0.9F, side.h - 12);
  const Rect at{side.centre_x() - width / 2, side.centre_y() - height / 2, width, height};
  if (canvas.has_picture(spec.picture) && !theme.high_contrast) {
    canvas.picture(at, spec.picture, Fit::Contain);
  } else {
    const float icon = std::min(96.0F, std::min(at.w, at.h));
    canvas.icon({side.centre_x() - icon / 2, side.centre_y() - icon / 2, icon, icon}, spec.icon,
                tone.icon);
  }
  tile_words(canvas, inner.without_left(side.w + 18).without_right(14).inset(0, 8), spec, tone.text,
             theme.high_contrast ? theme.ink2 : tone.text, kTextTitle);
  return press.clicked;
}

void closed_tile(Canvas& canvas, const Rect& rect, const Tile& spec) {
  const Tone& tone = canvas.theme().disabled;
  static_cast<void>(canvas.target(rect, spec.word, false));
  canvas.box(rect, tile_box(canvas.theme(), tone, true));
  const Rect inside = rect.inset(14, 8);
  const Rect word = inside.top_part(inside.h * 0.36F);
  canvas.text(word, spec.word, {.size = kTextBody, .bold = true, .color = tone.text});
  canvas.text(inside.without_top(word.h + 2), spec.hint,
              {.size = kTextNote, .color = tone.text, .max_lines = 4, .pitch = 1.1F});
}

bool hero_tile(Canvas& canvas, const Rect& rect, const Tile& spec) {
  const Theme& theme = canvas.theme();
  if (theme.high_contrast) {
    return tile(canvas, rect, spec);
  }
  const Tone& tone = theme.primary;
  const Canvas::Press press = canvas.target(rect, spec.word, spec.enabled);
  const BoxStyle box = tile_box(theme, tone, press.pressed);
  const Rect body = press.pressed ? rect.without_top(4) : rect;
  canvas.box(body, box);
  const Rect inner = body.without_bottom(box.lip_height).inset(box.border_width);
  const float words = std::max(176.0F, inner.h - inner.w);
  const Rect scene = inner.without_bottom(words);
  canvas.picture(scene, spec.picture, Fit::Cover, kRadiusTile - 2, true, true);
  tile_words(canvas, inner.bottom_part(words).inset(24, 8), spec, tone.text, tone.text, 60);
  return press.clicked;
}

void awning(Canvas& canvas) {
  const Theme& theme = canvas.theme();
  if (theme.high_contrast) {
    return;
  }
  // The picture is one design width; wider screens repeat it.
  const Rect screen = canvas.screen();
  const int times = static_cast<int>(std::ceil(screen.w / kDesignWidth));
  for (int i = 0; i < times; ++i) {
    canvas.picture({static_cast<float>(i) * kDesignWidth, screen.y, kDesignWidth, 40}, "awning",
                   Fit::Cover);
  }
}

}  // namespace outreach::ui
