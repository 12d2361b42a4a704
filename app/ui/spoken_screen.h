// What 听一听 says of a screen. Pure but for the language of the messages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/ui/scene.h"

namespace outreach::ui {

// What is declared in this group is not said: it is how to listen.
inline constexpr std::string_view kListenGroup = "listening";
// Nor are keys: whoever listens knows digits, and would have to hear them all.
inline constexpr std::string_view kKeypadGroup = "keypad";
// Nor what somebody is typing: it is nobody else's to hear.
inline constexpr std::string_view kKeyboardGroup = "keyboard";

// What is said, and where it stands; of no size where it stands nowhere.
struct SpokenPlace {
  std::string words;
  Rect rect;
};

// What a person could read on it: what stands together in a card is said together, from the top
// down and from the left; then what can be tapped, and the way back last. Each is a text of its
// own. What is secret is not in a scene; what lies under something modal is not said.
std::vector<SpokenPlace> spoken_places(const Scene& scene);
// Their words alone.
std::vector<std::string> spoken_screen(const Scene& scene);

}  // namespace outreach::ui
