// Pieces that several screens share.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/core/view.h"
#include "app/ui/canvas.h"

namespace outreach::ui {

// "1 几个人来  一起来的算 1 批": a step's number and question, with a hint after it.
void step_title(Canvas& canvas, const Rect& rect, const std::string& title,
                const std::string& hint = {});

// The notice of the frame, if there is one, with the button that sends it away.
float notice_height(const Canvas& canvas);
std::optional<core::Intent> notice_banner(Canvas& canvas, const Rect& rect,
                                          const core::FrameView& frame);

// The work area below the staff bar, and below the notice if there is one. `intent` is set when it
// was tapped.
Rect work_area(Canvas& canvas, const core::FrameView& frame, std::optional<core::Intent>& intent);

// Where a sheet may lie: over the work area, and where that has little height, over the notice,
// too.
Rect sheet_area(const Canvas& canvas, const Rect& area);

// 已保存 / 正在存 / 未保存, as wide as `rect`.
void save_chip(Canvas& canvas, const Rect& rect, core::SaveState state);

// The ground of what was done last, loud where nothing was saved, and 撤销.
void last_action_box(Canvas& canvas, const Rect& rect, const core::LastAction& last);
std::optional<core::Intent> undo_button(Canvas& canvas, const Rect& rect,
                                        const core::LastAction& last);
// What was done last, where it is, and 撤销; `sum` beside it, where it is not empty.
// In two lines where it is tall.
float undo_bar_height(const Canvas& canvas);
std::optional<core::Intent> undo_bar(Canvas& canvas, const Rect& rect, const core::FrameView& frame,
                                     const std::string& sum);

// The picture of this name, or a leaflet's icon where there is none.
void leaflet_cover(Canvas& canvas, const Rect& rect, const std::string& cover);
// In the corner of a cover: something of it is not durable yet.
void saving_mark(Canvas& canvas, const Rect& cover);

// What was typed on a number_keypad; 0 when nothing was.
int number_in(const std::string& digits);

// "土地承包纠纷指南 +50 份", "低保救助 · 1 人": what an action or a row of today was.
std::string action_words(core::LastAction::What what, const std::string& name, int amount);

// Tiles one choice per cell, left to right, in as many of the rows as are high enough for a finger;
// more than fit are paged, back and forth, with the last two cells, of which there are at least
// three. Returns the tapped index.
struct ChoiceGrid {
  int columns = 3;
  int rows = 4;
  float gap = 10;
  float size = 30;
  bool icons = false;
  int max_lines = 1;
};
struct ChoiceItem {
  std::string label;
  std::string icon = {};
  bool selected = false;
};
std::optional<std::size_t> choice_grid(Canvas& canvas, const Rect& rect, const ChoiceGrid& spec,
                                       const std::vector<ChoiceItem>& items, int& page);

}  // namespace outreach::ui
