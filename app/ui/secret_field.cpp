#include "app/ui/secret_field.h"

#include <algorithm>
#include <string_view>

#include "app/ui/theme.h"
#include "platform/base/text.h"

namespace outreach::ui {
namespace {

constexpr float kSecretPitch = 1.25F;
constexpr float kSecretStep = 2;

TextStyle secret_style(const Theme& theme, float em) {
  return {.size = em, .color = theme.ink, .grows = false, .is_secret = true};
}

// Calls `place` with each character, where it starts and how wide it is; lines break anywhere.
// Returns where the next one would start.
template <typename Place>
Rect walk_secret(const Canvas& canvas, const Rect& box, float em, std::string_view words,
                 const Place& place) {
  const TextStyle style = secret_style(canvas.theme(), em);
  Rect at{box.x, box.y, 0, em * kSecretPitch};
  for (std::size_t position = 0; position < words.size();) {
    const std::size_t start = position;
    static_cast<void>(next_code_point(words, position));
    const std::string_view character = words.substr(start, position - start);
    at.w = canvas.text_width(character, style);
    if (at.x + at.w > box.right()) {
      at.x = box.x;
      at.y += at.h;
    }
    place(at, character);
    at.x += at.w;
  }
  return at;
}

float fitting_em(const Canvas& canvas, const Rect& box, std::string_view words) {
  float em = kTextBody * type_factor(canvas.type_size());
  const auto nothing = [](const Rect& /*at*/, std::string_view /*character*/) {};
  while (em > kTextSmallest &&
         walk_secret(canvas, box, em, words, nothing).bottom() > box.bottom()) {
    em -= kSecretStep;
  }
  return em;
}

}  // namespace

bool secret_field(Canvas& canvas, const Rect& rect, const SecretField& spec,
                  const core::SecretText& text) {
  const Theme& theme = canvas.theme();
  const Canvas::Press press = canvas.target(rect, spec.label, spec.enabled);
  canvas.box(rect, {.fill = spec.enabled ? theme.card : theme.disabled.fill,
                    .border = spec.focused ? theme.accent : theme.edge,
                    .border_width = spec.focused ? 4.0F : 2.0F,
                    .radius = kRadiusStaff});
  const Rect inside = rect.inset(16, 10);
  if (text.empty()) {
    canvas.text(inside.top_part(std::min(inside.h, 64.0F)), spec.empty,
                {.size = kTextHint, .color = theme.ink2});
    return press.clicked;
  }
  const float em = fitting_em(canvas, inside, text.view());
  const TextStyle style = secret_style(theme, em);
  const Rect end =
      walk_secret(canvas, inside, em, text.view(), [&](const Rect& at, std::string_view character) {
        canvas.text({at.x, at.y, at.w + em, at.h}, character, style);
      });
  if (spec.focused) {
    constexpr float kCaret = 3;
    canvas.fill({end.x + 2, end.y + 2, kCaret, end.h - 4}, theme.accent);
  }
  return press.clicked;
}

void type_secret(const Canvas& canvas, core::SecretText& text) {
  for (const InputEvent& input : canvas.inputs()) {
    if (input.kind == InputEvent::Kind::Text) {
      text.add(input.text);
    } else if (input.kind == InputEvent::Kind::Key && input.key == Key::Backspace) {
      text.take_last();
    }
  }
}

}  // namespace outreach::ui
