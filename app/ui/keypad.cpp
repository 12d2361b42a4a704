#include <string>

#include "app/ui/widgets.h"
#include "platform/text/locale.h"

namespace outreach::ui {
namespace {

void append_digit(std::string& value, char digit, const Keypad& spec) {
  if (value == "0") {
    value.clear();  // what follows a 0 stands for itself
  }
  const bool leading_zero = value.empty() && digit == '0' && !spec.takes_zero;
  if (!leading_zero && value.size() < static_cast<std::size_t>(spec.digits)) {
    value.push_back(digit);
  }
}

// A plugged keyboard types digits, too. True when Enter was pressed and may be.
bool typed_on_keyboard(const Canvas& canvas, const Keypad& spec, std::string& value) {
  bool entered = false;
  for (const InputEvent& input : canvas.inputs()) {
    for (const char c : input.text) {
      if (c >= '0' && c <= '9') {
        append_digit(value, c, spec);
      }
    }
    if (input.kind != InputEvent::Kind::Key || value.empty()) {
      continue;
    }
    if (input.key == Key::Backspace) {
      value.pop_back();
    }
    entered = entered || (input.key == Key::Enter && spec.enter_enabled);
  }
  return entered;
}

}  // namespace

bool number_keypad(Canvas& canvas, const Rect& rect, const Keypad& spec, std::string& value) {
  const Theme& theme = canvas.theme();
  const GroupScope group(canvas, "keypad");
  const auto press_digit = [&](char digit) { append_digit(value, digit, spec); };
  for (int i = 0; i < 9; ++i) {
    const char digit = static_cast<char>('1' + i);
    if (button(canvas, rect.cell(i % 3, i / 3, 3, 4, kGap),
               {.label = std::string(1, digit), .size = kTextBody, .counting = true})) {
      press_digit(digit);
    }
  }
  if (button(canvas, rect.cell(0, 3, 3, 4, kGap), {.label = tr("Clear"), .size = kTextBody})) {
    value.clear();
  }
  if (button(canvas, rect.cell(1, 3, 3, 4, kGap),
             {.label = "0", .size = kTextBody, .counting = true})) {
    press_digit('0');
  }
  const bool entered = button(
      canvas, rect.cell(2, 3, 3, 4, kGap),
      {.label = spec.enter,
       .tone = &theme.confirm,
       .state = spec.enter_enabled && !value.empty() ? ButtonState::Idle : ButtonState::Disabled,
       .size = kTextHint});
  return typed_on_keyboard(canvas, spec, value) || entered;
}

}  // namespace outreach::ui
