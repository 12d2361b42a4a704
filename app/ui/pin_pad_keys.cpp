#include "app/ui/pin_pad_keys.h"

#include <algorithm>
#include <string>

#include "app/ui/widgets.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

// What a plugged keyboard typed. True when Enter was pressed.
bool typed_on_keyboard(const Canvas& canvas, core::PinDigits& digits) {
  bool entered = false;
  for (const InputEvent& input : canvas.inputs()) {
    for (const char c : input.text) {
      digits.push(c);
    }
    if (input.kind == InputEvent::Kind::Key && input.key == Key::Backspace) {
      digits.pop();
    }
    entered = entered || (input.kind == InputEvent::Kind::Key && input.key == Key::Enter);
  }
  return entered;
}

}  // namespace

void draw_pin_dots(Canvas& canvas, const Rect& rect, std::size_t typed) {
  const Theme& theme = canvas.theme();
  canvas.box(
      rect,
      {.fill = theme.paper, .border = theme.accent, .border_width = 3, .radius = kRadiusStaff});
  constexpr float kDot = 30;
  constexpr float kPitch = 54;
  constexpr float kMargin = 16;
  const std::size_t places = std::max(typed, core::kPinDigitsMin);
  const auto between = static_cast<float>(places - 1);
  const float pitch = std::min(kPitch, (rect.w - 2 * kMargin - kDot) / between);
  float x = rect.centre_x() - (between * pitch + kDot) / 2;
  for (std::size_t i = 0; i < places; ++i) {
    const Color inside = i < typed ? theme.ink : theme.paper;
    canvas.box({x, rect.centre_y() - kDot / 2, kDot, kDot},
               {.fill = inside,
                .border = i < typed ? theme.ink : theme.edge,
                .border_width = 3,
                .radius = kDot / 2});
    x += pitch;
  }
}

bool draw_pin_keys(Canvas& canvas, const Rect& rect, const core::PadOrder& order, bool enabled,
                   bool goes_on, core::PinDigits& digits) {
  const auto state = [](bool on) { return on ? ButtonState::Idle : ButtonState::Disabled; };
  const auto key = [&](int column, int row, std::size_t place) {
    const char digit = static_cast<char>('0' + order[place]);
    if (button(canvas, rect.cell(column, row, 3, 4, kGap),
               {.label = std::string(1, digit),
                .state = state(enabled),
                .size = kTextTitle,
                .counting = true})) {
      digits.push(digit);
    }
  };
  for (int i = 0; i < 9; ++i) {
    key(i % 3, i / 3, static_cast<std::size_t>(i));
  }
  if (button(canvas, rect.cell(0, 3, 3, 4, kGap),
             {.label = tr("Clear"), .state = state(enabled), .size = kTextBody})) {
    digits.wipe();
  }
  key(1, 3, order.size() - 1);
  const bool tapped = button(canvas, rect.cell(2, 3, 3, 4, kGap),
                             {.label = goes_on ? tr("Next step") : tr("Confirm"),
                              .tone = &canvas.theme().confirm,
                              .state = state(enabled && digits.complete()),
                              .size = kTextBody});
  const bool entered = enabled && typed_on_keyboard(canvas, digits);
  return (tapped || entered) && digits.complete();
}

}  // namespace outreach::ui
