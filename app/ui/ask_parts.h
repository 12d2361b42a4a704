// The steps of 留言提问, each drawn by its own file.
#pragma once

#include <optional>
#include <string>

#include "app/core/view.h"
#include "app/ui/canvas.h"
#include "app/ui/drafts.h"

namespace outreach::ui {

inline constexpr int kAskSteps = 4;  // topic, words, how to be reached, one more look

// Words, and how to be reached.
std::optional<core::Intent> draw_ask_writing(Canvas& canvas, const core::AskView& view,
                                             AskDraft& draft);
// The receipt, what becomes of it, and that it is withdrawn.
std::optional<core::Intent> draw_ask_receipt(Canvas& canvas, const core::AskView& view,
                                             AskDraft& draft);
std::optional<core::Intent> draw_ask_withdrawn(Canvas& canvas);

// Why it does not go on, and what to do; empty: it does.
std::string ask_trouble_words(core::AskTrouble trouble, bool in_contact);

}  // namespace outreach::ui
