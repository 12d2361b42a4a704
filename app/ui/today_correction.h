// 更正 of a row of 今日.
#pragma once

#include <optional>

#include "app/core/view.h"
#include "app/ui/canvas.h"
#include "app/ui/drafts.h"

namespace outreach::ui {

// A sheet over `area`; `draft` is wiped once it is done with.
std::optional<core::Intent> draw_correction(Canvas& canvas, const Rect& area,
                                            const core::TodayRow& row, TodayDraft& draft);

}  // namespace outreach::ui
