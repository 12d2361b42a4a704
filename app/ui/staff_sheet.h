// The choice of who records, over the screen that is open.
#pragma once

#include <optional>
#include <string>

#include "app/core/view.h"
#include "app/ui/canvas.h"

namespace outreach::ui {

// The names, a page of them where there are many, with `selected` marked. The name that was tapped.
std::optional<std::string> staff_names(Canvas& canvas, const Rect& rect,
                                       const core::FrameView& frame, const std::string& selected,
                                       int& page);

// An intent when someone was chosen, or the way to a PIN; `open` is cleared when it is done.
std::optional<core::Intent> staff_sheet(Canvas& canvas, const core::FrameView& frame, bool& open,
                                        int& page);

}  // namespace outreach::ui
