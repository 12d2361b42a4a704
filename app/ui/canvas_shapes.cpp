// Plain boxes with baked corners: what the canvas fills and outlines.
#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "app/ui/canvas.h"
#include "app/ui/canvas_pixels.h"

namespace outreach::ui {

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
  building_.add_cover(rect, clips_.back(), color);
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
  building_.add_cover(rect, clips_.back(), style.fill);
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

}  // namespace outreach::ui
