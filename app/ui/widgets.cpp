// Long because every widget of staff's and residents' screens is drawn here, a few lines each.
#include "app/ui/widgets.h"

#include <cmath>

#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

constexpr float kPressedSink = 4;

struct StateLook {
  const Tone* tone;
  const char* icon;   // null: the button's own
  const char* label;  // a message; null: the button's own
};

StateLook button_look(const Theme& theme, const Button& spec) {
  switch (spec.state) {
    case ButtonState::Disabled:
      return {&theme.disabled, nullptr, nullptr};
    case ButtonState::Saving:
      return {&theme.saving, "waiting", "Saving"};
    case ButtonState::Saved:
      return {&theme.saved, "check", theme.practice ? "Practice" : "Saved"};
    case ButtonState::Failed:
      return {&theme.failed, "warning", "Not saved"};
    case ButtonState::Idle:
      break;
  }
  return {spec.tone != nullptr ? spec.tone : &theme.plain, nullptr, nullptr};
}

}  // namespace

void icon_and_words(Canvas& canvas, const Rect& rect, std::string_view icon, std::string_view words,
                    const Tone& tone, const TextStyle& asked) {
  TextStyle style = asked;
  style.color = tone.text;
  style.align = Align::Centre;
  if (icon.empty()) {
    canvas.text(rect, words, style);
    return;
  }
  constexpr float kGapWords = 8;
  constexpr float kIconOverEm = 1.16F;
  const float wanted = style.grows ? style.size * type_factor(canvas.type_size()) : style.size;
  const float widest_icon = std::min({wanted * kIconOverEm, rect.h, rect.w / 4});
  const Canvas::Fitted fit =
      canvas.fitted(rect.without_left(widest_icon + kGapWords), words, style);
  if (fit.truncated || fit.em < kTextSmallest + 1) {
    canvas.text(rect, words, style);  // the word matters more than its picture
    return;
  }
  const float side = std::min(std::round(fit.em * kIconOverEm), widest_icon);
  style.size = fit.em;
  style.grows = false;
  const float left = rect.x + std::max(0.0F, (rect.w - side - kGapWords - fit.width) / 2);
  canvas.icon({left, rect.centre_y() - side / 2, side, side}, icon, tone.icon);
  style.align = fit.lines == 1 ? Align::Start : Align::Centre;
  canvas.text({left + side + kGapWords, rect.y, fit.width + 1, rect.h}, words, style);
}

void figure(Canvas& canvas, const Rect& rect, std::string_view number, std::string_view unit,
            float size, Color color, Color unit_color, Align align) {
  constexpr float kGapUnit = 8;
  TextStyle small{.size = std::max(kTextNote, size * 0.45F), .color = unit_color};
  TextStyle big{.size = size, .bold = true, .color = color, .grows = false};
  const float least =
      canvas.text_width(number, {.size = kTextSmallest, .bold = true, .grows = false}) + kGapUnit +
      canvas.text_width(unit, {.size = kTextSmallest, .grows = false});
  if (least > rect.w) {
    // Not even the smallest words have room beside each other.
    big.align = small.align = align;
    canvas.text(rect.top_part(rect.h * 0.56F), number, big);
    canvas.text(rect.bottom_part(rect.h * 0.44F), unit, small);
    return;
  }
  // Where both are too wide both shrink alike, the unit no further than a note.
  constexpr float kAnyWidth = 10'000;
  const float wished = canvas.fitted({0, 0, kAnyWidth, rect.h}, number, big).width +
                       canvas.fitted({0, 0, kAnyWidth, rect.h}, unit, small).width;
  const float shrunk = std::min(1.0F, (rect.w - kGapUnit) / std::max(wished, 1.0F));
  small.size = std::max(kTextNote, small.size * shrunk);
  const Canvas::Fitted unit_fit = canvas.fitted({0, 0, rect.w * 0.4F, rect.h}, unit, small);
  const Canvas::Fitted fit =
      canvas.fitted(rect.without_right(unit_fit.width + kGapUnit), number, big);
  big.size = fit.em;
  big.grows = false;
  small.size = std::min(unit_fit.em, fit.em * 0.8F);
  small.grows = false;
  const float width = fit.width + kGapUnit + unit_fit.width;
  const float left = align == Align::Centre ? rect.x + (rect.w - width) / 2 : rect.x;
  canvas.text({left, rect.y, fit.width + 1, rect.h}, number, big);
  // On the number's baseline.
  const float down = (big.size - small.size) * 0.36F;
  canvas.text({left + fit.width + kGapUnit, rect.y + down, unit_fit.width + 1, rect.h}, unit,
              small);
}

