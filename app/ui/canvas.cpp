// Long because every primitive that a screen is made of is drawn, and noted for the scene and the
// redraw, in one place.
#include "app/ui/canvas.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include <imgui.h>

namespace outreach::ui {
namespace {

ImU32 packed(Color color) {
  return IM_COL32(color.r, color.g, color.b, 255);
}

// A rectangle of pixels that holds these places.
PixelRect pixels_around(float x0, float y0, float x1, float y1) {
  const auto left = static_cast<int>(std::floor(x0));
  const auto top = static_cast<int>(std::floor(y0));
  return {left, top, static_cast<int>(std::ceil(x1)) - left, static_cast<int>(std::ceil(y1)) - top};
}

}  // namespace

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
  keyboard_held_ = false;
  changes_.begin(
      {static_cast<int>(pixel(frame_.size.width)), static_cast<int>(pixel(frame_.size.height))});
  list_ = ImGui::GetBackgroundDrawList();
  fill(screen(), theme_->paper);
}

void Canvas::end() {
  std::swap(shown_, building_);
  changed_ = changes_.end();
  list_ = nullptr;
}

bool Canvas::wants_frame() const {
  return touch_.moving();
}

const Scene& Canvas::scene() const {
  return shown_;
}

const std::vector<PixelRect>& Canvas::changed() const {
  return changed_;
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
  static const std::vector<InputEvent> nothing;
  return keyboard_held_ ? nothing : frame_.inputs;
}

void Canvas::hold_keyboard(bool held) {
  keyboard_held_ = held;
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

void Canvas::note(const PixelRect& where, std::uint64_t looks) {
  const ImVec2 from = list_->GetClipRectMin();
  const ImVec2 to = list_->GetClipRectMax();
  const PixelRect clip = pixels_around(from.x, from.y, to.x, to.y);
  const int x = std::max(where.x, clip.x);
  const int y = std::max(where.y, clip.y);
  const PixelRect seen{x, y, std::min(where.x + where.width, clip.x + clip.width) - x,
                       std::min(where.y + where.height, clip.y + clip.height) - y};
  changes_.add(seen, mixed(mixed(looks, where), seen));
}

void Canvas::pixel_rect(float x0, float y0, float x1, float y1, Color color) {
  if (x1 > x0 && y1 > y0) {
    list_->AddRectFilled({x0, y0}, {x1, y1}, packed(color));
    note(pixels_around(x0, y0, x1, y1), looks_of(Drawn::Fill, packed(color)));
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
  note(pixels_around(x, y, x + size, y + size),
       mixed(looks_of(Drawn::Corner, packed(color)), static_cast<std::uint64_t>(which)));
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

void Canvas::icon(const Rect& box, std::string_view name, Color color) {
  const float side = std::floor(std::min(box.w, box.h) * frame_.size.scale);
  const PictureHandle mask = pictures_.icon(name, static_cast<int>(side));
  if (!mask.found) {
    return;
  }
  const float x = std::round(box.centre_x() * frame_.size.scale - side / 2);
  const float y = std::round(box.centre_y() * frame_.size.scale - side / 2);
  list_->AddImage(mask.texture, {x, y}, {x + side, y + side}, mask.uv0, mask.uv1, packed(color));
  note(pixels_around(x, y, x + side, y + side), mixed(looks_of(Drawn::Icon, packed(color)), name));
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
  if (art.coming) {
    const bool is_rounded =
        round_top_left || round_top_right || round_bottom_right || round_bottom_left;
    round_fill(x0, y0, x1, y1, is_rounded ? pixel(radius) : 0, theme_->zebra);
  }
  if (!art.found) {
    return;
  }
  list_->AddImage(art.texture, {x0, y0}, {x1, y1}, art.uv0, art.uv1);
  std::uint64_t looks = mixed(looks_of(Drawn::Art, 0), name);
  for (const int detail :
       {static_cast<int>(fit), corners.radius, round_top_left ? 1 : 0, round_top_right ? 1 : 0,
        round_bottom_right ? 1 : 0, round_bottom_left ? 1 : 0}) {
    looks = mixed(looks, static_cast<std::uint64_t>(detail));
  }
  note(pixels_around(x0, y0, x1, y1), looks);
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
