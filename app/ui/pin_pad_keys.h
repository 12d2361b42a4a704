// The keys of the PIN pad, and the dots that stand for what was typed on them.
#pragma once

#include <cstddef>

#include "app/core/pin_digits.h"
#include "app/ui/canvas.h"

namespace outreach::ui {

// A dot for each digit; rings for those a PIN must have at least.
void draw_pin_dots(Canvas& canvas, const Rect& rect, std::size_t typed);

// Ten digits in this order, 清 and the key that takes them, named for what comes next: another step
// (`goes_on`) or the answer. A plugged keyboard types too, in the order of its own keys. True when
// what was typed is to be taken; never of fewer digits than a PIN has.
bool draw_pin_keys(Canvas& canvas, const Rect& rect, const core::PadOrder& order, bool enabled,
                   bool goes_on, core::PinDigits& digits);

}  // namespace outreach::ui
