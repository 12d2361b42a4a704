// How many of the chosen leaflet: steps, and keys for any number.
#pragma once

#include <optional>

#include "app/core/view.h"
#include "app/ui/canvas.h"
#include "app/ui/drafts.h"

namespace outreach::ui {

// Four rows of keys as high as a finger needs.
inline constexpr float kPadKeysLeast = 4 * kStaffTargetMin + 3 * kGap;
// +1 +5 +10 +50 stand in two rows where there is so much height, else in one.
inline constexpr float kTwoStepRows = 2 * kStaffTargetMin + kGap;
// Its title, one row of steps, the number's line and the keys, with what lies between.
inline constexpr float kPadBesideLeast = kPadKeysLeast + kStaffTargetMin + 104;

// Where the parts of the pad stand.
struct PadCuts {
  Rect title;
  Rect steps;
  int step_columns = 2;  // of four steps
  Rect line;
  Rect keys;
};

// One below the other, for a place at the right of the tiles.
PadCuts pad_beside(const Rect& rect);
// The keys at the right of all else, for a place below the tiles or over them.
PadCuts pad_below(const Rect& rect);

// An intent when a step or 加上 was tapped.
std::optional<core::Intent> draw_pad(Canvas& canvas, const PadCuts& cuts,
                                     const core::HandoutView& view, HandoutDraft& draft);

}  // namespace outreach::ui
