// "还在这一场吗？": an outing is open, and its day is not today's or nobody can tell. Over the
// whole screen, whichever it is; nothing is proposed.
#pragma once

#include <optional>

#include "app/core/view.h"
#include "app/ui/canvas.h"

namespace outreach::ui {

std::optional<core::Intent> draw_resume_question(Canvas& canvas, const core::ResumeView& view);

}  // namespace outreach::ui
