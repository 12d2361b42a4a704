// What all screens of residents share: the awning, the question at the top with 返回 always in one
// place, the bar at the bottom. Targets are at least 16 mm.
#pragma once

#include <optional>
#include <string>

#include "app/core/view.h"
#include "app/ui/canvas.h"

namespace outreach::ui {

inline constexpr float kResidentGap = 20;  // between targets: 3.4 mm

// How far in a screen's content begins, by the form.
float resident_margin(const Canvas& canvas);

struct ResidentHeader {
  std::string title;
  std::string hint = {};  // smaller, beside or below it
  std::string icon = {};  // before the hint
  int step = 0;           // 第 n 步（共 m 步）; 0: none
  int steps = 0;
  bool leads_home = false;  // 首页 in place of 返回: what was done cannot be gone back into
};
// Beside 返回, as high as it.
Rect resident_header_words(const Canvas& canvas);
// Draws it and the awning. True when 返回 was tapped.
bool resident_header(Canvas& canvas, const ResidentHeader& spec);

// The bar, one row of targets; and what is between it and the header.
Rect resident_bar(const Canvas& canvas);
Rect resident_work(const Canvas& canvas);
// What of the bar is a screen's own: its left end is where all screens have 听一听.
Rect resident_bar_ways(const Canvas& canvas);
Rect resident_bar_listen(const Canvas& canvas);

// 听一听: while it speaks, how to stop it and how quickly it speaks. Drawn once for all screens
// (draw.cpp), when all that is to be said is there.
std::optional<core::Intent> listen_button(Canvas& canvas, const Rect& rect,
                                          const core::SpeechView& speech);
// Frames what is being said, where it stands, so that whoever cannot read sees what to tap. Over
// all else of the screen.
void mark_spoken(Canvas& canvas, const core::SpeechView& speech);

// A button as residents' screens have them.
struct ResidentButton {
  std::string label;
  std::string icon = {};
  const Tone* tone = nullptr;  // plain when null
  bool enabled = true;
  int max_lines = 2;
  bool leads_back = false;  // Escape does the same
};
bool resident_button(Canvas& canvas, const Rect& rect, const ResidentButton& spec);

// 还在吗: over whatever is shown, which is out of reach meanwhile.
std::optional<core::Intent> draw_still_there(Canvas& canvas, const core::StillThereView& view);

}  // namespace outreach::ui
