// The questions of 开场次, each with its title in the room it is given, whatever form the screen
// has.
#pragma once

#include <optional>
#include <string>

#include "app/core/view.h"
#include "app/ui/canvas.h"
#include "app/ui/drafts.h"

namespace outreach::ui {

// The height of a question's title, and the air below it.
inline constexpr float kQuestionTitle = 40;

// What would be opened now: the person's choices, else what the place and the clock propose.
struct Proposal {
  domain::OutingOpened outing;
  std::string staff;
  bool has_kind = false;
  bool has_date = false;

  bool complete() const {
    return !outing.place.empty() && has_kind && has_date && !staff.empty();
  }
};

Proposal proposal_of(const core::FrameView& frame, const core::OpenOutingView& view,
                     const OpenOutingDraft& draft);

// Below the county's plan; also leads to 补录, where there is room for that.
void ask_place(Canvas& canvas, const Rect& rect, const core::OpenOutingView& view,
               OpenOutingDraft& draft, std::optional<core::Intent>& intent);
void ask_kind(Canvas& canvas, const Rect& rect, const core::OpenOutingView& view,
              OpenOutingDraft& draft);
void ask_day(Canvas& canvas, const Rect& rect, const core::OpenOutingView& view,
             const Proposal& made, OpenOutingDraft& draft);
void ask_who(Canvas& canvas, const Rect& rect, const core::OpenOutingView& view,
             const Proposal& made, OpenOutingDraft& draft);
// True when what is proposed was confirmed; says what is missing else.
bool draw_start(Canvas& canvas, const Rect& rect, const core::OpenOutingView& view,
                const Proposal& made);

}  // namespace outreach::ui
