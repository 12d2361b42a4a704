// The components sheet: every state of every component on one screen.
#pragma once

#include "app/ui/canvas.h"

namespace outreach::ui {

void draw_components(Canvas& canvas);

}  // namespace outreach::ui
