// The parts of 我该找谁, a screen each; screen_guide.cpp puts them together. Inside this folder
// only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/core/view.h"
#include "app/ui/canvas.h"
#include "app/ui/drafts.h"
#include "app/ui/resident_parts.h"
#include "app/ui/text_blocks.h"

namespace outreach::ui {

// A button of the bar at the bottom and what it asks for; nothing: it turns the page.
struct GuideWay {
  ResidentButton button;
  std::optional<core::Intent> intent;
};

// Header, the blocks of the draft's page and the bar: first a button that turns the page where
// there are several, then `ways`. 返回 leads a page back, and from the first one step of the guide.
// `of`: names what is shown; the draft's page is that of this.
std::optional<core::Intent> draw_guide_pages(Canvas& canvas, const std::string& title,
                                             const std::string& hint, const std::string& of,
                                             const std::vector<TextBlock>& blocks,
                                             const std::vector<GuideWay>& ways, GuideDraft& draft);

std::optional<core::Intent> draw_guide_result(Canvas& canvas, const core::GuideView& view,
                                              GuideDraft& draft);
std::optional<core::Intent> draw_guide_answers(Canvas& canvas, const core::GuideView& view);
std::optional<core::Intent> draw_guide_answer(Canvas& canvas, const core::GuideView& view,
                                              GuideDraft& draft);
std::optional<core::Intent> draw_guide_take_away(Canvas& canvas, const core::GuideView& view);

}  // namespace outreach::ui
