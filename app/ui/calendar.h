// A month to choose a day from.
#pragma once

#include "app/core/view.h"
#include "app/ui/canvas.h"
#include "app/ui/drafts.h"

namespace outreach::ui {

Date day_before(Date date);
// A sheet over `area`. Sets draft.date and clears draft.choosing_date when a day was tapped. Days
// after today can be chosen too: the machine's clock may be the one that is wrong, and the record
// is asked for again then.
void draw_calendar(Canvas& canvas, const Rect& area, const core::OpenOutingView& view,
                   OpenOutingDraft& draft);

}  // namespace outreach::ui
