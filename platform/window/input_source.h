// Between SDL's events and ours. Fingers are read directly: SDL's mouse emulation loses touches on
// X11.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <SDL.h>

#include "platform/window/input.h"
#include "platform/window/panel.h"

namespace outreach {

// Milliseconds. A second contact this soon after the first is the edge of a hand.
inline constexpr std::uint32_t kPalmWithin = 60;
// So many contacts are a hand, whenever they came.
inline constexpr std::size_t kPalmContacts = 3;
// Milliseconds. A contact of which nothing was heard for so long rests on the glass, or its panel
// has forgotten to lift it: it keeps nobody from touching.
inline constexpr std::uint32_t kContactForgotten = 5'000;

class InputSource {
 public:
  // `locked_down`: keys that do not type are not heard, and no cursor is ever shown.
  InputSource(SDL_Window* window, bool locked_down) : window_(window), locked_down_(locked_down) {}

  // The picture's logical size, and how it is turned on the panel that is touched.
  void set_size(float width, float height, Rotation rotation);
  // Nothing for events that say nothing to a screen: a second finger, a mouse that only hovers. A
  // palm cancels the touch it began as, and is not heard until it has left the glass.
  std::optional<InputEvent> translate(const SDL_Event& event);
  bool touched() const {
    return finger_.has_value() || mouse_down_;
  }

  void inject_touch(TouchPhase phase, float x, float y);
  void inject_text(std::string_view text);
  void inject_key(Key key);

 private:
  struct Contact {
    SDL_FingerID finger = 0;
    std::uint32_t heard = 0;
  };

  std::optional<InputEvent> finger(const SDL_TouchFingerEvent& event);
  std::optional<InputEvent> finger_down(const SDL_TouchFingerEvent& event);
  void forget_contacts(std::uint32_t now);
  void lift(SDL_FingerID finger);
  std::optional<InputEvent> mouse(const SDL_Event& event);
  std::optional<InputEvent> lose_focus();
  InputEvent touch_at(TouchPhase phase, float part_x, float part_y) const;

  SDL_Window* window_;
  bool locked_down_;
  float width_ = 1;  // logical
  float height_ = 1;
  Rotation rotation_ = Rotation::None;
  std::optional<SDL_FingerID> finger_;  // that touches
  std::uint32_t finger_down_at_ = 0;
  std::vector<Contact> contacts_;  // all that are on the glass
  bool is_palm_ = false;           // until the last of them has left
  bool mouse_down_ = false;
};

}  // namespace outreach
