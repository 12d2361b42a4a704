#include "app/ui/canvas.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include <imgui.h>

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

ImU32 packed(Color color) {
  return IM_COL32(color.r, color.g, color.b, 255);
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
      good +=
          at_space || line.ends_with("，") || line.ends_with("：") || line.ends_with("；") ? 1 : 0;
    }
    return good;
  };
  for (float narrower = room - step; narrower > step; narrower -= step) {
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

Canvas::Canvas(Fonts& fonts, Pictures& pictures)
    : fonts_(fonts), pictures_(pictures), theme_(&theme_of(core::Contrast::Normal)) {}

void Canvas::begin(FrameInput input) {
  frame_ = std::move(input);
  theme_ = &theme_of(frame_.appearance.contrast);
  for (const InputEvent& event : frame_.inputs) {
    if (event.kind == InputEvent::Kind::Touch) {
      touch_.push(event.touch);
    }
  }
  touch_.begin_frame(shown_, frame_.now);
  building_.clear(frame_.size.width, frame_.size.height);
  groups_.clear();
  clips_.assign(1, screen());
  list_ = ImGui::GetBackgroundDrawList();
  fill(screen(), theme_->paper);
}

void Canvas::end() {
  std::swap(shown_, building_);
  list_ = nullptr;
}

bool Canvas::wants_frame() const {
  return touch_.moving();
}

const Scene& Canvas::scene() const {
  return shown_;
}

const Theme& Canvas::theme() const {
  return *theme_;
}

core::TypeSize Canvas::type_size() const {
  return frame_.appearance.type_size;
}

Rect Canvas::screen() const {
  return {0, 0, frame_.size.width, frame_.size.height};
}

MonotonicTime Canvas::now() const {
  return frame_.now;
}

Touch& Canvas::touch() {
  return touch_;
}

const std::vector<InputEvent>& Canvas::inputs() const {
  return frame_.inputs;
}

void Canvas::enter_screen(int screen) {
  if (screen != screen_number_) {
    if (screen_number_ >= 0) {
      touch_.screen_changed(frame_.now);
    }
    screen_number_ = screen;
  }
}

float Canvas::pixel(float logical) const {
  return std::round(logical * frame_.size.scale);
}

void Canvas::pixel_rect(float x0, float y0, float x1, float y1, Color color) {
  if (x1 > x0 && y1 > y0) {
    list_->AddRectFilled({x0, y0}, {x1, y1}, packed(color));
  }
}

// `which`: 0 top left, 1 top right, 2 bottom right, 3 bottom left.
void Canvas::corner(float x, float y, int radius, int which, Color color) {
  const PictureHandle mask = pictures_.corner(radius);
  if (!mask.found) {
    return;
  }
  const bool right = which == 1 || which == 2;
  const bool bottom = which >= 2;
  const float size = static_cast<float>(radius);
  const ImVec2 uv0{right ? mask.uv1.x : mask.uv0.x, bottom ? mask.uv1.y : mask.uv0.y};
  const ImVec2 uv1{right ? mask.uv0.x : mask.uv1.x, bottom ? mask.uv0.y : mask.uv1.y};
  list_->AddImage(mask.texture, {x, y}, {x + size, y + size}, uv0, uv1, packed(color));
}

void Canvas::round_fill(float x0, float y0, float x1, float y1, float radius, Color color) {
  const float r = std::min(radius, std::floor(std::min(x1 - x0, y1 - y0) / 2));
  if (r < 1) {
    pixel_rect(x0, y0, x1, y1, color);
    return;
  }
  pixel_rect(x0 + r, y0, x1 - r, y0 + r, color);
  pixel_rect(x0, y0 + r, x1, y1 - r, color);
  pixel_rect(x0 + r, y1 - r, x1 - r, y1, color);
  const int size = static_cast<int>(r);
  corner(x0, y0, size, 0, color);
  corner(x1 - r, y0, size, 1, color);
  corner(x1 - r, y1 - r, size, 2, color);
  corner(x0, y1 - r, size, 3, color);
}

// The edge strips and corner squares only: what lies inside is drawn by the fill, so no pixel is
// painted twice.
void Canvas::ring(float x0, float y0, float x1, float y1, float radius, float width, Color color) {
  const float r = std::min(radius, std::floor(std::min(x1 - x0, y1 - y0) / 2));
  const float edge = std::max(r, width);
  pixel_rect(x0 + edge, y0, x1 - edge, y0 + width, color);
  pixel_rect(x0 + edge, y1 - width, x1 - edge, y1, color);
  pixel_rect(x0, y0 + edge, x0 + width, y1 - edge, color);
  pixel_rect(x1 - width, y0 + edge, x1, y1 - edge, color);
  const int size = static_cast<int>(r);
  if (size < 1) {
    pixel_rect(x0, y0, x0 + edge, y0 + edge, color);
    pixel_rect(x1 - edge, y0, x1, y0 + edge, color);
    pixel_rect(x0, y1 - edge, x0 + edge, y1, color);
    pixel_rect(x1 - edge, y1 - edge, x1, y1, color);
    return;
  }
  corner(x0, y0, size, 0, color);
  corner(x1 - r, y0, size, 1, color);
  corner(x1 - r, y1 - r, size, 2, color);
  corner(x0, y1 - r, size, 3, color);
}

void Canvas::fill(const Rect& rect, Color color) {
  pixel_rect(pixel(rect.x), pixel(rect.y), pixel(rect.right()), pixel(rect.bottom()), color);
  building_.add_cover(rect, clips_.back());
}

void Canvas::box(const Rect& rect, const BoxStyle& style) {
  const float x0 = pixel(rect.x);
  const float y0 = pixel(rect.y);
  const float x1 = pixel(rect.right());
  const float y1 = pixel(rect.bottom());
  const float radius = pixel(style.radius);
  const float border = style.border_width > 0 ? std::max(1.0F, pixel(style.border_width)) : 0;
  const float lip = style.lip_height > 0 ? std::max(1.0F, pixel(style.lip_height)) : 0;
  if (lip > 0) {
    // Only what shows below the box: a band as high as lip and radius.
    round_fill(x0, std::max(y0, y1 - lip - 2 * radius), x1, y1, radius, style.lip);
  }
  if (border > 0) {
    ring(x0, y0, x1, y1 - lip, radius, border, style.border);
  }
  round_fill(x0 + border, y0 + border, x1 - border, y1 - lip - border,
             std::max(0.0F, radius - border), style.fill);
  building_.add_cover(rect, clips_.back());
}

void Canvas::frame(const Rect& rect, Color color, float width, float radius) {
  // Corners of an outline alone cannot be masked without a ground: used on square boxes and small
  // radii.
  const float x0 = pixel(rect.x);
  const float y0 = pixel(rect.y);
  const float x1 = pixel(rect.right());
  const float y1 = pixel(rect.bottom());
  const float thick = std::max(1.0F, pixel(width));
  const float cut = pixel(radius);
  pixel_rect(x0 + cut, y0, x1 - cut, y0 + thick, color);
  pixel_rect(x0 + cut, y1 - thick, x1 - cut, y1, color);
  pixel_rect(x0, y0 + std::max(cut, thick), x0 + thick, y1 - std::max(cut, thick), color);
  pixel_rect(x1 - thick, y0 + std::max(cut, thick), x1, y1 - std::max(cut, thick), color);
}

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
      fonts_.draw(*list_, weight, pixels, pixel(x), baseline, line.text, packed(style.color));
    }
    taken.x = std::min(taken.x, x);
    right = std::max(right, x + width);
  }
  taken.w = std::max(0.0F, right - taken.x);
  building_.add_text(std::string(words), taken, intersection(clips_.back(), screen()),
                     laid.truncated);
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

