#include "app/ui/handout_pad.h"

#include <algorithm>
#include <array>
#include <string>

#include "app/ui/parts.h"
#include "app/ui/widgets.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kLineHeight = 48;
constexpr int kStepCount = 4;

}  // namespace

// The keys keep their least height when a notice takes room from the pad; the steps give way.
PadCuts pad_beside(const Rect& rect) {
  PadCuts made;
  constexpr float kShort = 560;
  constexpr float kVeryShort = 510;  // in practice
  const bool is_very_short = rect.h < kVeryShort;
  const float line = is_very_short ? 40 : kLineHeight;
  made.title = rect.top_part(is_very_short ? 40 : rect.h < kShort ? 48 : 62);
  const float steps =
      std::min((rect.h - 122) * 0.41F, rect.h - made.title.h - 4 - line - 18 - kPadKeysLeast);
  made.step_columns = steps < kTwoStepRows ? 4 : 2;
  made.steps = {rect.x, made.title.bottom() + 4, rect.w,
                steps < kTwoStepRows ? kStaffTargetMin + 1 : steps};
  made.line = {rect.x, made.steps.bottom() + 8, rect.w, line};
  made.keys = rect.without_top(made.line.bottom() + 10 - rect.y);
  return made;
}

PadCuts pad_below(const Rect& rect) {
  PadCuts made;
  made.keys = rect.right_part(rect.w * 0.52F);
  const Rect left = rect.without_right(made.keys.w + 24);
  made.title = left.top_part(62);
  made.line = left.bottom_part(kLineHeight);
  made.steps = left.without_top(made.title.h + 8).without_bottom(kLineHeight + 12);
  return made;
}

std::optional<core::Intent> draw_pad(Canvas& canvas, const PadCuts& cuts,
                                     const core::HandoutView& view, HandoutDraft& draft) {
  const Theme& theme = canvas.theme();
  const core::LeafletTile* chosen = nullptr;
  for (const core::LeafletTile& leaflet : view.tiles) {
    if (leaflet.id == draft.leaflet) {
      chosen = &leaflet;
    }
  }
  const GroupScope group(canvas, tr("How many?"));
  const Rect& title = cuts.title;
  if (chosen != nullptr) {
    const Rect ask = canvas.text(title.right_part(130), tr("How many?"),
                                 {.size = kTextNote, .color = theme.ink2, .align = Align::End});
    canvas.text(
        {title.x, title.y, ask.x - title.x - 10, title.h}, chosen->name,
        {.size = kTextHint, .bold = true, .color = theme.accent, .max_lines = 2, .pitch = 1.15F});
  } else {
    canvas.text(title, tr("Tap a leaflet's picture to add more than one"),
                {.size = kTextNote, .color = theme.ink2, .max_lines = 2, .pitch = 1.2F});
  }
  std::optional<core::Intent> intent;
  const ButtonState state = chosen != nullptr ? ButtonState::Idle : ButtonState::Disabled;
  constexpr std::array kSteps{1, 5, 10, 50};
  for (int i = 0; i < kStepCount; ++i) {
    const int step = kSteps[static_cast<std::size_t>(i)];
    if (button(canvas,
               cuts.steps.cell(i % cuts.step_columns, i / cuts.step_columns, cuts.step_columns,
                               kStepCount / cuts.step_columns, kGap),
               {.label = "+" + std::to_string(step),
                .tone = &theme.primary,
                .state = state,
                .size = 44,
                .counting = true})) {
      intent = core::HandOut{draft.leaflet, step};
    }
  }
  const Rect& line = cuts.line;
  canvas.text(line.left_part(line.w * 0.5F), tr("or type a number"),
              {.size = kTextNote, .color = theme.ink2});
  const std::string copies = tr("copies");
  const Rect unit = canvas.text(line.right_part(line.w * 0.3F), copies,
                                {.size = kTextNote, .color = theme.ink2, .align = Align::End});
  canvas.text({line.centre_x(), line.y, unit.x - 8 - line.centre_x(), line.h}, draft.typed,
              {.size = 36, .bold = true, .color = theme.ink, .align = Align::End});
  canvas.fill(line.bottom_part(3), theme.accent);
  if (number_keypad(canvas, cuts.keys, {.enter = tr("Add"), .enter_enabled = chosen != nullptr},
                    draft.typed)) {
    intent = core::HandOut{draft.leaflet, number_in(draft.typed)};
    draft.typed.clear();
  }
  return intent;
}

}  // namespace outreach::ui
