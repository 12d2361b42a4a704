// What stands around every screen in practice, so that nobody across the stall takes it for a day's
// counting: the band with the way out, stripes above and below, and colours of its own. On a small
// panel a line between stripes, and the way out in 更多.
#pragma once

#include <optional>

#include "app/core/intent.h"
#include "app/ui/canvas.h"

namespace outreach::ui {

// Before the screen is drawn, which has the room between.
void begin_practice_frame(Canvas& canvas);
// After it; EndPractice where 练完了，退出 was tapped.
std::optional<core::Intent> end_practice_frame(Canvas& canvas);

}  // namespace outreach::ui
