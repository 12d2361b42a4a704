// The digits of a receipt in boxes, as they stand on the slip: groups of four, the last one, which
// checks the others, in yellow. In no word of the scene.
#pragma once

#include "app/core/found_answer.h"
#include "app/ui/canvas.h"

namespace outreach::ui {

// `rows`: 1, or 3 with a group in each. `awaits`: the place of the next digit is marked.
void receipt_boxes(Canvas& canvas, const Rect& rect, int rows, const core::ReceiptDigits& digits,
                   bool awaits);

}  // namespace outreach::ui
