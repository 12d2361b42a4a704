#include "app/ui/home_more.h"

#include "app/ui/widgets.h"
#include "platform/text/locale.h"

namespace outreach::ui {

std::optional<core::Intent> home_more_sheet(Canvas& canvas, const core::FrameView& frame,
                                            bool& open) {
  const GroupScope group(canvas, "more");
  const Rect screen = canvas.screen();
  constexpr float kWidth = 760;
  constexpr float kRow = 110;
  // In practice the way out stands in the band above, where there is room for one.
  const bool has_band = frame.practice && canvas.form() != Form::Compact;
  const int rows = has_band ? 2 : 3;
  // What `sheet` takes for its frame and its question.
  constexpr float kAround = 96;
  const float height =
      kAround + kRow * static_cast<float>(rows) + kGap * static_cast<float>(rows - 1);
  const Rect inside = sheet(
      canvas,
      {screen.centre_x() - kWidth / 2, screen.bottom() - height - kStaffMargin, kWidth, height},
      tr("More"), {});
  const auto row = [&](int number) { return inside.cell(0, number, 1, rows, kGap); };
  std::optional<core::Intent> intent;
  if (frame.practice && !has_band &&
      button(canvas, row(0),
             {.label = tr("Done practising"), .icon = "repeat", .size = kTextBody})) {
    intent = core::EndPractice{};
    open = false;
  }
  if (!frame.practice && button(canvas, row(0),
                                {.label = tr("Practice: tap without counting"),
                                 .icon = "repeat",
                                 .size = kTextBody,
                                 .max_lines = 2})) {
    intent = core::BeginPractice{};
    open = false;
  }
  if (choice(canvas, row(rows - 2),
             {.label = tr("I wear gloves"), .selected = frame.gloves, .size = kTextBody})) {
    intent = core::SetGloves{!frame.gloves};
  }
  if (button(canvas, row(rows - 1), {.label = tr("Close"), .icon = "close", .size = kTextBody})) {
    open = false;
  }
  return intent;
}

}  // namespace outreach::ui
