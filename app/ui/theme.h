// The look: colours, sizes, tones. "Under the awning": leaflet paper, one dark or yellow thing per
// screen, a lip in place of a shadow. Every text pair has a contrast of at least 7:1. Pure.
#pragma once

#include <cstdint>

#include "app/core/intent.h"

namespace outreach::ui {

struct Color {
  std::uint8_t r = 0;
  std::uint8_t g = 0;
  std::uint8_t b = 0;
  bool operator==(const Color&) const = default;
};
constexpr Color hex(std::uint32_t rgb) {
  return {static_cast<std::uint8_t>(rgb >> 16U), static_cast<std::uint8_t>(rgb >> 8U),
          static_cast<std::uint8_t>(rgb)};
}
// Contrast ratio of WCAG 2, 1 to 21.
double contrast_ratio(Color a, Color b);

// Em sizes in logical units at standard type. 1 mm is 5.88 units on a 10.1" panel.
inline constexpr float kTextNote = 26;   // law, axis, staff body
inline constexpr float kTextHint = 28;   // resident hint, staff tabs
inline constexpr float kTextBody = 34;   // resident button and body
inline constexpr float kTextTitle = 46;  // title, tile word
inline constexpr float kTextCount = 56;  // counts
inline constexpr float kTextHero = 66;
inline constexpr float kTextAttract = 78;
inline constexpr float kTextFigure = 92;
// Text is never drawn smaller than this, in any language.
inline constexpr float kTextSmallest = 20;

float type_factor(core::TypeSize size);  // 1, 1.25, 1.5

inline constexpr float kStaffTargetMin = 59;     // 10 mm
inline constexpr float kResidentTargetMin = 94;  // 16 mm
inline constexpr float kRadiusTile = 12;
inline constexpr float kRadiusButton = 10;
inline constexpr float kRadiusStaff = 8;
inline constexpr float kRadiusChip = 6;
inline constexpr float kLipTile = 8;
inline constexpr float kLipButton = 6;
inline constexpr float kLipStaff = 4;
inline constexpr float kStaffMargin = 20;
inline constexpr float kResidentMargin = 40;
inline constexpr float kGap = 10;

// How a box and what is on it are coloured.
struct Tone {
  Color fill;
  Color border;
  Color lip;
  Color text;
  Color icon;
  Color pressed;  // fill while a finger is on it
};

struct Theme {
  bool high_contrast = false;
  bool practice = false;
  Color paper;  // ground of every screen
  Color card;   // tiles, keys, lists
  Color zebra;  // every other list row
  Color ink;    // text
  Color ink2;   // hints and units
  Color edge;   // borders of what can be tapped
  Color line;   // borders and separators of what cannot
  Color brand;  // persimmon words
  Color bar;    // the staff bar
  Color bar_text;
  Color bar_deep;  // the person's badge on it
  Color accent;    // links, rules, frames of sheets
  Color outline;   // around leaflet covers
  Color stripe;    // of practice, on the ground of `listen`
  Color sky;       // behind the attract screen's words

  Tone primary;  // the way forward
  Tone confirm;  // writes something down
  Tone plain;
  Tone listen;  // 听一听, and the one thing that needs attention
  Tone withdraw;
  Tone count;     // +1 on a tile
  Tone selected;  // a chosen chip
  Tone disabled;
  Tone saving;
  Tone saved;
  Tone failed;
  Tone note;
  Tone kaki;        // a resident tile
  Tone kaki_panel;  // and the picture panel in it
  Tone indigo;
  Tone indigo_panel;
  Tone pine;
  Tone pine_panel;
  Tone wheat;
  Tone wheat_panel;
};

// In practice it is plum where it is indigo otherwise.
const Theme& theme_of(core::Contrast contrast, bool practice = false);

}  // namespace outreach::ui
