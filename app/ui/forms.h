// What form a screen takes in the room a panel gives it, and the cuts that differ with the form.
// A screen has one layout of its own for each form; what stands in them is the same. Pure.
#pragma once

#include <algorithm>

#include "app/core/room.h"
#include "app/ui/geometry.h"

namespace outreach::ui {

enum class Form {
  Wide,     // the design size and larger
  Compact,  // a small panel, where 10 mm are many of its pixels: 906x531 on 7 inches
  Tall,     // hangs upright: what stands side by side elsewhere is stacked
};

// Of the whole frame in logical units, whatever is drawn around a screen.
inline constexpr float kWideLeast = 1200;
inline constexpr float kWideHeightLeast = 740;
constexpr Form form_of(float width, float height) {
  if (height > width) {
    return Form::Tall;
  }
  return width >= kWideLeast && height >= kWideHeightLeast ? Form::Wide : Form::Compact;
}

template <typename Value>
constexpr Value by_form(Form form, Value wide, Value compact, Value tall) {
  return form == Form::Wide ? wide : form == Form::Compact ? compact : tall;
}

// Rows of at least so many units, with a gap between, that a height holds; never more than `most`.
constexpr int rows_in(float height, float least, float gap, int most) {
  return std::clamp(static_cast<int>((height + gap) / (least + gap)), 1, most);
}

// A sheet's place over the work area: in its middle, from its top on, no larger than it.
inline Rect sheet_place(const Rect& area, float width, float height) {
  const float fitting = std::min(width, area.w);
  return {area.centre_x() - fitting / 2, area.y, fitting, std::min(height, area.h)};
}

// A sheet with a number and its keys; the way back below them, or beside the number where there is
// little height.
struct NumberCuts {
  Rect line;
  Rect keys;
  Rect back;
};
inline NumberCuts number_cuts(Form form, const Rect& inside) {
  if (form == Form::Compact) {
    const Rect head = inside.top_part(60);
    constexpr float kBackWidth = 150;
    return {head.without_right(kBackWidth + 16), inside.without_top(68),
            head.right_part(kBackWidth)};
  }
  return {inside.top_part(64), inside.without_top(76).without_bottom(84), inside.bottom_part(72)};
}

// How much of each list a panel of this form shows at once; a notice, or the frame of
// practice, takes a row where rows are few, and both take one of the tally pad.
constexpr core::Room room_of(Form form, bool has_notice, bool is_practice) {
  const bool is_cramped = has_notice || is_practice;
  if (form == Form::Tall) {
    return {.tiles = has_notice && is_practice ? 3 : 6,
            .today_rows = is_cramped ? 6 : 7,
            .stock_rows = is_cramped ? 5 : 6,
            .returned = 4,
            .summary_rows = 6,
            .sheet_files = 10};
  }
  if (form == Form::Compact) {
    return {.tiles = is_cramped ? 2 : 4,
            .today_rows = is_cramped ? 2 : 3,
            .stock_rows = is_cramped ? 2 : 3,
            .returned = is_cramped ? 1 : 2,
            .summary_rows = 3,
            .sheet_files = 4,
            .covers = 3};
  }
  return {};
}

}  // namespace outreach::ui
