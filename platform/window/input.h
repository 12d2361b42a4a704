// What a person did at the window, as values. Positions are logical (see window.h).
#pragma once

#include <string>
#include <vector>

namespace outreach {

enum class TouchPhase { Down, Move, Up, Cancel };
enum class Key { Enter, Backspace, Escape };

// The first finger on the glass, or the mouse's left button. A second finger is ignored until the
// first is up; a palm cancels.
struct TouchInput {
  TouchPhase phase = TouchPhase::Down;
  float x = 0;
  float y = 0;
};

struct InputEvent {
  enum class Kind { Touch, Text, Key } kind = Kind::Touch;
  TouchInput touch;
  std::string text;  // UTF-8, of Kind::Text
  Key key = Key::Enter;
};

// What one wait brought.
struct Pumped {
  bool quit = false;
  bool resized = false;
  bool woken = false;  // by wake()
  std::vector<InputEvent> inputs;
};

}  // namespace outreach
