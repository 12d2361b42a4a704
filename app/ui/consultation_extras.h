// What not every consultation needs: 同上一件, 加一句话 and 登记详情（封存）.
#pragma once

#include <optional>
#include <string>

#include "app/core/view.h"
#include "app/ui/canvas.h"
#include "app/ui/drafts.h"

namespace outreach::ui {

// Two buttons below the outcomes. Who chose 登记待回复 is not about to repeat the last one.
std::optional<core::Intent> draw_extras(Canvas& canvas, const Rect& rect,
                                        const core::ConsultationView& view,
                                        ConsultationDraft& draft);

// Under the topics: the note as it will be recorded, or that no names are.
float note_strip_height(const std::string& note);
void draw_note_strip(Canvas& canvas, const Rect& rect, const std::string& note);

}  // namespace outreach::ui
