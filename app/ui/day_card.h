// What the questions about a day are made of: the day in large, and what the machine's clock says.
#pragma once

#include <string>

#include "app/ui/canvas.h"
#include "platform/base/time.h"

namespace outreach::ui {

// "今天是 / 2027年1月10日 / 星期日 / 对吗？"
void draw_day_card(Canvas& canvas, const Rect& rect, const std::string& heading, Date date,
                   const std::string& question);

// Of a question that fills the screen.
Rect question_area(const Canvas& canvas);
// Of the two buttons below it.
float answers_height(const Canvas& canvas);

// One sentence about the machine's date over the width of `rect`; where that date is believed, with
// the button that calls it wrong. True when it was tapped.
float clock_line_height(const Canvas& canvas);
bool draw_clock_line(Canvas& canvas, const Rect& rect, const std::string& words, bool is_believed);

}  // namespace outreach::ui
