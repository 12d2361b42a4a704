// 更多 on the home screen: what is needed now and then.
#pragma once

#include <optional>

#include "app/core/view.h"
#include "app/ui/canvas.h"

namespace outreach::ui {

// `open`: cleared where it was closed, or something on it chosen that leads elsewhere.
std::optional<core::Intent> home_more_sheet(Canvas& canvas, const core::FrameView& frame,
                                            bool& open);

}  // namespace outreach::ui
