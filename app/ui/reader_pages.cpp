// Pages of the county's pack: fit to the width or larger, moved with the finger or by buttons.
#include <algorithm>
#include <array>
#include <string>

#include "app/ui/forms.h"
#include "app/ui/reader_parts.h"
#include "app/ui/resident_parts.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

// How much wider than the view a page is, at each step: never smaller than it fits.
constexpr std::array<float, core::kZoomSteps> kZooms{1.0F, 1.5F, 2.0F};
// A button moves by so much of what is seen: a line at the edge is seen twice.
constexpr float kMoveShare = 0.7F;

Canvas::PageLook page_look(const core::ReaderView& view, const Rect& seen, int at) {
  if (view.whole) {
    return {view.leaflet->file(at), seen.w, seen.h};
  }
  return {view.leaflet->file(at), seen.w * kZooms[static_cast<std::size_t>(view.zoom)], 0};
}

// Where the page lies under the view. Kept by the touch, so that finger and buttons move the same.
struct PagePlace {
  TargetId id = 0;
  float left = 0;
  float top = 0;
  float left_most = 0;  // so far it can be moved
  float top_most = 0;
};

PagePlace place_of_page(Canvas& canvas, const core::ReaderView& view, const Rect& seen,
                        const Canvas::PageShown& shown) {
  PagePlace place;
  place.id = page_scroll(view.at);
  canvas.add_scroll(place.id, seen);
  place.left_most = std::max(0.0F, shown.width - seen.w);
  place.top_most = std::max(0.0F, shown.height - seen.h);
  if (shown.found) {
    place.left = canvas.touch().scroll_across(place.id, shown.width, seen.w);
    place.top = canvas.touch().scroll(place.id, shown.height, seen.h);
  }
  return place;
}

// The middle of what is seen stays in the middle.
core::ZoomLeaf zoomed(Canvas& canvas, const core::ReaderView& view, const PagePlace& place,
                      const Rect& seen, int step) {
  const float ratio =
      kZooms[static_cast<std::size_t>(step)] / kZooms[static_cast<std::size_t>(view.zoom)];
  canvas.touch().scroll_across_to(place.id, (place.left + seen.w / 2) * ratio - seen.w / 2);
  canvas.touch().scroll_to(place.id, (place.top + seen.h / 2) * ratio - seen.h / 2);
  return {step};
}

std::optional<core::Intent> zoom_buttons(Canvas& canvas, const core::ReaderView& view,
                                         const PagePlace& place, const Rect& seen,
                                         const Rect& smaller, const Rect& larger,
                                         bool leads_to_whole) {
  std::optional<core::Intent> intent;
  // A small panel has no other button for the whole page.
  const bool goes_whole = leads_to_whole && !view.whole && view.zoom == 0;
  if (resident_button(canvas, smaller,
                      {.label = goes_whole ? tr("All of it") : tr("Smaller"),
                       .icon = "minus",
                       .enabled = !view.whole && (goes_whole || view.zoom > 0)})) {
    intent = goes_whole ? core::Intent(core::ShowWhole{true})
                        : core::Intent(zoomed(canvas, view, place, seen, view.zoom - 1));
  }
  if (resident_button(canvas, larger,
                      {.label = tr("Larger"),
                       .icon = "plus",
                       .enabled = view.whole || view.zoom + 1 < core::kZoomSteps})) {
    intent = view.whole ? core::ZoomLeaf{0} : zoomed(canvas, view, place, seen, view.zoom + 1);
  }
  return intent;
}

void move_buttons(Canvas& canvas, const Rect& row, int first, int cells, const PagePlace& place,
                  const Rect& seen) {
  const auto at = [&](int i) { return row.cell(first + i, 0, cells, 1, kResidentGap); };
  const float across = kMoveShare * seen.w;
  const float down = kMoveShare * seen.h;
  if (resident_button(canvas, at(0), {.label = tr("Up"), .enabled = place.top > 0})) {
    canvas.touch().scroll_to(place.id, place.top - down);
  }
  if (resident_button(canvas, at(1),
                      {.label = tr("Down"), .enabled = place.top < place.top_most})) {
    canvas.touch().scroll_to(place.id, place.top + down);
  }
  if (resident_button(canvas, at(2), {.label = tr("Left"), .enabled = place.left > 0})) {
    canvas.touch().scroll_across_to(place.id, place.left - across);
  }
  if (resident_button(canvas, at(3),
                      {.label = tr("Right"), .enabled = place.left < place.left_most})) {
    canvas.touch().scroll_across_to(place.id, place.left + across);
  }
}

}  // namespace

std::optional<core::Intent> draw_pages(Canvas& canvas, const core::ReaderView& view) {
  const Theme& theme = canvas.theme();
  const ReaderCuts cuts = page_cuts(canvas);
  const Rect seen = cuts.picture.inset(2);
  canvas.box(cuts.picture,
             {.fill = theme.zebra, .border = theme.outline, .border_width = 2, .radius = 0});
  const Canvas::PageLook look = page_look(view, seen, view.at);
  const Canvas::PageShown shown = canvas.expect_page(look);
  const PagePlace place = place_of_page(canvas, view, seen, shown);
  canvas.page(seen, look, place.left, place.top);
  for (const int beside : {view.at + 1, view.at - 1}) {
    if (beside >= 0 && beside < view.leaflet->leaves()) {
      canvas.expect_page(page_look(view, seen, beside));
    }
  }
  if (!shown.found && !shown.coming) {
    broken_leaf(canvas, cuts.picture);
  }
  std::optional<core::Intent> intent = leaf_buttons(canvas, cuts, view);
  constexpr int kCells = 6;
  const auto cell = [&](int i) { return cuts.words.cell(i, 0, kCells, 1, kResidentGap); };
  if (auto wanted = zoom_buttons(canvas, view, place, seen, cell(0), cell(1), cuts.whole.empty())) {
    intent = std::move(wanted);
  }
  move_buttons(canvas, cuts.words, 2, kCells, place, seen);
  if (!cuts.whole.empty() &&
      resident_button(
          canvas, cuts.whole,
          {.label = view.whole ? tr("Fit the width") : tr("Whole page"), .icon = "leaflet"})) {
    intent = view.whole ? core::Intent(core::ZoomLeaf{0}) : core::Intent(core::ShowWhole{true});
  }
  return intent;
}

}  // namespace outreach::ui
