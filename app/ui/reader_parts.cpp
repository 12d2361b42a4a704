#include "app/ui/reader_parts.h"

#include <algorithm>

#include "app/ui/forms.h"
#include "app/ui/resident_parts.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"
#include "sync/domain/leaflet.h"

namespace outreach::ui {
namespace {

constexpr float kPanelShape =
    static_cast<float>(domain::kPanelHeight) / static_cast<float>(domain::kPanelWidth);
constexpr float kColumnWide = 196;
constexpr float kColumnCompact = 150;
constexpr float kLeafGapSmall = 8;
constexpr float kLeafButtonHigh = 112;  // 上一格, and what is as high
constexpr float kNextLeafHigh = 118;    // at least 20 mm, where there is room
constexpr float kNextLeafHighMost = 220;
constexpr float kTurnRowTall = 150;
constexpr float kCountHeight = 40;
// Below a panel on a small panel: as much as the longest narration needs.
constexpr float kNarrationCompact = 145;

// From where the title would begin to the bar: a small panel has no room for both.
Rect beside_back(const Canvas& canvas) {
  const Rect work = resident_work(canvas);
  const float above = kResidentTargetMin + 12;
  return {work.x, work.y - above, work.w - kColumnCompact - kResidentGap, work.h + above};
}

// The largest of a panel's shape in the upper left of this room.
Rect panel_in(const Rect& room) {
  const float width = std::min(room.w, room.h / kPanelShape);
  return {room.x, room.y, width, width * kPanelShape};
}

Rect beside_listen(const Canvas& canvas, float top) {
  const Rect bar = resident_bar(canvas);
  const float width = resident_bar_ways(canvas).x - kResidentGap - bar.x;
  return {bar.x, top, width, bar.y - kLeafGapSmall - top};
}

// Upright: back and on side by side above the bar, how far it is above them.
void cut_turns_tall(const Canvas& canvas, ReaderCuts& cuts) {
  const Rect row = resident_work(canvas).bottom_part(kTurnRowTall);
  cuts.previous = row.left_part(row.w * 0.38F);
  cuts.next = row.without_left(cuts.previous.w + kResidentGap);
  cuts.whole = resident_bar_ways(canvas);
  cuts.count = {row.x, row.y - kLeafGapSmall - kCountHeight, row.w, kCountHeight};
}

}  // namespace

ReaderCuts comic_cuts(const Canvas& canvas) {
  const Form form = canvas.form();
  const Rect work = resident_work(canvas);
  const Rect bar = resident_bar(canvas);
  ReaderCuts cuts;
  if (form == Form::Tall) {
    cut_turns_tall(canvas, cuts);
    cuts.picture = panel_in(work);
    cuts.words = {work.x, cuts.picture.bottom() + kResidentGap, work.w,
                  cuts.count.y - kLeafGapSmall - cuts.picture.bottom() - kResidentGap};
    return cuts;
  }
  const float words_left = resident_bar_ways(canvas).x;
  if (form == Form::Compact) {
    const Rect room = beside_back(canvas);
    const float lowest = bar.bottom() - kNarrationCompact - kLeafGapSmall;
    cuts.picture = panel_in({room.x, room.y, room.w, lowest - room.y});
    const Rect column{
        bar.right() - kColumnCompact, work.y, kColumnCompact,
        std::max(cuts.picture.bottom() - work.y, 2 * kResidentTargetMin + kResidentGap + 6)};
    cuts.previous = column.bottom_part(kResidentTargetMin);
    cuts.next = column.without_bottom(kResidentTargetMin + kResidentGap);
    const float top = std::max(cuts.picture.bottom(), column.bottom()) + kLeafGapSmall;
    cuts.words = {words_left, top, bar.right() - words_left, bar.bottom() - top};
    cuts.count = beside_listen(canvas, top);
    return cuts;
  }
  constexpr float kBelowPanel = 40;
  const Rect room = work.without_right(kColumnWide + kResidentGap).without_bottom(kBelowPanel);
  cuts.picture = panel_in(room);
  const Rect column = work.right_part(kColumnWide).top_part(cuts.picture.h);
  cuts.next =
      column.top_part(std::min(kNextLeafHighMost, column.h - 2 * (kLeafButtonHigh + kResidentGap)));
  cuts.previous = column.without_top(cuts.next.h + kResidentGap).top_part(kLeafButtonHigh);
  cuts.whole = column.bottom_part(kLeafButtonHigh);
  const float top = cuts.picture.bottom() + 12;
  cuts.words = {words_left, top, bar.right() - words_left, bar.bottom() - top};
  cuts.count = beside_listen(canvas, top);
  return cuts;
}

ReaderCuts page_cuts(const Canvas& canvas) {
  const Form form = canvas.form();
  const Rect work = resident_work(canvas);
  ReaderCuts cuts;
  if (form == Form::Tall) {
    cut_turns_tall(canvas, cuts);
    cuts.words = {work.x, cuts.count.y - kLeafGapSmall - kResidentTargetMin, work.w,
                  kResidentTargetMin};
    cuts.picture = work.top_part(cuts.words.y - kResidentGap - work.y);
    return cuts;
  }
  cuts.words = resident_bar_ways(canvas);
  if (form == Form::Compact) {
    cuts.picture = beside_back(canvas);
    const Rect column = work.right_part(kColumnCompact);
    constexpr float kCountCompact = 24;
    cuts.count = column.bottom_part(kCountCompact);
    cuts.previous = column.without_bottom(kCountCompact + 4).bottom_part(kResidentTargetMin);
    cuts.next = column.top_part(cuts.previous.y - kResidentGap - column.y);
    return cuts;
  }
  cuts.picture = work.without_right(kColumnWide + kResidentGap);
  const Rect column = work.right_part(kColumnWide);
  const float others = kLeafButtonHigh + kResidentTargetMin + kCountHeight + 3 * kResidentGap;
  cuts.next = column.top_part(std::clamp(column.h - others, kNextLeafHigh, kNextLeafHighMost));
  cuts.previous = column.without_top(cuts.next.h + kResidentGap).top_part(kLeafButtonHigh);
  cuts.count = {column.x, cuts.previous.bottom() + kResidentGap, column.w, kCountHeight};
  cuts.whole = column.bottom_part(kResidentTargetMin);
  return cuts;
}

std::optional<core::Intent> leaf_buttons(Canvas& canvas, const ReaderCuts& cuts,
                                         const core::ReaderView& view) {
  const Theme& theme = canvas.theme();
  const bool is_comic = view.leaflet->is_comic();
  const bool is_compact = canvas.form() == Form::Compact;
  const int leaves = view.leaflet->leaves();
  const bool is_last = view.at + 1 == leaves;
  std::optional<core::Intent> intent;
  if (resident_button(canvas, cuts.next,
                      {.label = is_last    ? tr("Finish")
                                : is_comic ? tr("Next panel")
                                           : tr("Next page"),
                       .icon = "next",
                       .tone = &theme.primary})) {
    intent = core::TurnLeaf{1};
  }
  if (resident_button(canvas, cuts.previous,
                      {.label = is_comic ? tr("Panel before") : tr("Page before"),
                       .icon = "back",
                       .enabled = view.at > 0})) {
    intent = core::TurnLeaf{-1};
  }
  canvas.text(cuts.count,
              fill(is_compact ? "{n} / {all}"
                   : is_comic ? tr("Panel {n} of {all}")
                              : tr("Page {n} of {all}"),
                   {{"n", std::to_string(view.at + 1)}, {"all", std::to_string(leaves)}}),
              {.size = kTextHint, .bold = true, .color = theme.ink2, .align = Align::Centre});
  return intent;
}

TargetId page_scroll(int at) {
  return target_id("reader page", std::to_string(at));
}

void broken_leaf(Canvas& canvas, const Rect& rect) {
  const Theme& theme = canvas.theme();
  canvas.box(
      rect, {.fill = theme.card, .border = theme.line, .border_width = 2, .radius = kRadiusButton});
  canvas.text(rect.inset(24), tr("This page cannot be shown"),
              {.size = kTextBody,
               .bold = true,
               .color = theme.ink,
               .align = Align::Centre,
               .max_lines = 3});
}

}  // namespace outreach::ui
