// The two sheets of the consultation screen, and what it would write down.
#pragma once

#include "app/core/view.h"
#include "app/ui/canvas.h"
#include "app/ui/drafts.h"

namespace outreach::ui {

// The rule's proposals stand until staff change them.
domain::Consultation consultation_of(const core::ConsultationView& view,
                                     const ConsultationDraft& draft);
// What was chosen by hand, else what is usual for the topic; none: to be chosen still.
std::optional<domain::Outcome> outcome_of(const ConsultationDraft& draft);

// A number of people above the chips'.
void draw_people_sheet(Canvas& canvas, const Rect& area, ConsultationDraft& draft);
// Another pathway or department than the rule's.
void draw_change_sheet(Canvas& canvas, const Rect& area, const core::ConsultationView& view,
                       ConsultationDraft& draft);

}  // namespace outreach::ui
