#include "app/ui/closing_sheet.h"

#include <algorithm>

#include "app/ui/widgets.h"
#include "platform/base/text.h"
#include "platform/text/locale.h"

namespace outreach::ui {

std::optional<core::Intent> draw_closing(Canvas& canvas, const Rect& area,
                                         const core::FrameView& frame, bool& closing) {
  const GroupScope group(canvas, "closing");
  const float width = std::min(760.0F, area.w);
  const Rect at{area.centre_x() - width / 2, area.y + std::min(90.0F, area.h * 0.1F), width, 330};
  const Rect inside = sheet(
      canvas, at, fill(tr("Close the outing at {place}?"), {{"place", frame.place}}),
      tr("What is recorded stays; nothing can be added, but today it can still be corrected"));
  std::optional<core::Intent> intent;
  const Rect row = inside.bottom_part(118);
  if (button(canvas, row.cell(0, 0, 2, 1, 16),
             {.label = tr("Not yet"),
              .icon = "back",
              .size = kTextBody,
              .radius = kRadiusButton,
              .lip = kLipButton,
              .leads_back = true})) {
    closing = false;
  }
  if (button(canvas, row.cell(1, 0, 2, 1, 16),
             {.label = tr("Close it"),
              .icon = "check",
              .tone = &canvas.theme().confirm,
              .size = kTextBody,
              .radius = kRadiusButton,
              .lip = kLipButton})) {
    intent = core::CloseOuting{};
    closing = false;
  }
  return intent;
}

}  // namespace outreach::ui
