#include "platform/window/input_source.h"

#include <algorithm>
#include <string>
#include <vector>

namespace outreach {
namespace {

constexpr SDL_TouchID kScriptTouch = 0x5C21;
constexpr SDL_FingerID kScriptFinger = 1;

std::optional<Key> key_of(SDL_Keycode code) {
  switch (code) {
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
      return Key::Enter;
    case SDLK_BACKSPACE:
      return Key::Backspace;
    case SDLK_ESCAPE:
      return Key::Escape;
    default:
      return std::nullopt;
  }
}

SDL_Keycode code_of(Key key) {
  switch (key) {
    case Key::Enter:
      return SDLK_RETURN;
    case Key::Backspace:
      return SDLK_BACKSPACE;
    case Key::Escape:
      break;
  }
  return SDLK_ESCAPE;
}

// The first `limit` bytes of a UTF-8 text or less, cut between characters.
std::string_view whole_characters(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) {
    return text;
  }
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) {
    --limit;
  }
  return text.substr(0, limit);
}

}  // namespace

void InputSource::set_size(float width, float height, Rotation rotation) {
  width_ = width;
  height_ = height;
  rotation_ = rotation;
}

InputEvent InputSource::touch_at(TouchPhase phase, float part_x, float part_y) const {
  InputEvent input;
  const PartPlace place = from_panel({part_x, part_y}, rotation_);
  input.touch = {phase, place.x * width_, place.y * height_};
  return input;
}

void InputSource::forget_contacts(std::uint32_t now) {
  std::erase_if(contacts_,
                [now](const Contact& contact) { return now - contact.heard >= kContactForgotten; });
  is_palm_ = is_palm_ && !contacts_.empty();
  const bool touches =
      std::any_of(contacts_.begin(), contacts_.end(),
                  [this](const Contact& contact) { return finger_ == contact.finger; });
  if (!touches) {
    finger_.reset();
  }
}

void InputSource::lift(SDL_FingerID finger) {
  std::erase_if(contacts_, [finger](const Contact& contact) { return contact.finger == finger; });
  is_palm_ = is_palm_ && !contacts_.empty();
}

std::optional<InputEvent> InputSource::finger_down(const SDL_TouchFingerEvent& event) {
  forget_contacts(event.timestamp);
  lift(event.fingerId);
  contacts_.push_back({event.fingerId, event.timestamp});
  const bool soon = finger_ && event.timestamp - finger_down_at_ <= kPalmWithin;
  if (soon || contacts_.size() >= kPalmContacts) {
    is_palm_ = true;
  }
  if (is_palm_) {
    const bool has_touched = finger_.has_value();
    finger_.reset();
    return has_touched ? std::optional(touch_at(TouchPhase::Cancel, event.x, event.y))
                       : std::nullopt;
  }
  if (finger_) {
    return std::nullopt;
  }
  finger_ = event.fingerId;
  finger_down_at_ = event.timestamp;
  SDL_ShowCursor(SDL_DISABLE);
  return touch_at(TouchPhase::Down, event.x, event.y);
}

std::optional<InputEvent> InputSource::finger(const SDL_TouchFingerEvent& event) {
  if (event.type == SDL_FINGERDOWN) {
    return finger_down(event);
  }
  if (event.type == SDL_FINGERMOTION) {
    for (Contact& contact : contacts_) {
      contact.heard = contact.finger == event.fingerId ? event.timestamp : contact.heard;
    }
  } else {
    lift(event.fingerId);
  }
  if (finger_ != event.fingerId) {
    return std::nullopt;
  }
  if (event.type == SDL_FINGERMOTION) {
    return touch_at(TouchPhase::Move, event.x, event.y);
  }
  finger_.reset();
  return touch_at(TouchPhase::Up, event.x, event.y);
}

