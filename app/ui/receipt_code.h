// A receipt number, or other words, as squares for a telephone's camera.
#pragma once

#include <string_view>

#include "app/ui/canvas.h"

namespace outreach::ui {

// Dark on light in every contrast, with the light margin it needs; as large as the shorter side.
void receipt_code(Canvas& canvas, const Rect& rect, std::string_view receipt);
// Of any text that make_qr takes.
void text_code(Canvas& canvas, const Rect& rect, std::string_view text);

}  // namespace outreach::ui
