// What a look-up showed: the answer, that there is none yet, or why nothing was looked up.
#pragma once

#include <optional>

#include "app/core/intent.h"
#include "app/core/view.h"
#include "app/ui/canvas.h"
#include "app/ui/drafts.h"

namespace outreach::ui {

// The whole screen, for those states that ask for no number.
std::optional<core::Intent> draw_look_up_result(Canvas& canvas, const core::LookUpView& view,
                                                LookUpDraft& draft);

}  // namespace outreach::ui