bool button(Canvas& canvas, const Rect& rect, const Button& spec) {
  const Theme& theme = canvas.theme();
  const StateLook look = button_look(theme, spec);
  const Tone& tone = *look.tone;
  const bool enabled = spec.state == ButtonState::Idle || spec.state == ButtonState::Failed;
  const std::string words = look.label != nullptr ? tr(look.label) : spec.label;
  const Canvas::Press press = canvas.target(rect, words, enabled, spec.counting, spec.leads_back);
  const bool raised = enabled && !spec.flat && !press.pressed && spec.state != ButtonState::Failed;
  const float lip = theme.high_contrast ? 0 : spec.lip;
  Rect body = rect;
  if (press.pressed && lip > 0) {
    body = rect.without_top(kPressedSink);
  }
  BoxStyle box;
  box.fill = press.pressed ? tone.pressed : tone.fill;
  box.border = tone.border;
  box.border_width = spec.state == ButtonState::Failed ? 4.0F : (theme.high_contrast ? 3.0F : 2.0F);
  box.radius = spec.radius;
  box.lip = tone.lip;
  box.lip_height = raised ? lip : 0;
  canvas.box(body, box);
  Rect inside = body.inset(10, 4);
  if (raised) {
    inside = inside.without_bottom(lip);
  }
  icon_and_words(
      canvas, inside, look.icon != nullptr ? look.icon : std::string_view(spec.icon),
      spec.shown.empty() ? words : spec.shown, tone,
      {.size = spec.size, .bold = true, .color = {}, .max_lines = spec.max_lines, .pitch = 1.15F});
  return press.clicked;
}

bool choice(Canvas& canvas, const Rect& rect, const Choice& spec) {
  const Theme& theme = canvas.theme();
  const std::string label = spec.unit.empty() ? spec.label : spec.label + " " + spec.unit;
  const Canvas::Press press = canvas.target(rect, label, spec.enabled);
  const Tone& tone = !spec.enabled ? theme.disabled : spec.selected ? theme.selected : theme.plain;
  const float lip = theme.high_contrast || !spec.enabled || press.pressed ? 0 : kLipStaff;
  BoxStyle box;
  box.fill = press.pressed ? tone.pressed : tone.fill;
  box.border = tone.border;
  box.border_width = spec.selected ? 3 : 2;
  box.lip = tone.lip;
  box.lip_height = lip;
  const Rect body = press.pressed ? rect.without_top(kPressedSink) : rect;
  canvas.box(body, box);
  const Rect inside = body.without_bottom(lip).inset(10, 4);
  if (!spec.unit.empty()) {
    figure(canvas, inside, spec.label, spec.unit,
           spec.size * 1.35F * type_factor(canvas.type_size()), tone.text, tone.text,
           Align::Centre);
  } else if (spec.icon.empty() || spec.centred) {
    icon_and_words(canvas, inside, spec.icon, spec.label, tone,
                   {.size = spec.size,
                    .bold = true,
                    .color = {},
                    .max_lines = spec.max_lines,
                    .grows = !spec.common,
                    .pitch = 1.15F,
                    .prefers_one_line = !spec.common});
  } else {
    const float side = std::min(36.0F, inside.h);
    canvas.icon({inside.x + 12, inside.centre_y() - side / 2, side, side}, spec.icon, tone.icon);
    canvas.text(inside.without_left(side + 28), spec.label,
                {.size = spec.size,
                 .bold = true,
                 .color = tone.text,
                 .max_lines = spec.max_lines,
                 .grows = !spec.common,
                 .pitch = 1.15F,
                 .prefers_one_line = !spec.common});
  }
  if (spec.selected) {
    const Rect corner{body.right() - 26, body.y, 26, 26};
    canvas.box(
        corner,
        {.fill = tone.border, .border = tone.border, .border_width = 0, .radius = kRadiusStaff});
    canvas.fill(corner.left_part(8), tone.border);
    canvas.fill({corner.right() - 8, corner.bottom() - 8, 8, 8}, tone.border);
    canvas.icon(corner.inset(3), "tick", theme.high_contrast ? theme.selected.text : theme.card);
  }
  return press.clicked;
}

void state_chip(Canvas& canvas, const Rect& rect, std::string_view icon, std::string_view word,
                const Tone& tone) {
  canvas.box(rect,
             {.fill = tone.fill, .border = tone.border, .border_width = 2, .radius = kRadiusChip});
  icon_and_words(canvas, rect.inset(8, 2), icon, word, tone,
                 {.size = kTextNote, .bold = true, .color = {}});
}

void entry_state_chip(Canvas& canvas, const Rect& rect, core::EntryState state) {
  const Theme& theme = canvas.theme();
  Tone stick = theme.plain;
  stick.border = theme.ink;
  if (theme.practice) {
    state_chip(canvas, rect, "repeat", tr("Practice"), theme.saved);
    return;
  }
  switch (state) {
    case core::EntryState::Saving:
      state_chip(canvas, rect, "waiting", tr("Saving"), theme.saving);
      break;
    case core::EntryState::Local:
      state_chip(canvas, rect, "disk", tr("Only here"), theme.wheat);
      break;
    case core::EntryState::OnStick:
      state_chip(canvas, rect, "usb", tr("On USB"), stick);
      break;
    case core::EntryState::Acknowledged:
      state_chip(canvas, rect, "delivered", tr("At county"), theme.saved);
      break;
    case core::EntryState::Quarantined:
      state_chip(canvas, rect, "returned", tr("Returned"), theme.failed);
      break;
  }
}

