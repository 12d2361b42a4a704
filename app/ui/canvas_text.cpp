// How the canvas chooses the size and the lines of a text.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include <imgui.h>

#include "app/ui/canvas.h"
#include "platform/text/line_break.h"

namespace outreach::ui {
namespace {

// Hanzi reach from 0.88 em above the baseline to 0.12 below; digits and capitals are centred on the
// same line.
constexpr float kMiddleAboveBaseline = 0.38F;
// Sizes a text steps down through until it fits. Few, since each bakes its glyphs anew.
constexpr std::array kSizes{138.0F, 117.0F, 99.0F, 92.0F, 84.0F, 78.0F, 66.0F, 56.0F, 50.0F, 46.0F,
                            42.0F,  38.0F,  34.0F, 30.0F, 28.0F, 26.0F, 24.0F, 22.0F, 20.0F};

// One line is worth a smaller size, down to this share of it: a lone character on a second line
// reads badly.
constexpr float kOneLineWorth = 0.84F;

std::uint64_t text_looks(std::uint32_t color, bool bold, float em, std::string_view words) {
  const std::uint64_t looks = mixed(looks_of(Drawn::Text, color), std::uint64_t{bold ? 1U : 0U});
  return mixed(mixed(looks, static_cast<std::uint64_t>(em)), words);
}

bool any_piece_wider(std::string_view words, float room, const MeasureText& measure) {
  const auto pieces = unbreakable_pieces(words);
  return std::any_of(pieces.begin(), pieces.end(), [&](std::string_view piece) {
    while (piece.ends_with(' ')) {
      piece.remove_suffix(1);
    }
    return measure(piece) > room;
  });
}

constexpr std::array<std::string_view, 3> kMarksToEndWith{"，", "：", "；"};

bool ends_with_mark(std::string_view line) {
  return std::any_of(kMarksToEndWith.begin(), kMarksToEndWith.end(),
                     [line](std::string_view mark) { return line.ends_with(mark); });
}

// Two lines of which the first ends with a mark, as even as may be; none where no mark allows it.
// No room would bring them about where the second is the longer.
std::vector<WrappedLine> parted_at_mark(std::string_view words, float room,
                                        const MeasureText& measure) {
  std::vector<WrappedLine> best;
  float narrowest = room;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string_view first = words.substr(0, i);
    if (!ends_with_mark(first)) {
      continue;
    }
    const std::string_view second = words.substr(i);
    const float widest = std::max(measure(first), measure(second));
    if (widest <= narrowest) {
      narrowest = widest;
      best = {{first, measure(first)}, {second, measure(second)}};
    }
  }
  return best;
}

// Lines of like length: of all rooms that take no more lines, the one whose lines most often end
// after a mark or a word, and among those the narrowest.
std::vector<WrappedLine> evened(std::string_view words, float room, float step,
                                const MeasureText& measure, std::vector<WrappedLine> lines) {
  const std::size_t count = lines.size();
  const auto ends_well = [words](const std::vector<WrappedLine>& candidate) {
    std::ptrdiff_t good = 0;
    for (std::size_t i = 0; i + 1 < candidate.size(); ++i) {
      const std::string_view line = candidate[i].text;
      const char* after = line.data() + line.size();
      const bool at_space =
          after < words.data() + words.size() && (*after == ' ' || *after == '\n');
      good += at_space || ends_with_mark(line) ? 1 : 0;
    }
    return good;
  };
  const int steps = static_cast<int>(room / step);
  for (int i = 1; i < steps; ++i) {
    const float narrower = room - static_cast<float>(i) * step;
    auto candidate = wrap_text(words, narrower, measure);
    const bool holds =
        std::all_of(candidate.begin(), candidate.end(),
                    [narrower](const WrappedLine& line) { return line.width <= narrower; });
    if (!holds || candidate.size() > count) {
      break;
    }
    if (ends_well(candidate) >= ends_well(lines)) {
      lines = std::move(candidate);
    }
  }
  if (count == 2 && ends_well(lines) == 0) {
    if (auto parted = parted_at_mark(words, room, measure); !parted.empty()) {
      return parted;
    }
  }
  return lines;
}

}  // namespace

// A text as it will be drawn.
struct Canvas::Laid {
  float em = 0;  // logical
  std::vector<WrappedLine> lines;
  float widest = 0;  // logical
  bool truncated = false;
};

