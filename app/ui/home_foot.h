// The foot of the home screen: where the records are, how the screen looks, who records, and more.
#pragma once

#include <optional>

#include "app/core/view.h"
#include "app/ui/canvas.h"
#include "app/ui/drafts.h"

namespace outreach::ui {

inline constexpr float kGapTiles = 20;
inline constexpr float kGapFoot = 12;

// When nothing waits: "delivered" is said only of something that was.
const char* rest_words(const core::FrameView& frame);

// Two rows of buttons below the records where it is tall, else one row.
float home_foot_height(Form form);
std::optional<core::Intent> draw_home_foot(Canvas& canvas, const core::FrameView& frame,
                                           const Rect& bar, HomeDraft& draft, bool& choosing_staff);

}  // namespace outreach::ui
