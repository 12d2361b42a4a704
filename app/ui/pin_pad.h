// The pad a PIN is typed on: large keys, dots for digits. What is typed lives in the draft, which
// wipes it; no digit becomes a text on the screen.
#pragma once

#include <optional>

#include "app/core/view.h"
#include "app/ui/canvas.h"
#include "app/ui/drafts.h"

namespace outreach::ui {

// Over the whole screen but for the `below` units of a bar at its top, 0 where there is none. The
// draft begins anew when `pin` asks something else.
std::optional<core::Intent> draw_pin_pad(Canvas& canvas, float below, const core::PinView& pin,
                                         PinDraft& draft);

}  // namespace outreach::ui
