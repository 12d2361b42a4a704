// What stands in place of a staff screen that nobody touched for a while. Of the screen behind it
// nothing is shown and nothing is lost.
#pragma once

#include <optional>

#include "app/core/view.h"
#include "app/ui/canvas.h"
#include "app/ui/drafts.h"

namespace outreach::ui {

// Only while `frame.lock`. `typed` is the pad's.
std::optional<core::Intent> draw_lock_screen(Canvas& canvas, const core::FrameView& frame,
                                             LockDraft& draft, PinDraft& typed);

}  // namespace outreach::ui
