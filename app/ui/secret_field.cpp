#include "app/ui/secret_field.h"

#include <algorithm>
#include <string_view>

#include "app/ui/theme.h"
#include "platform/base/text.h"

namespace outreach::ui {
namespace {

constexpr float kSecretPitch = 1.2F;
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

// Calls `each` with each character, in order.
template <typename Each>
void for_each_character(std::string_view words, const Each& each) {
  for (std::size_t position = 0; position < words.size();) {
    const std::size_t start = position;
    static_cast<void>(next_code_point(words, position));
    each(words.substr(start, position - start));
  }
}

constexpr std::string_view kHiddenCharacter = "●";

// Where characters go that are set one after the other; lines break anywhere.
class SecretLines {
 public:
  explicit SecretLines(float width) : width_(width) {}

  void place(float character) {
    if (x_ + character > width_) {
      x_ = 0;
      line_ += 1;
    }
    at_ = x_;
    x_ += character;
  }
  // Of the character placed last.
  float x() const {
    return at_;
  }
  int line() const {
    return line_;
  }
  float end() const {
    return x_;
  }

 private:
  float width_;
  float x_ = 0;
  float at_ = 0;
  int line_ = 0;
};

// Places all that is written, and gives each character to `draw` with its style.
template <typename Draw>
SecretLines lay_writing(const Canvas& canvas, const Rect& box, float em, const SecretWriting& spec,
                        const Draw& draw) {
  const Theme& theme = canvas.theme();
  TextStyle style = secret_style(theme, em);
  SecretLines lines(box.w);
  const auto place = [&](std::string_view character) {
    const float width = canvas.text_width(character, style);
    lines.place(width);
    draw(lines, width, character, style);
  };
  for_each_character(spec.words, [&](std::string_view character) {
    place(spec.hidden ? kHiddenCharacter : character);
  });
  style.bold = true;
  style.color = theme.accent;
  for_each_character(spec.composed, place);
  return lines;
}

}  // namespace

bool secret_field(Canvas& canvas, const Rect& rect, const SecretField& spec,
                  const core::SecretText& text) {
  const Canvas::Press press = canvas.target(rect, spec.label, spec.enabled);
  secret_words(canvas, rect, spec, text);
  return press.clicked;
}

void secret_words(Canvas& canvas, const Rect& rect, const SecretField& spec,
                  const core::SecretText& text) {
  const Theme& theme = canvas.theme();
  canvas.box(rect, {.fill = spec.enabled ? theme.card : theme.disabled.fill,
                    .border = spec.focused ? theme.accent : theme.edge,
                    .border_width = spec.focused ? 4.0F : 2.0F,
                    .radius = kRadiusStaff});
  const Rect inside = rect.inset(16, 10);
  if (text.empty()) {
    canvas.text(inside.top_part(std::min(inside.h, 64.0F)), spec.empty,
                {.size = kTextHint, .color = theme.ink2});
    return;
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
}

void secret_writing(Canvas& canvas, const Rect& rect, const SecretWriting& spec) {
  const Theme& theme = canvas.theme();
  canvas.box(
      rect,
      {.fill = theme.card, .border = theme.accent, .border_width = 3, .radius = kRadiusButton});
  constexpr float kCaret = 4;
  const Rect inside = rect.inset(20, 8).without_right(kCaret);
  constexpr float kLinesLeast = 2;
  const float em =
      std::min(kTextBody * type_factor(canvas.type_size()), inside.h / kLinesLeast / kSecretPitch);
  const float pitch = em * kSecretPitch;
  if (spec.words.empty() && spec.composed.empty()) {
    canvas.fill({inside.x, inside.y, kCaret, pitch - 2}, theme.brand);
    canvas.text(inside.without_left(kCaret + 8).top_part(2 * pitch), spec.empty,
                {.size = kTextHint, .color = theme.ink2, .vertical = Align::Start, .max_lines = 2});
    return;
  }
  const auto nothing = [](const SecretLines& /*at*/, float /*width*/, std::string_view /*what*/,
                          const TextStyle& /*style*/) {};
  const int last = lay_writing(canvas, inside, em, spec, nothing).line();
  const int fitting = static_cast<int>((inside.h + 1) / pitch);
  const int first = std::max(0, last + 1 - fitting);
  const auto top_of = [&](int line) { return inside.y + static_cast<float>(line - first) * pitch; };
  const SecretLines end = lay_writing(
      canvas, inside, em, spec,
      [&](const SecretLines& at, float width, std::string_view character, const TextStyle& style) {
        if (at.line() < first) {
          return;
        }
        const float x = inside.x + at.x();
        canvas.text({x, top_of(at.line()), width + em, pitch}, character, style);
        if (style.bold) {
          constexpr float kUnderline = 3;
          canvas.fill({x, top_of(at.line()) + pitch - kUnderline, width, kUnderline}, theme.accent);
        }
      });
  canvas.fill({inside.x + end.end(), top_of(end.line()) + 2, kCaret, pitch - 4}, theme.brand);
}

TextStyle secret_line_style(Color color, float em) {
  return {.size = em, .color = color, .grows = false, .is_secret = true};
}

float secret_width(const Canvas& canvas, std::string_view words, const TextStyle& style) {
  float width = 0;
  for_each_character(
      words, [&](std::string_view character) { width += canvas.text_width(character, style); });
  return width;
}

void secret_line(Canvas& canvas, const Rect& rect, std::string_view words, const TextStyle& style) {
  float x = rect.x;
  for_each_character(words, [&](std::string_view character) {
    const float width = canvas.text_width(character, style);
    canvas.text({x, rect.y, width + style.size, rect.h}, character, style);
    x += width;
  });
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
