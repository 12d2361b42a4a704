// "今天是……对吗？": the outing's day, asked once over the whole screen, as reports go by it.
#pragma once

#include <optional>

#include "app/core/view.h"
#include "app/ui/canvas.h"
#include "app/ui/drafts.h"

namespace outreach::ui {

// Where the day is not right, the draft shows the calendar next.
std::optional<core::Intent> draw_day_question(Canvas& canvas, const core::OpenOutingView& view,
                                              OpenOutingDraft& draft);

}  // namespace outreach::ui
