// A field whose words no other part of the program gets to know: not the scene, and not the fonts,
// which remember what they measured, so that each character is measured alone.
#pragma once

#include <string>

#include "app/core/secret_text.h"
#include "app/ui/canvas.h"

namespace outreach::ui {

struct SecretField {
  std::string label;  // what a finger finds it by
  std::string empty;  // said while nothing is typed
  bool focused = false;
  bool enabled = true;
};
// As large as all of the text fits. True when it was tapped.
bool secret_field(Canvas& canvas, const Rect& rect, const SecretField& spec,
                  const core::SecretText& text);

// What a plugged keyboard typed since the last frame.
void type_secret(const Canvas& canvas, core::SecretText& text);

}  // namespace outreach::ui
