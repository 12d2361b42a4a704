// What 补录 asks for one thing at a time: where, what kind, how many copies, and each party.
#pragma once

#include <optional>

#include "app/core/view.h"
#include "app/ui/canvas.h"
#include "app/ui/drafts.h"

namespace outreach::ui {

// A sheet of paper has a few dozen lines; more than this is a list to import.
inline constexpr std::size_t kSheetPartiesMax = 200;

// What the sheet comes to; or, before another one is begun, what became of the last.
void draw_sheet_totals(Canvas& canvas, const Rect& rect, const core::SheetView& view,
                       const SheetDraft& draft);

// Each is a sheet over `area`, and clears draft.asking when it is done with.
void draw_sheet_places(Canvas& canvas, const Rect& area, const core::SheetView& view,
                       SheetDraft& draft);
void draw_sheet_kinds(Canvas& canvas, const Rect& area, const core::SheetView& view,
                      SheetDraft& draft);
void draw_sheet_copies(Canvas& canvas, const Rect& area, const core::SheetView& view,
                       SheetDraft& draft);
// Takes one party after the other.
void draw_sheet_party(Canvas& canvas, const Rect& area, const core::SheetView& view,
                      SheetDraft& draft);

}  // namespace outreach::ui
