// The list of 今日: each record of the outing in a row.
#pragma once

#include "app/core/view.h"
#include "app/ui/canvas.h"
#include "app/ui/drafts.h"

namespace outreach::ui {

// Begins the correction of the row whose button was tapped.
void draw_today_rows(Canvas& canvas, const Rect& rect, const core::TodayView& view,
                     int rows_per_page, TodayDraft& draft);

}  // namespace outreach::ui
