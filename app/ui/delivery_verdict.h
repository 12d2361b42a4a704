// 能收摊吗: what is said first, and the one thing to do next.
#pragma once

#include <string>

#include "app/core/view.h"
#include "app/ui/theme.h"

namespace outreach::ui {

struct Verdict {
  const Tone* tone;  // of the theme
  const char* icon;
  std::string words;
};

// Never says that all is with the county unless signed receipts say so.
Verdict delivery_verdict(const Theme& theme, const core::FrameView& frame,
                         const core::DeliveryView& view);

enum class NextStep { None, Close, Send, WriteToStick };
NextStep next_step(const core::FrameView& frame, const core::DeliveryView& view);

}  // namespace outreach::ui
