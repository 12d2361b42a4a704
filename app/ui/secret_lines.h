// Somebody's own words in lines, to be read a page at a time. Like a secret_field, no other part of
// the program gets to know them: not the scene, and not the fonts, so that each character is
// measured and drawn alone.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "app/ui/canvas.h"

namespace outreach::ui {

inline constexpr float kSecretLinePitch = 1.35F;  // em

struct SecretLine {
  std::string_view words;  // into what was broken into lines, which must outlive it
  bool bold = false;
};

// Adds the lines of one paragraph, none wider than `width`, broken as Chinese is; of an empty one
// an empty line.
void break_secret(const Canvas& canvas, std::string_view paragraph, bool bold, float em,
                  float width, std::vector<SecretLine>& lines);
// How many whole lines a height holds; at least 1.
std::size_t secret_lines_in(float height, float em);
// From the top down.
void draw_secret_lines(Canvas& canvas, const Rect& rect, std::span<const SecretLine> lines,
                       float em);

}  // namespace outreach::ui
