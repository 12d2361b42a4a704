#include "app/ui/secret_lines.h"

#include <algorithm>

#include "app/ui/theme.h"
#include "platform/base/text.h"
#include "platform/text/line_break.h"

namespace outreach::ui {
namespace {

TextStyle secret_line_style(const Theme& theme, float em, bool bold) {
  return {.size = em, .bold = bold, .color = theme.ink, .grows = false, .is_secret = true};
}

// Calls `take` with each character of the words.
template <typename Take>
void each_character(std::string_view words, const Take& take) {
  for (std::size_t position = 0; position < words.size();) {
    const std::size_t start = position;
    static_cast<void>(next_code_point(words, position));
    take(words.substr(start, position - start));
  }
}

}  // namespace

void break_secret(const Canvas& canvas, std::string_view paragraph, bool bold, float em,
                  float width, std::vector<SecretLine>& lines) {
  if (paragraph.empty()) {
    lines.push_back({});
    return;
  }
  const TextStyle style = secret_line_style(canvas.theme(), em, bold);
  const MeasureText measure = [&](std::string_view part) {
    float sum = 0;
    each_character(part,
                   [&](std::string_view character) { sum += canvas.text_width(character, style); });
    return sum;
  };
  for (const WrappedLine& line : wrap_text(paragraph, width, measure)) {
    lines.push_back({line.text, bold});
  }
}

std::size_t secret_lines_in(float height, float em) {
  const float between = em * (kSecretLinePitch - 1);  // none is needed after the last
  return static_cast<std::size_t>(std::max(1.0F, (height + between) / (em * kSecretLinePitch)));
}

void draw_secret_lines(Canvas& canvas, const Rect& rect, std::span<const SecretLine> lines,
                       float em) {
  Rect at{rect.x, rect.y, 0, em * kSecretLinePitch};
  for (const SecretLine& line : lines) {
    const TextStyle style = secret_line_style(canvas.theme(), em, line.bold);
    at.x = rect.x;
    each_character(line.words, [&](std::string_view character) {
      at.w = canvas.text_width(character, style);
      canvas.text({at.x, at.y, at.w + em, at.h}, character, style);
      at.x += at.w;
    });
    at.y += at.h;
  }
}

}  // namespace outreach::ui
