#include "app/ui/receipt_boxes.h"

#include <algorithm>

#include "app/ui/theme.h"

namespace outreach::ui {
namespace {

constexpr std::size_t kDigitsInGroup = 4;
constexpr int kDigitGroups = static_cast<int>(domain::kReceiptDigits / kDigitsInGroup);
constexpr float kDigitGap = 6;
constexpr float kGroupGap = 24;
constexpr float kDigitWidest = 84;

// Of one row of groups.
float digit_width(const Rect& rect, int groups) {
  const auto boxes = static_cast<float>(groups * static_cast<int>(kDigitsInGroup));
  const float gaps =
      static_cast<float>(groups - 1) * kGroupGap + (boxes - static_cast<float>(groups)) * kDigitGap;
  return std::min(kDigitWidest, (rect.w - gaps) / boxes);
}

}  // namespace

void receipt_boxes(Canvas& canvas, const Rect& rect, int rows, const core::ReceiptDigits& digits,
                   bool awaits) {
  const Theme& theme = canvas.theme();
  const std::string_view typed = digits.view();
  const float width = digit_width(rect, kDigitGroups / rows);
  const Rect row = rect.cell(0, 0, 1, rows, kDigitGap);
  Rect at{rect.x, row.y, width, row.h};
  for (std::size_t i = 0; i < domain::kReceiptDigits; ++i) {
    const bool checks = i + 1 == domain::kReceiptDigits;
    const bool is_next = awaits && i == typed.size();
    canvas.box(at, {.fill = checks ? theme.listen.fill : theme.card,
                    .border = is_next  ? theme.accent
                              : checks ? theme.listen.border
                                       : theme.edge,
                    .border_width = is_next ? 4.0F : 2.0F,
                    .radius = kRadiusChip});
    if (i < typed.size()) {
      canvas.text(at.inset(3), typed.substr(i, 1),
                  {.size = kTextHero,
                   .bold = true,
                   .color = checks ? theme.listen.text : theme.ink,
                   .align = Align::Centre,
                   .grows = false,
                   .is_secret = true});
    }
    const bool ends_group = (i + 1) % kDigitsInGroup == 0;
    at.x += width + (ends_group ? kGroupGap : kDigitGap);
    if (ends_group && rows > 1) {
      at.x = rect.x;
      at.y += row.h + kDigitGap;
    }
  }
}

}  // namespace outreach::ui
