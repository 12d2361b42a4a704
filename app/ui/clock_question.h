// "机器的日期不对吗？": asked once over the whole screen, when today by the clock was called wrong.
#pragma once

#include <optional>

#include "app/core/view.h"
#include "app/ui/canvas.h"

namespace outreach::ui {

std::optional<core::Intent> draw_clock_question(Canvas& canvas, const core::OpenOutingView& view);

}  // namespace outreach::ui
