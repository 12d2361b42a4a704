// The questions of 咨询, each in the room it is given, whatever form the screen has.
#pragma once

#include <optional>

#include "app/core/view.h"
#include "app/ui/canvas.h"
#include "app/ui/drafts.h"

namespace outreach::ui {

void draw_people(Canvas& canvas, const Rect& rect, ConsultationDraft& draft);
void draw_topics(Canvas& canvas, const Rect& rect, const core::ConsultationView& view,
                 ConsultationDraft& draft);
// Which office and which way the rule fills in, and the button that changes them.
void draw_rule(Canvas& canvas, const Rect& rect, const core::ConsultationView& view,
               ConsultationDraft& draft);
// What was done, and with it what may be added.
std::optional<core::Intent> draw_outcomes(Canvas& canvas, const Rect& rect,
                                          const core::ConsultationView& view,
                                          ConsultationDraft& draft);
// 记下, or what is still to be chosen.
std::optional<core::Intent> draw_confirm(Canvas& canvas, const Rect& rect,
                                         const core::ConsultationView& view,
                                         ConsultationDraft& draft);
// What was recorded last, today's sum, and 撤销.
std::optional<core::Intent> draw_last(Canvas& canvas, const Rect& rect,
                                      const core::FrameView& frame,
                                      const core::ConsultationView& view);

}  // namespace outreach::ui