Canvas::Laid Canvas::lay_at(float em, std::size_t max_lines, const Rect& box,
                            std::string_view words, const TextStyle& style) const {
  const Weight weight = style.bold ? Weight::Bold : Weight::Regular;
  const float scale = frame_.size.scale;
  const float pixels = std::round(em * scale);
  const MeasureText measure = [&](std::string_view part) {
    return fonts_.width(weight, pixels, part);
  };
  Laid laid;
  laid.em = pixels / scale;
  const float room = std::floor(box.w * scale);
  // One line is measured whole: wrapping would drop spaces and decide nothing.
  laid.lines = max_lines == 1 ? std::vector<WrappedLine>{{words, measure(words)}}
                              : wrap_text(words, room, measure);
  if (laid.lines.size() > 1) {
    laid.lines = evened(words, room, pixels, measure, std::move(laid.lines));
  }
  for (const WrappedLine& line : laid.lines) {
    laid.widest = std::max(laid.widest, line.width / scale);
  }
  const float height = laid.em * (1 + static_cast<float>(laid.lines.size() - 1) * style.pitch);
  // A word that would be cut is a reason for a smaller size, too.
  const bool cuts_word = max_lines > 1 && any_piece_wider(words, room, measure);
  laid.truncated = cuts_word || laid.lines.size() > max_lines || laid.widest > box.w + 0.5F ||
                   height > box.h + 0.5F;
  return laid;
}

Canvas::Laid Canvas::lay(const Rect& box, std::string_view words, const TextStyle& style) const {
  const float wanted = style.size * (style.grows ? type_factor(frame_.appearance.type_size) : 1.0F);
  const auto max_lines = static_cast<std::size_t>(style.max_lines);
  const bool may_be_one = words.find('\n') == std::string_view::npos;
  if (may_be_one) {
    Laid laid = lay_at(wanted, 1, box, words, style);
    for (const float size : kSizes) {
      if (!laid.truncated) {
        return laid;
      }
      if (style.prefers_one_line && size < wanted && size >= wanted * kOneLineWorth) {
        laid = lay_at(size, 1, box, words, style);
      }
    }
    if (!laid.truncated) {
      return laid;
    }
  }
  Laid laid = lay_at(wanted, max_lines, box, words, style);
  for (const float size : kSizes) {
    if (laid.truncated && size < wanted) {
      laid = lay_at(size, max_lines, box, words, style);
    }
  }
  return laid;
}

Rect Canvas::text(const Rect& box, std::string_view words, const TextStyle& style) {
  if (words.empty()) {
    return {box.x, box.y, 0, 0};
  }
  const Laid laid = lay(box, words, style);
  const Weight weight = style.bold ? Weight::Bold : Weight::Regular;
  const float scale = frame_.size.scale;
  const float pixels = std::round(laid.em * scale);
  const float pitch = laid.em * style.pitch;
  const float height = laid.em + pitch * static_cast<float>(laid.lines.size() - 1);
  float top = box.y;
  if (style.vertical == Align::Centre) {
    top = box.y + (box.h - height) / 2;
  } else if (style.vertical == Align::End) {
    top = box.bottom() - height;
  }
  const ImU32 color = IM_COL32(style.color.r, style.color.g, style.color.b, 255);
  Rect taken{box.right(), top, 0, height};
  float right = box.x;
  for (std::size_t i = 0; i < laid.lines.size(); ++i) {
    const WrappedLine& line = laid.lines[i];
    const float width = line.width / scale;
    float x = box.x;
    if (style.align == Align::Centre) {
      x = box.x + (box.w - width) / 2;
    } else if (style.align == Align::End) {
      x = box.right() - width;
    }
    const float middle = top + laid.em / 2 + pitch * static_cast<float>(i);
    const float baseline = std::round(middle * scale + kMiddleAboveBaseline * pixels);
    if (!line.text.empty()) {
      const PixelRect drawn =
          fonts_.draw(*list_, weight, pixels, pixel(x), baseline, line.text, color);
      note(drawn, text_looks(color, style.bold, pixels, line.text));
    }
    taken.x = std::min(taken.x, x);
    right = std::max(right, x + width);
  }
  taken.w = std::max(0.0F, right - taken.x);
  if (!style.is_secret) {
    building_.add_text(std::string(words), taken, intersection(clips_.back(), screen()),
                       laid.truncated, style.color);
  }
  return taken;
}

float Canvas::text_width(std::string_view words, const TextStyle& style) const {
  return lay({0, 0, 100'000, 100'000}, words, style).widest;
}

Canvas::Fitted Canvas::fitted(const Rect& box, std::string_view words,
                              const TextStyle& style) const {
  const Laid laid = lay(box, words, style);
  return {laid.em, laid.widest, laid.lines.size(), laid.truncated};
}

TextStyle Canvas::common(const Rect& box, const std::vector<std::string>& words,
                         TextStyle style) const {
  float smallest = style.size * (style.grows ? type_factor(frame_.appearance.type_size) : 1.0F);
  for (const std::string& one : words) {
    smallest = std::min(smallest, lay(box, one, style).em);
  }
  style.size = smallest;
  style.grows = false;
  style.prefers_one_line = false;
  return style;
}

}  // namespace outreach::ui
