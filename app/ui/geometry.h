// Rectangles in logical units and the few cuts that layouts are made of. Pure.
#pragma once

#include <algorithm>

namespace outreach::ui {

struct Rect {
  float x = 0;
  float y = 0;
  float w = 0;
  float h = 0;

  float right() const {
    return x + w;
  }
  float bottom() const {
    return y + h;
  }
  float centre_x() const {
    return x + w / 2;
  }
  float centre_y() const {
    return y + h / 2;
  }
  bool contains(float px, float py) const {
    return px >= x && px < right() && py >= y && py < bottom();
  }
  bool empty() const {
    return w <= 0 || h <= 0;
  }
  Rect inset(float by) const {
    return {x + by, y + by, w - 2 * by, h - 2 * by};
  }
  Rect inset(float horizontal, float vertical) const {
    return {x + horizontal, y + vertical, w - 2 * horizontal, h - 2 * vertical};
  }
  Rect moved(float dx, float dy) const {
    return {x + dx, y + dy, w, h};
  }
  Rect left_part(float width) const {
    return {x, y, width, h};
  }
  Rect right_part(float width) const {
    return {right() - width, y, width, h};
  }
  Rect top_part(float height) const {
    return {x, y, w, height};
  }
  Rect bottom_part(float height) const {
    return {x, bottom() - height, w, height};
  }
  Rect without_left(float width) const {
    return {x + width, y, w - width, h};
  }
  Rect without_right(float width) const {
    return {x, y, w - width, h};
  }
  Rect without_top(float height) const {
    return {x, y + height, w, h - height};
  }
  Rect without_bottom(float height) const {
    return {x, y, w, h - height};
  }
  // Cell (column, row) of an even grid with gaps.
  Rect cell(int column, int row, int columns, int rows, float gap) const {
    const float width = (w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    const float height = (h - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
    return {x + static_cast<float>(column) * (width + gap),
            y + static_cast<float>(row) * (height + gap), width, height};
  }
  bool operator==(const Rect&) const = default;
};

inline Rect intersection(const Rect& a, const Rect& b) {
  const float x = std::max(a.x, b.x);
  const float y = std::max(a.y, b.y);
  return {x, y, std::max(0.0F, std::min(a.right(), b.right()) - x),
          std::max(0.0F, std::min(a.bottom(), b.bottom()) - y)};
}

// True if the two share more than `tolerance` in both directions.
inline bool overlap(const Rect& a, const Rect& b, float tolerance = 0.5F) {
  const Rect common = intersection(a, b);
  return common.w > tolerance && common.h > tolerance;
}

}  // namespace outreach::ui
