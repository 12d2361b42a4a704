// What the canvas's files share on the way to pixels. Pure.
#pragma once

#include <cmath>

#include <imgui.h>

#include "app/ui/theme.h"
#include "platform/window/panel.h"

namespace outreach::ui {

inline ImU32 packed(Color color) {
  return IM_COL32(color.r, color.g, color.b, 255);
}

// A rectangle of pixels that holds these places.
inline PixelRect pixels_around(float x0, float y0, float x1, float y1) {
  const auto left = static_cast<int>(std::floor(x0));
  const auto top = static_cast<int>(std::floor(y0));
  return {left, top, static_cast<int>(std::ceil(x1)) - left, static_cast<int>(std::ceil(y1)) - top};
}

}  // namespace outreach::ui