std::optional<InputEvent> InputSource::mouse(const SDL_Event& event) {
  int width = 1;
  int height = 1;
  SDL_GetWindowSize(window_, &width, &height);
  const auto part = [](int at, int of) {
    return static_cast<float>(at) / static_cast<float>(std::max(of, 1));
  };
  if (event.type == SDL_MOUSEMOTION) {
    if (event.motion.which == SDL_TOUCH_MOUSEID) {
      return std::nullopt;
    }
    SDL_ShowCursor(locked_down_ ? SDL_DISABLE : SDL_ENABLE);
    if (!mouse_down_) {
      return std::nullopt;
    }
    return touch_at(TouchPhase::Move, part(event.motion.x, width), part(event.motion.y, height));
  }
  if (event.button.which == SDL_TOUCH_MOUSEID || event.button.button != SDL_BUTTON_LEFT ||
      finger_) {
    return std::nullopt;
  }
  mouse_down_ = event.type == SDL_MOUSEBUTTONDOWN;
  return touch_at(mouse_down_ ? TouchPhase::Down : TouchPhase::Up, part(event.button.x, width),
                  part(event.button.y, height));
}

std::optional<InputEvent> InputSource::lose_focus() {
  const bool had_touched = touched();
  contacts_.clear();
  is_palm_ = false;
  finger_.reset();
  mouse_down_ = false;
  return had_touched ? std::optional(touch_at(TouchPhase::Cancel, 0, 0)) : std::nullopt;
}

std::optional<InputEvent> InputSource::translate(const SDL_Event& event) {
  InputEvent input;
  switch (event.type) {
    case SDL_FINGERDOWN:
    case SDL_FINGERUP:
    case SDL_FINGERMOTION:
      return finger(event.tfinger);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
    case SDL_MOUSEMOTION:
      return mouse(event);
    case SDL_TEXTINPUT:
      input.kind = InputEvent::Kind::Text;
      input.text = event.text.text;
      return input;
    case SDL_KEYDOWN:
      // Enter and backspace belong to typing; escape is a way out, one step for each press.
      if (const auto key = key_of(event.key.keysym.sym);
          key && !(*key == Key::Escape && (locked_down_ || event.key.repeat != 0))) {
        input.kind = InputEvent::Kind::Key;
        input.key = *key;
        return input;
      }
      return std::nullopt;
    case SDL_WINDOWEVENT:
      return event.window.event == SDL_WINDOWEVENT_FOCUS_LOST ? lose_focus() : std::nullopt;
    default:
      return std::nullopt;
  }
}

void InputSource::inject_touch(TouchPhase phase, float x, float y) {
  SDL_Event event{};
  event.type = SDL_FINGERUP;
  if (phase == TouchPhase::Down) {
    event.type = SDL_FINGERDOWN;
  } else if (phase == TouchPhase::Move) {
    event.type = SDL_FINGERMOTION;
  }
  event.tfinger.touchId = kScriptTouch;
  event.tfinger.fingerId = kScriptFinger;
  const PartPlace place = onto_panel({x / width_, y / height_}, rotation_);
  event.tfinger.x = place.x;
  event.tfinger.y = place.y;
  event.tfinger.pressure = 1;
  event.tfinger.windowID = SDL_GetWindowID(window_);
  SDL_PushEvent(&event);
}

void InputSource::inject_text(std::string_view text) {
  while (!text.empty()) {
    SDL_Event event{};
    event.type = SDL_TEXTINPUT;
    event.text.windowID = SDL_GetWindowID(window_);
    const std::string_view part = whole_characters(text, sizeof event.text.text - 1);
    if (part.empty()) {
      return;
    }
    std::copy(part.begin(), part.end(), event.text.text);
    SDL_PushEvent(&event);
    text.remove_prefix(part.size());
  }
}

void InputSource::inject_key(Key key) {
  SDL_Event event{};
  event.type = SDL_KEYDOWN;
  event.key.windowID = SDL_GetWindowID(window_);
  event.key.state = SDL_PRESSED;
  event.key.keysym.sym = code_of(key);
  SDL_PushEvent(&event);
}

}  // namespace outreach
