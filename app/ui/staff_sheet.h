// The choice of who records, over the screen that is open.
#pragma once

#include <optional>

#include "app/core/view.h"
#include "app/ui/canvas.h"

namespace outreach::ui {

// An intent when someone was chosen; `open` is cleared when it is done.
std::optional<core::Intent> staff_sheet(Canvas& canvas, const core::FrameView& frame, bool& open);

}  // namespace outreach::ui
