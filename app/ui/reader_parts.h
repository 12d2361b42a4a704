// The reader of leaflets: where things stand in it, and its two kinds, comics and pages.
#pragma once

#include <optional>
#include <string>

#include "app/core/view.h"
#include "app/ui/canvas.h"

namespace outreach::ui {

// Where the reader's things stand, by the form. Empty where a form has no room for it.
struct ReaderCuts {
  Rect picture;   // the panel, or what is seen of a page
  Rect next;      // the largest target
  Rect previous;  // back by one
  Rect whole;     // all panels, or the whole page
  Rect count;     // 第 3 格，共 6 格
  Rect words;     // a panel's narration; of pages: the row of what moves and enlarges them
};
ReaderCuts comic_cuts(const Canvas& canvas);
ReaderCuts page_cuts(const Canvas& canvas);

// A panel with its lettering and narration, or all panels to choose from.
std::optional<core::Intent> draw_comic(Canvas& canvas, const core::FrameView& frame,
                                       const core::ReaderView& view);
std::optional<core::Intent> draw_pages(Canvas& canvas, const core::ReaderView& view);

// Back, on and how far it is: `count` in words.
std::optional<core::Intent> leaf_buttons(Canvas& canvas, const ReaderCuts& cuts,
                                         const core::ReaderView& view);
// Under which the touch keeps where a page was moved to.
TargetId page_scroll(int at);
// In place of a panel or page that cannot be read.
void broken_leaf(Canvas& canvas, const Rect& rect);

}  // namespace outreach::ui
