// 改内容 on the consultation screen: filled from the entry that another takes the place of.
#pragma once

#include <optional>

#include "app/core/view.h"
#include "app/ui/canvas.h"
#include "app/ui/drafts.h"

namespace outreach::ui {

// Fills the draft where a replacement began, and wipes it where that ended.
void follow_replacement(const core::ConsultationView& view, ConsultationDraft& draft);

// Which entry it is, and the way back; in the place of what was done last. An intent when that was
// tapped.
std::optional<core::Intent> draw_replaced(Canvas& canvas, const Rect& rect,
                                          const core::ReplacedConsultation& replaced);

// The way back alone, where there is no room for more.
std::optional<core::Intent> draw_way_out_of_replacing(Canvas& canvas, const Rect& rect);

}  // namespace outreach::ui
