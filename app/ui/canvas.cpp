#include "app/ui/canvas.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <imgui.h>

#include "platform/text/line_break.h"

namespace outreach::ui {
namespace {

// Hanzi reach from 0.88 em above the baseline to 0.12 below; digits and capitals are centred on the same line.
constexpr float kMiddleAboveBaseline = 0.38F;
// Sizes a text steps down through until it fits. Few, since each bakes its glyphs anew.
constexpr std::array kSizes{138.0F, 117.0F, 99.0F, 92.0F, 84.0F, 78.0F, 66.0F, 56.0F, 50.0F, 46.0F,
                            42.0F,  38.0F,  34.0F, 30.0F, 28.0F, 26.0F, 24.0F, 22.0F, 20.0F};

ImU32 packed(Color color) {
  return IM_COL32(color.r, color.g, color.b, 255);
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

// The edge strips and corner squares only: what lies inside is drawn by the fill, so no pixel is painted twice.
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
  round_fill(x0 + border, y0 + border, x1 - border, y1 - lip - border, std::max(0.0F, radius - border), style.fill);
  building_.add_cover(rect, clips_.back());
}

void Canvas::frame(const Rect& rect, Color color, float width, float radius) {
  // Corners of an outline alone cannot be masked without a ground: used on square boxes and small radii.
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

Canvas::Laid Canvas::lay(const Rect& box, std::string_view words, const TextStyle& style) const {
  const Weight weight = style.bold ? Weight::Bold : Weight::Regular;
  const float scale = frame_.size.scale;
  const float wanted = style.size * (style.grows ? type_factor(frame_.appearance.type_size) : 1.0F);
  Laid laid;
  const auto try_size = [&](float em) {
    const float pixels = std::round(em * scale);
    const MeasureText measure = [&](std::string_view part) {
      return fonts_.width(weight, pixels, part.data(), part.data() + part.size());
    };
    laid.em = pixels / scale;
    laid.widest = 0;
    // One line is measured whole: wrapping would drop spaces and decide nothing.
    if (style.max_lines == 1) {
      laid.lines = {{words, measure(words)}};
    } else {
      laid.lines = wrap_text(words, std::floor(box.w * scale), measure);
    }
    for (const WrappedLine& line : laid.lines) {
      laid.widest = std::max(laid.widest, line.width / scale);
    }
    const float count = static_cast<float>(laid.lines.size());
    const float height = laid.em * (1 + (count - 1) * style.pitch);
    return laid.lines.size() <= static_cast<std::size_t>(style.max_lines) && laid.widest <= box.w + 0.5F &&
           height <= box.h + 0.5F;
  };
  if (try_size(wanted)) {
    return laid;
  }
  for (const float size : kSizes) {
    if (size < wanted && try_size(size)) {
      return laid;
    }
  }
  laid.truncated = true;
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
  const float ascent = fonts_.baseline(weight, pixels);
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
      list_->AddText(fonts_.font(weight), fonts_.imgui_size(pixels), {pixel(x), baseline - ascent}, packed(style.color),
                     line.text.data(), line.text.data() + line.text.size());
    }
    taken.x = std::min(taken.x, x);
    right = std::max(right, x + width);
  }
  taken.w = std::max(0.0F, right - taken.x);
  building_.add_text(std::string(words), taken, intersection(clips_.back(), screen()), laid.truncated);
  return taken;
}

float Canvas::text_width(std::string_view words, const TextStyle& style) const {
  return lay({0, 0, 100'000, 100'000}, words, style).widest;
}

float Canvas::fitted_size(const Rect& box, std::string_view words, const TextStyle& style) const {
  return lay(box, words, style).em;
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

void Canvas::picture(const Rect& box, std::string_view name, Fit fit, float radius, bool round_top_left,
                     bool round_top_right, bool round_bottom_right, bool round_bottom_left) {
  const float x0 = pixel(box.x);
  const float y0 = pixel(box.y);
  const float x1 = pixel(box.right());
  const float y1 = pixel(box.bottom());
  const Corners corners{static_cast<int>(pixel(radius)), round_top_left, round_top_right, round_bottom_right,
                        round_bottom_left};
  const PictureHandle art = pictures_.art(name, static_cast<int>(x1 - x0), static_cast<int>(y1 - y0), fit, corners);
  if (art.found) {
    list_->AddImage(art.texture, {x0, y0}, {x1, y1}, art.uv0, art.uv1);
  }
}

bool Canvas::has_picture(std::string_view name) {
  return pictures_.has_art(name);
}

Canvas::Press Canvas::target(const Rect& rect, std::string_view label, bool enabled, bool counting) {
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

void Canvas::add_scroll(TargetId id, const Rect& rect) {
  building_.add_scroll(id, rect);
}

}  // namespace outreach::ui
