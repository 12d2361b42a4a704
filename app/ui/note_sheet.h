// 加一句话: the sheet on which a consultation gets its note.
#pragma once

#include <string>
#include <string_view>

#include "app/core/view.h"
#include "app/ui/canvas.h"
#include "app/ui/drafts.h"

namespace outreach::ui {

// Why these words may not be a note, for the person who types them; empty: they may.
std::string note_refusal(std::string_view note);

// Over `area`. The draft's note changes when it is done with, and then it may be recorded.
void draw_note_sheet(Canvas& canvas, const Rect& area, const core::ConsultationView& view,
                     ConsultationDraft& draft);

}  // namespace outreach::ui
