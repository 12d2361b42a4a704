// Fingers as a panel tells of them: one touches, a hand that leans on the glass does not.
#include "platform/window/input_source.h"

#include <optional>

#include "tests/support/catch.h"

namespace outreach {
namespace {

class Glass {
 public:
  Glass() {
    source_.set_size(1280, 800, Rotation::None);
  }

  std::optional<TouchPhase> down(SDL_FingerID finger, Uint32 at) {
    return told(SDL_FINGERDOWN, finger, at);
  }
  std::optional<TouchPhase> up(SDL_FingerID finger, Uint32 at) {
    return told(SDL_FINGERUP, finger, at);
  }
  std::optional<TouchPhase> move(SDL_FingerID finger, Uint32 at) {
    return told(SDL_FINGERMOTION, finger, at);
  }
  std::optional<TouchPhase> lose_focus() {
    SDL_Event event{};
    event.type = SDL_WINDOWEVENT;
    event.window.event = SDL_WINDOWEVENT_FOCUS_LOST;
    return phase_of(event);
  }

 private:
  std::optional<TouchPhase> told(Uint32 type, SDL_FingerID finger, Uint32 at) {
    SDL_Event event{};
    event.type = type;
    event.tfinger.timestamp = at;
    event.tfinger.fingerId = finger;
    event.tfinger.x = 0.5F;
    event.tfinger.y = 0.5F;
    return phase_of(event);
  }
  std::optional<TouchPhase> phase_of(const SDL_Event& event) {
    const auto input = source_.translate(event);
    return input ? std::optional(input->touch.phase) : std::nullopt;
  }

  InputSource source_{nullptr, false};
};

TEST_CASE("Input: a second finger that comes later changes nothing", "[input]") {
  Glass glass;
  CHECK(glass.down(1, 1'000) == TouchPhase::Down);
  CHECK_FALSE(glass.down(2, 1'000 + kPalmWithin + 1).has_value());
  CHECK(glass.move(1, 1'100) == TouchPhase::Move);
  CHECK_FALSE(glass.up(2, 1'150).has_value());
  CHECK(glass.up(1, 1'200) == TouchPhase::Up);
}

TEST_CASE("Input: two contacts at nearly the same moment are a palm, which touches nothing",
          "[input]") {
  Glass glass;
  CHECK(glass.down(1, 1'000) == TouchPhase::Down);
  CHECK(glass.down(2, 1'000 + kPalmWithin) == TouchPhase::Cancel);
  CHECK_FALSE(glass.move(1, 1'080).has_value());
  CHECK_FALSE(glass.up(1, 1'100).has_value());
  // As long as a part of it is on the glass.
  CHECK_FALSE(glass.down(3, 1'200).has_value());
  CHECK_FALSE(glass.up(3, 1'300).has_value());
  CHECK_FALSE(glass.up(2, 1'400).has_value());
  CHECK(glass.down(4, 1'500) == TouchPhase::Down);
}

TEST_CASE("Input: three contacts are a palm, however slowly it comes down", "[input]") {
  Glass glass;
  CHECK(glass.down(1, 1'000) == TouchPhase::Down);
  CHECK_FALSE(glass.down(2, 1'500).has_value());
  CHECK(glass.down(3, 2'000) == TouchPhase::Cancel);
  CHECK_FALSE(glass.up(1, 2'100).has_value());
}

TEST_CASE("Input: quick taps one after the other are no palm", "[input]") {
  Glass glass;
  CHECK(glass.down(1, 1'000) == TouchPhase::Down);
  CHECK(glass.up(1, 1'020) == TouchPhase::Up);
  CHECK(glass.down(2, 1'040) == TouchPhase::Down);
  CHECK(glass.up(2, 1'060) == TouchPhase::Up);
}

TEST_CASE("Input: a contact the panel forgot to lift keeps nobody out for long", "[input]") {
  Glass glass;
  CHECK(glass.down(1, 1'000) == TouchPhase::Down);
  CHECK(glass.down(2, 1'010) == TouchPhase::Cancel);
  CHECK_FALSE(glass.up(1, 1'100).has_value());
  CHECK_FALSE(glass.down(3, 1'009 + kContactForgotten).has_value());
  CHECK_FALSE(glass.up(3, 1'010 + kContactForgotten).has_value());
  CHECK(glass.down(4, 1'011 + kContactForgotten) == TouchPhase::Down);
  // Nor one that had touched.
  CHECK(glass.down(5, 1'011 + 2 * kContactForgotten) == TouchPhase::Down);
}

std::optional<Key> key_told(bool locked_down, SDL_Keycode code, bool is_held) {
  InputSource source(nullptr, locked_down);
  SDL_Event event{};
  event.type = SDL_KEYDOWN;
  event.key.keysym.sym = code;
  event.key.repeat = is_held ? 1 : 0;
  const auto input = source.translate(event);
  return input ? std::optional(input->key) : std::nullopt;
}

TEST_CASE("Input: Escape is one step for each press, and none where it is locked down", "[input]") {
  CHECK(key_told(false, SDLK_ESCAPE, false) == Key::Escape);
  CHECK_FALSE(key_told(false, SDLK_ESCAPE, true).has_value());
  CHECK_FALSE(key_told(true, SDLK_ESCAPE, false).has_value());
  CHECK(key_told(true, SDLK_BACKSPACE, true) == Key::Backspace);
}

TEST_CASE("Input: a window that loses the focus loses its fingers", "[input]") {
  Glass glass;
  CHECK(glass.down(1, 1'000) == TouchPhase::Down);
  CHECK(glass.lose_focus() == TouchPhase::Cancel);
  CHECK(glass.down(2, 1'020) == TouchPhase::Down);
}

}  // namespace
}  // namespace outreach