bool banner(Canvas& canvas, const Rect& rect, const Banner& spec) {
  const Theme& theme = canvas.theme();
  const Tone& tone = spec.tone != nullptr ? *spec.tone : theme.note;
  canvas.box(
      rect, {.fill = tone.fill, .border = tone.border, .border_width = 2, .radius = kRadiusButton});
  Rect inside = rect.inset(18, 4);
  const float side = std::min(40.0F, inside.h - 8);
  canvas.icon({inside.x, inside.centre_y() - side / 2, side, side}, spec.icon, tone.icon);
  inside = inside.without_left(side + 16);
  bool clicked = false;
  if (!spec.action.empty()) {
    const float width = std::min(rect.w * 0.36F, 230.0F);
    const float height = std::min(rect.h - 12, 68.0F);
    const Rect at{rect.right() - width - 10, rect.centre_y() - height / 2, width, height};
    clicked = button(
        canvas, at,
        {.label = spec.action, .icon = spec.action_icon, .tone = &theme.plain, .size = kTextHint});
    inside = inside.without_right(width + 8);
  }
  constexpr float kThreeLines = 76;
  constexpr float kFourLines = 120;
  const bool is_high = rect.h >= kThreeLines;
  canvas.text(inside, spec.words,
              {.size = 30,
               .bold = true,
               .color = tone.text,
               .max_lines = rect.h >= kFourLines ? 4
                            : is_high            ? 3
                                                 : 2,
               .pitch = is_high ? 1.15F : 1.2F});
  return clicked;
}

Rect sheet(Canvas& canvas, const Rect& rect, std::string_view question, std::string_view detail) {
  const Theme& theme = canvas.theme();
  canvas.block(canvas.screen().without_top(staff_header_height(canvas)));
  canvas.box(
      rect, {.fill = theme.card, .border = theme.accent, .border_width = 4, .radius = kRadiusTile});
  const bool is_compact = canvas.form() == Form::Compact;
  const Rect inside = is_compact ? rect.inset(16, 10) : rect.inset(24, 18);
  canvas.text(inside.top_part(is_compact ? 40.0F : 46.0F), question,
              {.size = kTextBody, .bold = true, .color = theme.ink});
  if (detail.empty()) {
    return inside.without_top(is_compact ? 46.0F : 60.0F);
  }
  const bool may_wrap = canvas.form() == Form::Tall;
  canvas.text(
      inside.without_top(is_compact ? 40.0F : 48.0F)
          .top_part(is_compact ? 28.0F
                    : may_wrap ? 64.0F
                               : 38.0F),
      detail,
      {.size = kTextNote, .color = theme.ink2, .max_lines = may_wrap ? 2 : 1, .pitch = 1.15F});
  return inside.without_top(is_compact ? 74.0F : may_wrap ? 124.0F : 100.0F);
}

int page_buttons(Canvas& canvas, const Rect& rect, int page, int pages, std::string_view name) {
  const GroupScope group(canvas, name);
  const float width = std::min(190.0F, (rect.w - 110) / 2);
  const auto state = [](bool on) { return on ? ButtonState::Idle : ButtonState::Disabled; };
  int turned = 0;
  if (button(canvas, rect.left_part(width),
             {.label = tr("Previous"), .icon = "back", .state = state(page > 0)})) {
    turned = -1;
  }
  if (button(canvas, rect.right_part(width),
             {.label = tr("Next"), .icon = "next", .state = state(page + 1 < pages)})) {
    turned = 1;
  }
  canvas.text(
      rect.inset(width + 6, 0),
      std::to_string(page + 1) + " / " + std::to_string(std::max(pages, 1)),
      {.size = kTextHint, .bold = true, .color = canvas.theme().ink, .align = Align::Centre});
  return turned;
}

void scroll_list(Canvas& canvas, const Rect& rect, std::string_view name, int rows,
                 float row_height, const std::function<void(int, const Rect&)>& row) {
  const TargetId id = target_id("scroll", name);
  canvas.add_scroll(id, rect);
  const float offset = canvas.touch().scroll(id, static_cast<float>(rows) * row_height, rect.h);
  canvas.push_clip(rect);
  const int first = std::max(0, static_cast<int>(offset / row_height));
  const int last = std::min(rows, static_cast<int>((offset + rect.h) / row_height) + 1);
  for (int i = first; i < last; ++i) {
    row(i, {rect.x, rect.y + static_cast<float>(i) * row_height - offset, rect.w, row_height});
  }
  canvas.pop_clip();
}

}  // namespace outreach::ui
