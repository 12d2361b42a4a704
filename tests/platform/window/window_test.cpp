#include "platform/window/window.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

#include <SDL.h>
#include <imgui.h>

#include "tests/platform/window/headless.h"

namespace outreach {
namespace {

using testing::headless;
using testing::settle;
using testing::show_frame;

TEST_CASE("Window: the logical size follows the narrower side", "[window]") {
  CHECK(headless(1280, 800)->size().scale == 1.0F);
  const auto wide = headless(1920, 1080);
  CHECK(wide->size().scale == Catch::Approx(1.35F));
  CHECK(wide->size().width == Catch::Approx(1422.22F).epsilon(0.001));
  CHECK(wide->size().height == Catch::Approx(800.0F));
}

TEST_CASE("Window: without an event no frame is wanted, after one three are", "[window]") {
  const auto window = headless(1280, 800);
  settle(*window);
  window->pump(0);
  CHECK_FALSE(window->needs_frame());
  window->inject_touch(TouchPhase::Down, 100, 100);
  const Pumped pumped = window->pump(0);
  REQUIRE(pumped.inputs.size() == 1);
  int frames = 0;
  while (window->needs_frame()) {
    show_frame(*window);
    ++frames;
  }
  CHECK(frames == kFramesAfterEvent);
}

TEST_CASE("Window: injected touches come back at their logical place", "[window]") {
  const auto window = headless(1920, 1080);
  window->inject_touch(TouchPhase::Down, 640, 400);
  window->inject_touch(TouchPhase::Move, 650, 410);
  window->inject_touch(TouchPhase::Up, 650, 410);
  const Pumped pumped = window->pump(0);
  REQUIRE(pumped.inputs.size() == 3);
  CHECK(pumped.inputs[0].touch.phase == TouchPhase::Down);
  CHECK(pumped.inputs[0].touch.x == Catch::Approx(640).margin(0.01));
  CHECK(pumped.inputs[1].touch.phase == TouchPhase::Move);
  CHECK(pumped.inputs[2].touch.phase == TouchPhase::Up);
  CHECK(pumped.inputs[2].touch.y == Catch::Approx(410).margin(0.01));
}

TEST_CASE("Window: long Chinese text is injected whole", "[window]") {
  const auto window = headless(1280, 800);
  std::string text;
  for (int i = 0; i < 40; ++i) {
    text += "曲沃";
  }
  window->inject_text(text);
  window->inject_key(Key::Enter);
  std::string back;
  bool enter = false;
  for (const InputEvent& input : window->pump(0).inputs) {
    back += input.text;
    enter = enter || (input.kind == InputEvent::Kind::Key && input.key == Key::Enter);
  }
  CHECK(back == text);
  CHECK(enter);
}

TEST_CASE("Window: another thread wakes it", "[window]") {
  const auto window = headless(1280, 800);
  settle(*window);
  std::thread other([&window] { window->wake(); });
  bool woken = false;
  while (!woken) {
    woken = window->pump(-1).woken;
  }
  other.join();
  CHECK(window->needs_frame());
}

TEST_CASE("Window: captures the last frame as a PNG of the window's pixels", "[window]") {
  const auto window = headless(640, 400);
  const std::string path = "/tmp/outreach-capture-" + std::to_string(getpid()) + ".png";
  CHECK_FALSE(window->capture(path).has_value());
  window->begin_frame();
  ImGui::GetBackgroundDrawList()->AddRectFilled({0, 0}, {640, 400}, IM_COL32(10, 20, 30, 255));
  window->end_frame();
  REQUIRE(window->capture(path).has_value());
  std::ifstream file(path, std::ios::binary);
  unsigned char head[24] = {};
  file.read(reinterpret_cast<char*>(head), sizeof head);
  std::filesystem::remove(path);
  CHECK(head[1] == 'P');
  CHECK((head[18] << 8 | head[19]) == 640);
  CHECK((head[22] << 8 | head[23]) == 400);
  CHECK_FALSE(window->capture("/no/such/folder/shot.png").has_value());
}

TEST_CASE("Window: the first frame is not shown without its pictures", "[window]") {
  const auto window = headless(1280, 800);
  window->begin_frame();
  window->pictures().icon("check", 40);
  window->end_frame();
  CHECK(window->frames() == 0);
  REQUIRE(window->needs_frame());
  window->begin_frame();
  CHECK(window->pictures().icon("check", 40).found);
  window->end_frame();
  CHECK(window->frames() == 1);
}

TEST_CASE("Window: a frame in which nothing changed is not shown, unless the window wants it",
          "[window]") {
  const auto window = headless(640, 400);
  const std::vector<PixelRect> nothing;
  const auto show_nothing = [&] {
    window->begin_frame();
    window->end_frame(nothing);
    return window->frames();
  };
  CHECK(show_nothing() == 1);  // nothing was on the glass before
  CHECK(show_nothing() == 1);
  SDL_Event uncovered{};
  uncovered.type = SDL_WINDOWEVENT;
  uncovered.window.event = SDL_WINDOWEVENT_EXPOSED;
  SDL_PushEvent(&uncovered);
  window->pump(0);
  CHECK(show_nothing() == 2);
}

void push_key(SDL_Keycode code) {
  SDL_Event event{};
  event.type = SDL_KEYDOWN;
  event.key.keysym.sym = code;
  SDL_PushEvent(&event);
}

TEST_CASE("Window: locked down it hears typing and the end of the program, nothing else",
          "[window]") {
  const auto opened = Window::create({.title = "test",
                                      .width = 640,
                                      .height = 400,
                                      .lock_down = true,
                                      .headless = true,
                                      .assets = OUTREACH_ASSETS});
  REQUIRE(opened.has_value());
  Window& window = **opened;
  CHECK(SDL_GetHintBoolean(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, SDL_TRUE) == SDL_FALSE);
  SDL_Event closing{};
  closing.type = SDL_WINDOWEVENT;
  closing.window.event = SDL_WINDOWEVENT_CLOSE;
  SDL_PushEvent(&closing);
  for (const SDL_Keycode code : {SDLK_ESCAPE, SDLK_F4, SDLK_TAB, SDLK_LGUI}) {
    push_key(code);
  }
  SDL_Event mouse{};
  mouse.type = SDL_MOUSEMOTION;
  SDL_PushEvent(&mouse);
  const Pumped ignored = window.pump(0);
  CHECK_FALSE(ignored.quit);
  CHECK(ignored.inputs.empty());
  CHECK(SDL_ShowCursor(SDL_QUERY) == SDL_DISABLE);

  window.inject_text("12");
  push_key(SDLK_RETURN);
  push_key(SDLK_BACKSPACE);
  CHECK(window.pump(0).inputs.size() == 3);

  SDL_Event end{};
  end.type = SDL_QUIT;  // what SDL makes of SIGTERM
  SDL_PushEvent(&end);
  CHECK(window.pump(0).quit);
}

TEST_CASE("Window: a second can be opened after the first is gone", "[window]") {
  for (int i = 0; i < 3; ++i) {
    const auto window = headless(640, 400);
    show_frame(*window);
    CHECK(window->frames() == 1);
  }
}

}  // namespace
}  // namespace outreach
