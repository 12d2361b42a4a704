// Before somebody comes up: asks to touch, and shows what there is. Nothing of anybody.
#include <algorithm>
#include <array>
#include <string>

#include "app/ui/draw.h"
#include "app/ui/resident_parts.h"
#include "app/ui/widgets.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

// Of assets/art/attract-scene.svg: its height to its width, and where its sun stands at the right.
constexpr float kStallShape = 0.625F;
constexpr float kSunShare = 0.22F;

constexpr std::array<const char*, 3> kAttractArt{"attract-scene", "home-guide", "home-book"};

const char* headline(int picture) {
  switch (picture) {
    case 1:
      return tr("Whom do I go to? Tap the screen");
    case 2:
      return tr("Read a pocket book? Tap the screen");
    default:
      return tr("Anything to ask? Tap the screen");
  }
}

// The words on the sky above the stall; beside the other pictures, or where it is tall above them.
void draw_poster(Canvas& canvas, const Rect& scene, int picture) {
  const Theme& theme = canvas.theme();
  const float margin = resident_margin(canvas);
  const bool is_stall = picture == 0;
  const bool is_tall = canvas.form() == Form::Tall;
  canvas.fill(scene, theme.sky);
  const auto art = kAttractArt[static_cast<std::size_t>(picture)];
  Rect words = scene.inset(margin, 26);
  if (is_stall && !theme.high_contrast) {
    // Its lower fifth lies under the bar; where it is tall all of it stands above that.
    const float high = scene.w * kStallShape;
    canvas.picture(is_tall ? scene.bottom_part(high) : Rect{canvas.screen()}, art, Fit::Cover);
    words = is_tall ? words.top_part(scene.h * 0.3F)
                    : words.top_part(scene.h * 0.24F).without_right(words.w * kSunShare);
  } else if (!theme.high_contrast) {
    const float side = is_tall ? scene.h * 0.5F : std::min(scene.h - 80, scene.w * 0.42F);
    const Rect at =
        is_tall ? Rect{scene.centre_x() - side / 2, scene.bottom() - side - 40, side, side}
                : Rect{scene.right() - margin - side, scene.centre_y() - side / 2, side, side};
    canvas.picture(at, art, Fit::Contain, kRadiusTile, true, true, true, true);
    words = is_tall ? words.top_part(scene.h * 0.4F) : words.without_right(side + margin);
  }
  canvas.text(words, headline(picture),
              {.size = kTextAttract,
               .bold = true,
               .color = theme.high_contrast ? theme.accent : theme.bar_deep,
               .max_lines = is_stall && !is_tall ? 1 : 3,
               .pitch = 1.25F});
}

}  // namespace

std::string first_art(bool in_residents_hands, core::Contrast contrast) {
  const bool has_art = in_residents_hands && contrast == core::Contrast::Normal;
  return has_art ? kAttractArt.front() : std::string();
}

std::optional<core::Intent> draw_attract(Canvas& canvas, const core::FrameView& frame,
                                         const core::AttractView& view) {
  const Theme& theme = canvas.theme();
  const Rect screen = canvas.screen();
  const float margin = resident_margin(canvas);
  const bool is_tall = canvas.form() == Form::Tall;
  // A touch anywhere begins.
  const Canvas::Press press = canvas.target(screen, tr("Tap here to begin"));
  const Rect foot = screen.bottom_part(by_form(canvas.form(), 160.0F, 118.0F, 260.0F));
  draw_poster(canvas, screen.without_bottom(foot.h),
              std::clamp(view.picture, 0, static_cast<int>(kAttractArt.size()) - 1));
  canvas.fill(foot, theme.bar);
  canvas.fill(foot.top_part(6), theme.listen.fill);
  const Rect inside =
      foot.without_top(6).inset(margin, by_form(canvas.form(), 20.0F, 10.0F, 20.0F));
  const Rect start =
      is_tall ? inside.top_part(inside.h * 0.56F) : inside.left_part(inside.w * 0.68F);
  const Tone& tone = theme.listen;
  canvas.box(start, {.fill = press.pressed ? tone.pressed : tone.fill,
                     .border = tone.border,
                     .radius = kRadiusButton,
                     .lip = tone.lip,
                     .lip_height = press.pressed || theme.high_contrast ? 0 : kLipTile});
  icon_and_words(canvas, start.without_bottom(kLipTile).inset(20, 6), "play",
                 tr("Tap here to begin"), tone,
                 {.size = kTextCount, .bold = true, .color = tone.text});
  const Rect where =
      is_tall ? inside.bottom_part(inside.h * 0.36F) : inside.right_part(inside.w * 0.32F - 30);
  canvas.text(where.top_part(where.h * 0.5F), frame.county,
              {.size = kTextBody, .bold = true, .color = theme.bar_text, .vertical = Align::End});
  canvas.text(where.bottom_part(where.h * 0.46F), frame.place,
              {.size = kTextHint, .color = theme.bar_text, .vertical = Align::Start});
  return press.clicked ? std::optional<core::Intent>(core::BeginVisit{}) : std::nullopt;
}

}  // namespace outreach::ui
