// A comic, panel by panel: the picture, its lettering over it, what it says below.
#include <algorithm>
#include <cstddef>
#include <string>

#include "app/ui/forms.h"
#include "app/ui/reader_parts.h"
#include "app/ui/resident_parts.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

// As the pictures have them, in every theme: words on a bubble, on a plate.
constexpr Color kLetteringInk = hex(0x23201B);
constexpr Color kBubbleGround = hex(0xFFFFFF);
constexpr Color kPlateGround = hex(0xFFFBF0);
constexpr float kLinePitchInBubble = 1.2F;
constexpr int kLetteringLines = 4;

const std::string& in_language(core::Language language, const std::string& words,
                               const std::string& english) {
  return language == core::Language::English && !english.empty() ? english : words;
}

// A bubble that is too small for its words grows by this share of the panel at a time, as long as
// it stays in it: on small panels, in English.
constexpr float kGrowth = 0.03F;
constexpr int kGrowths = 6;

Rect grown(const Rect& box, const Rect& panel, int times) {
  const float by = kGrowth * static_cast<float>(times);
  return intersection(box.inset(-by * panel.w, -by * panel.h), panel.inset(2));
}

// In 38 px where its box allows it, larger with the type; else as large as whoever drew the box
// meant it to be in a panel of this size, or as it must be.
TextStyle lettering_style(const Canvas& canvas, const Rect& box, const std::string& words,
                          float scale) {
  TextStyle style{.size = static_cast<float>(domain::kLetteringSize),
                  .bold = true,
                  .color = kLetteringInk,
                  .max_lines = kLetteringLines,
                  .pitch = kLinePitchInBubble};
  const Canvas::Fitted wished = canvas.fitted(box, words, style);
  TextStyle meant = style;
  meant.size = static_cast<float>(domain::kLetteringSize) * scale;
  meant.grows = false;
  if (meant.size > wished.em && meant.size >= kTextSmallest) {
    const Canvas::Fitted fit = canvas.fitted(box, words, meant);
    if (!fit.truncated && fit.em > wished.em) {
      return meant;
    }
  }
  return style;
}

void draw_lettering(Canvas& canvas, const Rect& panel, const domain::Lettering& one,
                    core::Language language) {
  const std::string& words = in_language(language, one.words, one.english);
  const auto unit = static_cast<float>(domain::kBoxUnits);
  const Rect meant{panel.x + panel.w * static_cast<float>(one.box.x) / unit,
                   panel.y + panel.h * static_cast<float>(one.box.y) / unit,
                   panel.w * static_cast<float>(one.box.width) / unit,
                   panel.h * static_cast<float>(one.box.height) / unit};
  const Color ground = one.kind == domain::LetteringKind::Speech ? kBubbleGround : kPlateGround;
  const float scale = panel.w / static_cast<float>(domain::kPanelWidth);
  for (int times = 0; times <= kGrowths; ++times) {
    const Rect box = grown(meant, panel, times);
    const TextStyle style = lettering_style(canvas, box, words, scale);
    if (times < kGrowths && canvas.fitted(box, words, style).truncated) {
      continue;
    }
    if (times > 0) {
      constexpr float kRoom = 6;
      canvas.box(intersection(box.inset(-kRoom), panel),
                 {.fill = ground, .border = kLetteringInk, .border_width = 2, .radius = 0});
    } else {
      canvas.fill(box, ground);
    }
    canvas.text(box, words, style);
    return;
  }
}

Canvas::PageLook panel_look(const core::ReaderView& view, const Rect& panel, int at) {
  return {view.leaflet->file(at), panel.w, panel.h};
}

