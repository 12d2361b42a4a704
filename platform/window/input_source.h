// Between SDL's events and ours. Fingers are read directly: SDL's mouse emulation loses touches on
// X11.
#pragma once

#include <optional>
#include <string_view>

#include <SDL.h>

#include "platform/window/input.h"
#include "platform/window/panel.h"

namespace outreach {

class InputSource {
 public:
  explicit InputSource(SDL_Window* window) : window_(window) {}

  // The picture's logical size, and how it is turned on the panel that is touched.
  void set_size(float width, float height, Rotation rotation);
  // Nothing for events that say nothing to a screen: a second finger, a mouse that only hovers.
  std::optional<InputEvent> translate(const SDL_Event& event);
  bool touched() const {
    return finger_.has_value() || mouse_down_;
  }

  void inject_touch(TouchPhase phase, float x, float y);
  void inject_text(std::string_view text);
  void inject_key(Key key);

 private:
  std::optional<InputEvent> finger(const SDL_TouchFingerEvent& event);
  std::optional<InputEvent> mouse(const SDL_Event& event);
  InputEvent touch_at(TouchPhase phase, float part_x, float part_y) const;

  SDL_Window* window_;
  float width_ = 1;  // logical
  float height_ = 1;
  Rotation rotation_ = Rotation::None;
  std::optional<SDL_FingerID> finger_;
  bool mouse_down_ = false;
};

}  // namespace outreach
