// A field whose words no other part of the program gets to know: not the scene, and not the fonts,
// which remember what they measured, so that each character is measured alone.
#pragma once

#include <string>
#include <string_view>

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

// The same without a target: to be looked at.
void secret_words(Canvas& canvas, const Rect& rect, const SecretField& spec,
                  const core::SecretText& text);

// On the keyboard's page: the end of the text, with what is composed behind it, in letters that
// need not shrink.
struct SecretWriting {
  std::string empty;          // said while there is neither
  std::string_view words;     // UTF-8
  std::string_view composed;  // likewise
  bool hidden = false;        // dots in place of the words
};
void secret_writing(Canvas& canvas, const Rect& rect, const SecretWriting& spec);

// One line, from the left of the box, in the middle of its height.
TextStyle secret_line_style(Color color, float em);
float secret_width(const Canvas& canvas, std::string_view words, const TextStyle& style);
void secret_line(Canvas& canvas, const Rect& rect, std::string_view words, const TextStyle& style);

// What a plugged keyboard typed since the last frame.
void type_secret(const Canvas& canvas, core::SecretText& text);

}  // namespace outreach::ui