void Canvas::icon(const Rect& box, std::string_view name, Color color) {
  const float side = std::floor(std::min(box.w, box.h) * frame_.size.scale);
  const PictureHandle mask = pictures_.icon(name, static_cast<int>(side));
  if (!mask.found) {
    return;
  }
  const float x = std::round(box.centre_x() * frame_.size.scale - side / 2);
  const float y = std::round(box.centre_y() * frame_.size.scale - side / 2);
  list_->AddImage(mask.texture, {x, y}, {x + side, y + side}, mask.uv0, mask.uv1, packed(color));
}

void Canvas::picture(const Rect& box, std::string_view name, Fit fit, float radius,
                     bool round_top_left, bool round_top_right, bool round_bottom_right,
                     bool round_bottom_left) {
  const float x0 = pixel(box.x);
  const float y0 = pixel(box.y);
  const float x1 = pixel(box.right());
  const float y1 = pixel(box.bottom());
  const Corners corners{static_cast<int>(pixel(radius)), round_top_left, round_top_right,
                        round_bottom_right, round_bottom_left};
  const PictureHandle art =
      pictures_.art(name, static_cast<int>(x1 - x0), static_cast<int>(y1 - y0), fit, corners);
  if (art.found) {
    list_->AddImage(art.texture, {x0, y0}, {x1, y1}, art.uv0, art.uv1);
  }
}

bool Canvas::has_picture(std::string_view name) {
  return pictures_.has_art(name);
}

Canvas::Press Canvas::target(const Rect& rect, std::string_view label, bool enabled,
                             bool counting) {
  SceneTarget target;
  target.group = groups_.empty() ? std::string() : groups_.back();
  target.label = label;
  target.id = target_id(target.group, label);
  target.rect = rect;
  target.clip = intersection(clips_.back(), screen());
  target.enabled = enabled;
  target.counting = counting;
  const Press press{touch_.pressed(target.id), enabled && touch_.clicked(target.id)};
  building_.add_target(std::move(target));
  return press;
}

void Canvas::push_group(std::string_view name) {
  groups_.emplace_back(name);
}

void Canvas::pop_group() {
  groups_.pop_back();
}

void Canvas::push_clip(const Rect& rect) {
  const Rect clip = intersection(rect, clips_.back());
  clips_.push_back(clip);
  list_->PushClipRect({pixel(clip.x), pixel(clip.y)}, {pixel(clip.right()), pixel(clip.bottom())});
}

void Canvas::pop_clip() {
  clips_.pop_back();
  list_->PopClipRect();
}

void Canvas::block(const Rect& rect) {
  building_.add_block(rect);
}

void Canvas::add_scroll(TargetId id, const Rect& rect) {
  building_.add_scroll(id, rect);
}

}  // namespace outreach::ui
