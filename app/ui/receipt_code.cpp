#include "app/ui/receipt_code.h"

#include <algorithm>
#include <string>

#include "platform/qr/qr.h"

namespace outreach::ui {
namespace {

constexpr Color kCodeDark = hex(0x000000);
constexpr Color kCodeLight = hex(0xFFFFFF);
constexpr int kCodeMargin = 4;  // squares: ISO/IEC 18004

}  // namespace

void receipt_code(Canvas& canvas, const Rect& rect, std::string_view receipt) {
  std::string digits(receipt);
  std::erase(digits, ' ');
  text_code(canvas, rect, digits);
}

void text_code(Canvas& canvas, const Rect& rect, std::string_view text) {
  const auto squares = make_qr(text);
  if (!squares) {
    return;  // the words beside it are enough
  }
  const float side = std::min(rect.w, rect.h);
  const float square = side / static_cast<float>(squares->size + 2 * kCodeMargin);
  canvas.fill({rect.x, rect.y, side, side}, kCodeLight);
  for (int y = 0; y < squares->size; ++y) {
    for (int x = 0; x < squares->size; ++x) {
      if (!squares->is_dark(x, y)) {
        continue;
      }
      const int first = x;
      while (squares->is_dark(x + 1, y)) {
        ++x;
      }
      canvas.fill({rect.x + static_cast<float>(first + kCodeMargin) * square,
                   rect.y + static_cast<float>(y + kCodeMargin) * square,
                   static_cast<float>(x - first + 1) * square, square},
                  kCodeDark);
    }
  }
}

}  // namespace outreach::ui
