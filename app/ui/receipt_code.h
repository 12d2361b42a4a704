// A receipt number, or other words, as squares for a telephone's camera.
#pragma once

#include <cstddef>
#include <string_view>

#include "app/ui/canvas.h"

namespace outreach::ui {

// Dark on light in every contrast, with the light margin it needs; as large as the shorter side.
void receipt_code(Canvas& canvas, const Rect& rect, std::string_view receipt);
// So many bytes make squares that a telephone tells apart, also at 7 inches.
inline constexpr std::size_t kTextCodeBytesMax = 420;
// Of any text that make_qr takes.
void text_code(Canvas& canvas, const Rect& rect, std::string_view text);

}  // namespace outreach::ui
