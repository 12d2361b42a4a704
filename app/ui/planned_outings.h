// 县里计划的: where the county's plan sends stalls, to be chosen by one tap.
#pragma once

#include "app/core/view.h"
#include "app/ui/canvas.h"
#include "app/ui/drafts.h"

namespace outreach::ui {

// At the top of `rect`; nothing where there is no plan. A tap fills place, kind and day of the
// draft. Returns the height it took.
float draw_planned(Canvas& canvas, const Rect& rect, const core::OpenOutingView& view,
                   OpenOutingDraft& draft);

}  // namespace outreach::ui
