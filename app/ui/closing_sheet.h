// Whether the outing is to be closed, asked on a sheet over 能收摊吗.
#pragma once

#include <optional>

#include "app/core/view.h"
#include "app/ui/canvas.h"

namespace outreach::ui {

// `closing` is cleared when it was answered.
std::optional<core::Intent> draw_closing(Canvas& canvas, const Rect& area,
                                         const core::FrameView& frame, bool& closing);

}  // namespace outreach::ui
