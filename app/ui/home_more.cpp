#include "app/ui/home_more.h"

#include <utility>

#include "app/ui/widgets.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

// What is on or off, side by side. That nothing can be heard here is said where it is switched on.
std::optional<core::Intent> switches(Canvas& canvas, const Rect& rect,
                                     const core::FrameView& frame) {
  std::optional<core::Intent> intent;
  if (choice(canvas, rect.cell(0, 0, 2, 1, kGap),
             {.label = tr("I wear gloves"),
              .selected = frame.gloves,
              .size = kTextBody,
              .max_lines = 2})) {
    intent = core::SetGloves{!frame.gloves};
  }
  const bool is_mute = frame.sounds && !frame.has_speaker;
  if (choice(canvas, rect.cell(1, 0, 2, 1, kGap),
             {.label = is_mute ? tr("Sound for each tap: no speaker found here")
                               : tr("Sound for each tap"),
              .selected = frame.sounds,
              .size = kTextBody,
              .max_lines = 2})) {
    intent = core::SetSounds{!frame.sounds};
  }
  return intent;
}

}  // namespace

std::optional<core::Intent> home_more_sheet(Canvas& canvas, const core::FrameView& frame,
                                            bool& open) {
  const GroupScope group(canvas, "more");
  const Rect screen = canvas.screen();
  constexpr float kWidth = 760;
  const float row_height = canvas.form() == Form::Compact ? kResidentTargetMin : 110.0F;
  constexpr float kRowGap = 12;
  // In practice the way out stands in the band above, where there is room for one.
  const bool has_band = frame.practice && canvas.form() != Form::Compact;
  const int rows = frame.practice ? (has_band ? 2 : 3) : 4;
  // What `sheet` takes for its frame and its question.
  constexpr float kAround = 96;
  const float height =
      kAround + row_height * static_cast<float>(rows) + kRowGap * static_cast<float>(rows - 1);
  const Rect inside = sheet(
      canvas,
      {screen.centre_x() - kWidth / 2, screen.bottom() - height - kStaffMargin, kWidth, height},
      tr("More"), {});
  const auto row = [&](int number) { return inside.cell(0, number, 1, rows, kRowGap); };
  std::optional<core::Intent> intent;
  if (frame.practice && !has_band &&
      button(canvas, row(0),
             {.label = tr("Done practising"), .icon = "repeat", .size = kTextBody})) {
    intent = core::EndPractice{};
    open = false;
  }
  if (!frame.practice && button(canvas, row(0),
                                {.label = tr("Hand the screen to residents"),
                                 .icon = "people",
                                 .tone = &canvas.theme().primary,
                                 .size = kTextBody,
                                 .max_lines = 2})) {
    intent = core::OpenToResidents{};
    open = false;
  }
  if (!frame.practice && button(canvas, row(1),
                                {.label = tr("Practice: tap without counting"),
                                 .icon = "repeat",
                                 .size = kTextBody,
                                 .max_lines = 2})) {
    intent = core::BeginPractice{};
    open = false;
  }
  if (auto wanted = switches(canvas, row(rows - 2), frame)) {
    intent = std::move(wanted);
  }
  if (button(canvas, row(rows - 1),
             {.label = tr("Close"), .icon = "close", .size = kTextBody, .leads_back = true})) {
    open = false;
  }
  return intent;
}

}  // namespace outreach::ui
