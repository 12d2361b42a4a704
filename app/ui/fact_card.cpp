#include <algorithm>

#include "app/ui/widgets.h"

namespace outreach::ui {
namespace {

const Tone& tone_of(const Theme& theme, FactCard::Standing standing) {
  switch (standing) {
    case FactCard::Standing::Unknown:
      return theme.note;
    case FactCard::Standing::Attention:
      return theme.wheat;
    case FactCard::Standing::Bad:
      return theme.failed;
    case FactCard::Standing::Fine:
      break;
  }
  return theme.saved;
}

}  // namespace

std::optional<core::Intent> fact_card(Canvas& canvas, const Rect& rect, const FactCard& spec) {
  const Theme& theme = canvas.theme();
  const Tone& tone = tone_of(theme, spec.standing);
  canvas.box(rect,
             {.fill = theme.card, .border = theme.line, .border_width = 2, .radius = kRadiusStaff});
  const bool is_compact = canvas.form() == Form::Compact;
  const Rect panel{rect.x + 2, rect.y + 2, is_compact ? 50.0F : 72.0F, rect.h - 4};
  canvas.box(panel,
             {.fill = tone.fill, .border = tone.fill, .border_width = 0, .radius = kRadiusChip});
  canvas.fill(panel.right_part(kRadiusChip), tone.fill);
  canvas.icon({panel.centre_x() - 18, panel.centre_y() - 18, 36, 36}, spec.icon, tone.icon);
  const float beside = is_compact ? 8 : 14;
  Rect inside{panel.right() + beside, rect.y + 6, rect.right() - panel.right() - 2 * beside,
              rect.h - 12};
  bool tapped = false;
  if (!spec.action.empty()) {
    const float action_width = is_compact ? 118 : 176;
    tapped = button(canvas, inside.right_part(action_width),
                    {.label = spec.action, .size = kTextNote, .max_lines = 2});
    inside = inside.without_right(action_width + 10);
  } else if (spec.standing == FactCard::Standing::Fine) {
    canvas.icon({inside.right() - 38, rect.centre_y() - 19, 38, 38}, "check", theme.saved.icon);
    inside = inside.without_right(50);
  }
  // Two lines as one block around the middle.
  const float em = std::min(inside.h / 2 - 4, kTextHint * type_factor(canvas.type_size()) * 1.1F);
  const Rect upper{inside.x, inside.centre_y() - 4 - em, inside.w, em};
  const Rect title = canvas.text(upper.left_part(inside.w * 0.6F), spec.title,
                                 {.size = kTextHint, .bold = true, .color = theme.ink});
  canvas.text({title.right() + (is_compact ? 10 : 24), upper.y,
               inside.right() - title.right() - (is_compact ? 10 : 24), upper.h},
              spec.value, {.size = kTextHint, .color = theme.ink});
  canvas.text({inside.x, inside.centre_y() + 5, inside.w, em}, spec.meaning,
              {.size = kTextNote, .color = theme.high_contrast ? theme.ink : tone.text});
  return tapped ? spec.intent : std::nullopt;
}

}  // namespace outreach::ui