void draw_panel(Canvas& canvas, const core::FrameView& frame, const core::ReaderView& view,
                const Rect& panel) {
  const Canvas::PageShown shown = canvas.page(panel, panel_look(view, panel, view.at));
  for (const int beside : {view.at + 1, view.at - 1}) {
    if (beside >= 0 && beside < view.leaflet->leaves()) {
      canvas.expect_page(panel_look(view, panel, beside));
    }
  }
  if (!shown.found && !shown.coming) {
    broken_leaf(canvas, panel);
    return;
  }
  const auto& drawn = view.leaflet->comic.panels[static_cast<std::size_t>(view.at)];
  for (const domain::Lettering& one : drawn.lettering) {
    draw_lettering(canvas, panel, one, frame.language);
  }
  canvas.frame(panel, canvas.theme().outline, 2, 0);
}

void draw_narration(Canvas& canvas, const core::FrameView& frame, const core::ReaderView& view,
                    const Rect& rect) {
  const Theme& theme = canvas.theme();
  const auto& panel = view.leaflet->comic.panels[static_cast<std::size_t>(view.at)];
  canvas.box(
      rect, {.fill = theme.card, .border = theme.line, .border_width = 2, .radius = kRadiusButton});
  constexpr int kLinesMost = 14;
  const bool is_compact = canvas.form() == Form::Compact;
  canvas.text(is_compact ? rect.inset(10, 4) : rect.inset(20, 8),
              in_language(frame.language, panel.narration, panel.narration_english),
              {.size = by_form(canvas.form(), kTextHint, kTextNote, kTextBody),
               .color = theme.ink,
               .max_lines = kLinesMost,
               .pitch = is_compact ? 1.2F : 1.3F,
               .prefers_one_line = false});
}

// All panels, the one that was read in a frame; a tap leads to one.
std::optional<core::Intent> draw_all_panels(Canvas& canvas, const core::ReaderView& view) {
  const Theme& theme = canvas.theme();
  const GroupScope group(canvas, "panels");
  const Rect work = resident_work(canvas);
  const int leaves = view.leaflet->leaves();
  const int columns = canvas.form() == Form::Tall ? 2 : leaves > 6 ? 4 : 3;
  const int rows = (leaves + columns - 1) / columns;
  std::optional<core::Intent> intent;
  for (int i = 0; i < leaves; ++i) {
    const Rect cell = work.cell(i % columns, i / columns, columns, rows, kResidentGap);
    const std::string number = std::to_string(i + 1);
    const Canvas::Press press = canvas.target(
        cell, fill(tr("Panel {n} of {all}"), {{"n", number}, {"all", std::to_string(leaves)}}));
    const Tone& tone = i == view.at ? theme.selected : theme.plain;
    canvas.box(cell, {.fill = press.pressed ? tone.pressed : tone.fill,
                      .border = tone.border,
                      .border_width = i == view.at ? 4.0F : 2.0F,
                      .radius = kRadiusButton});
    constexpr float kNumber = 44;
    const Rect inside = cell.inset(8);
    canvas.text(inside.left_part(kNumber), number,
                {.size = kTextBody, .bold = true, .color = tone.text, .align = Align::Centre});
    canvas.miniature(inside.without_left(kNumber), view.leaflet->file(i));
    if (press.clicked) {
      intent = core::TurnLeaf{i - view.at};
    }
  }
  if (resident_button(canvas, resident_bar_ways(canvas),
                      {.label = tr("Panel by panel"), .icon = "leaflet"})) {
    intent = core::ShowWhole{false};
  }
  return intent;
}

}  // namespace

std::optional<core::Intent> draw_comic(Canvas& canvas, const core::FrameView& frame,
                                       const core::ReaderView& view) {
  if (view.whole) {
    return draw_all_panels(canvas, view);
  }
  const ReaderCuts cuts = comic_cuts(canvas);
  std::optional<core::Intent> intent = leaf_buttons(canvas, cuts, view);
  if (!cuts.whole.empty() &&
      resident_button(canvas, cuts.whole, {.label = tr("All panels"), .icon = "leaflet"})) {
    intent = core::ShowWhole{true};
  }
  draw_panel(canvas, frame, view, cuts.picture);
  draw_narration(canvas, frame, view, cuts.words);
  return intent;
}

}  // namespace outreach::ui
