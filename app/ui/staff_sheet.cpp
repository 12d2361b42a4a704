#include "app/ui/staff_sheet.h"

#include <algorithm>
#include <string>

#include "app/ui/widgets.h"
#include "platform/text/locale.h"

namespace outreach::ui {

std::optional<core::Intent> staff_sheet(Canvas& canvas, const core::FrameView& frame, bool& open) {
  const GroupScope group(canvas, "staff");
  const Rect screen = canvas.screen();
  constexpr int kColumns = 2;
  constexpr int kRows = 5;
  const int count = std::min(static_cast<int>(frame.staff_choices.size()), kColumns * kRows);
  const int rows = std::max(1, (count + kColumns - 1) / kColumns);
  const Rect at{screen.right() - 640, kStaffHeaderHeight + 8, 620,
                194 + 84 * static_cast<float>(rows)};
  const Rect inside = sheet(canvas, at, tr("Who is recording?"), {});
  const Rect grid = inside.without_bottom(90);
  std::optional<core::Intent> intent;
  for (int i = 0; i < count; ++i) {
    const std::string& name = frame.staff_choices[static_cast<std::size_t>(i)];
    const Rect cell = grid.cell(i % kColumns, i / kColumns, kColumns, rows, kGap);
    const bool locked = std::find(frame.staff_with_pin.begin(), frame.staff_with_pin.end(), name) !=
                        frame.staff_with_pin.end();
    if (choice(canvas, cell,
               {.label = name,
                .icon = locked ? "lock" : "staff",
                .selected = name == frame.staff,
                .size = 30})) {
      intent = core::ChangeStaff{name};
      open = false;
    }
  }
  const Rect foot = inside.bottom_part(76);
  const bool has_pin = std::find(frame.staff_with_pin.begin(), frame.staff_with_pin.end(),
                                 frame.staff) != frame.staff_with_pin.end();
  if (!frame.staff.empty() && button(canvas, foot.cell(0, 0, 2, 1, kGap),
                                     {.label = has_pin ? tr("Change my PIN") : tr("Set my PIN"),
                                      .icon = "lock",
                                      .size = 30})) {
    intent = core::AskPin{core::PinPurpose::SetOwn};
    open = false;
  }
  if (button(canvas, frame.staff.empty() ? foot : foot.cell(1, 0, 2, 1, kGap),
             {.label = tr("Close"), .icon = "close", .size = 30})) {
    open = false;
  }
  return intent;
}

}  // namespace outreach::ui
