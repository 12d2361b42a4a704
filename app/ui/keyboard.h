// The keyboard on the screen: Pinyin, digits and marks, English, each key large enough for a finger
// that trembles. A plugged keyboard types the same. What is typed, composed or to choose from is
// secret: nowhere but in the text, the engine and the pixels; and the engine forgets it as soon as
// a frame is drawn without this keyboard (Canvas::pinyin).
#pragma once

#include <string>

#include "app/core/secret_text.h"
#include "app/ui/canvas.h"
#include "app/ui/drafts.h"

namespace outreach::ui {

struct Keyboard {
  Rect candidates;  // a row, at least kCandidateHeight
  Rect keys;        // four rows
  std::string next;
  bool needs_text = true;   // `next` is out of reach while there is none
  std::string notice = {};  // in the place of the marks, while nothing is composed
};
inline constexpr float kCandidateHeight = 72;  // 12 mm
// Of the keys, of this much room.
float keyboard_height(const Canvas& canvas, float room);

// True when `next` was tapped; what was composed then is in the text.
bool keyboard(Canvas& canvas, const Keyboard& spec, KeyboardDraft& draft, core::SecretText& text);

// There is no Chinese to be typed here: digits and letters still are.
bool lacks_pinyin(Canvas& canvas, const KeyboardDraft& draft);

// The text with what is composed at its end, as many of its last lines as fit. `empty`: said in the
// place of no text.
void typed_field(Canvas& canvas, const Rect& rect, const std::string& empty,
                 const KeyboardDraft& draft, const core::SecretText& text);

}  // namespace outreach::ui
