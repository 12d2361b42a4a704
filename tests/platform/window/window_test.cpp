// Long because a window has many facts, each of them with its own set-up.
#include "platform/window/window.h"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

#include <SDL.h>
#include <imgui.h>

#include "tests/support/catch.h"

namespace outreach {
namespace {

std::unique_ptr<Window> headless(int width, int height) {
  auto window = Window::create({.title = "test",
                                .width = width,
                                .height = height,
                                .headless = true,
                                .assets = OUTREACH_ASSETS});
  REQUIRE(window.has_value());
  return std::move(*window);
}

void show_frame(Window& window) {
  window.begin_frame();
  window.end_frame();
}

void settle(Window& window) {
  while (window.needs_frame()) {
    show_frame(window);
    window.pump(0);
  }
}

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

TEST_CASE("Fonts: an em is the width of a drawn hanzi", "[window]") {
  const auto window = headless(1280, 800);
  for (const Weight weight : {Weight::Regular, Weight::Bold}) {
    CHECK(window->fonts().width(weight, 100, "国") == Catch::Approx(100).epsilon(0.001));
    window->begin_frame();
    ImFontBaked* baked =
        window->fonts().font(weight)->GetFontBaked(window->fonts().imgui_size(100));
    const ImFontGlyph* glyph = baked->FindGlyph(U'国');
    REQUIRE(glyph != nullptr);
    // 国 fills most of its square: as wide as high, between 0.8 and 1 em.
    CHECK(glyph->X1 - glyph->X0 > 78);
    CHECK(glyph->X1 - glyph->X0 < 100);
    CHECK(std::abs((glyph->X1 - glyph->X0) - (glyph->Y1 - glyph->Y0)) < 12);
    window->end_frame();
  }
}

TEST_CASE("Fonts: names with characters beyond the basic plane have glyphs", "[window]") {
  const auto window = headless(1280, 800);
  window->begin_frame();
  ImFontBaked* baked =
      window->fonts().font(Weight::Regular)->GetFontBaked(window->fonts().imgui_size(34));
  CHECK(baked->FindGlyphNoFallback(0x2CB2D) !=
        nullptr);  // a character of the 2013 standard list, plane 2
  window->end_frame();
}

// Asks once, waits, and asks again in a later frame.
template <typename Ask>
PictureHandle come(Window& window, Ask ask) {
  window.begin_frame();
  ask();
  window.end_frame();
  window.pictures().wait();
  window.begin_frame();
  const PictureHandle handle = ask();
  window.end_frame();
  return handle;
}

TEST_CASE("Pictures: icons, corners and art are drawn; unknown and unsafe names are not",
          "[window]") {
  const auto window = headless(1280, 800);
  Pictures& pictures = window->pictures();
  CHECK(come(*window, [&] { return pictures.icon("check", 40); }).found);
  CHECK(come(*window, [&] { return pictures.corner(12); }).found);
  CHECK(come(*window, [&] { return pictures.art("home-guide", 356, 356, Fit::Cover); }).found);
  const auto unknown = come(*window, [&] { return pictures.icon("no-such-icon", 40); });
  CHECK_FALSE(unknown.found);
  CHECK_FALSE(unknown.coming);
  const auto unsafe =
      come(*window, [&] { return pictures.art("../icons/check", 40, 40, Fit::Contain); });
  CHECK_FALSE(unsafe.found);
  CHECK_FALSE(come(*window, [&] { return pictures.icon("check", 0); }).found);
  CHECK(pictures.has_art("cover-law"));
  CHECK_FALSE(pictures.has_art("cover-none"));
}

TEST_CASE("Pictures: no frame waits for one; it is coming, and wakes the window when it has come",
          "[window]") {
  const auto window = headless(1280, 800);
  settle(*window);
  window->begin_frame();
  const PictureHandle at_first = window->pictures().art("home-guide", 356, 356, Fit::Cover);
  CHECK(at_first.coming);
  CHECK_FALSE(at_first.found);
  CHECK(window->pictures().waiting());
  window->end_frame();
  while (!window->pump(-1).woken) {
  }
  CHECK(window->needs_frame());
  window->begin_frame();
  const PictureHandle then = window->pictures().art("home-guide", 356, 356, Fit::Cover);
  CHECK(then.found);
  CHECK_FALSE(then.coming);
  CHECK_FALSE(window->pictures().waiting());
  window->end_frame();
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

void draw_square(float left, float top, ImU32 color) {
  ImGui::GetBackgroundDrawList()->AddRectFilled({left, top}, {left + 10, top + 10}, color);
}

std::vector<int> pixel(Window& window, int x, int y) {
  const auto pixels = window.pixels();
  REQUIRE(pixels.has_value());
  const auto at = static_cast<std::ptrdiff_t>(3 * (y * 640 + x));
  return {pixels->begin() + at, pixels->begin() + at + 3};
}

// The surface that SDL shows, of the only window there is.
SDL_Surface* glass() {
  constexpr Uint32 kWindowsMade = 1'000;
  for (Uint32 id = 1; id < kWindowsMade; ++id) {
    if (SDL_Window* shown = SDL_GetWindowFromID(id)) {
      return SDL_GetWindowSurface(shown);
    }
  }
  return nullptr;
}

std::uint32_t on_glass(const PixelRect& of) {
  const SDL_Surface* shown = glass();
  REQUIRE(shown != nullptr);
  REQUIRE(shown->format->BytesPerPixel == 4);
  std::uint32_t word = 0;
  const auto* row = static_cast<const std::uint8_t*>(shown->pixels) + of.y * shown->pitch;
  std::memcpy(&word, row + std::ptrdiff_t{4} * of.x, sizeof word);
  return word & 0xFFFFFFU;
}

TEST_CASE("Window: the picture is turned whole and in parts, and touches are turned back",
          "[window]") {
  struct Turned {
    Rotation rotation;
    PixelSize picture;
    PixelRect corner;  // where its top left pixel comes to lie on the panel
  };
  for (const Turned& turned : {Turned{Rotation::None, {640, 400}, {0, 0, 1, 1}},
                               Turned{Rotation::Quarter, {400, 640}, {639, 0, 1, 1}},
                               Turned{Rotation::Half, {640, 400}, {639, 399, 1, 1}},
                               Turned{Rotation::ThreeQuarters, {400, 640}, {0, 399, 1, 1}}}) {
    auto opened = Window::create({.title = "test",
                                  .width = 640,
                                  .height = 400,
                                  .headless = true,
                                  .rotation = turned.rotation,
                                  .assets = OUTREACH_ASSETS});
    REQUIRE(opened.has_value());
    Window& window = **opened;
    INFO("turned by " << 90 * static_cast<int>(turned.rotation));
    CHECK(window.size().width * window.size().scale ==
          Catch::Approx(static_cast<float>(turned.picture.width)));
    window.begin_frame();
    draw_square(0, 0, IM_COL32(0x10, 0x20, 0x30, 255));
    window.end_frame();
    CHECK(on_glass(turned.corner) == 0x102030);
    window.begin_frame();
    draw_square(0, 0, IM_COL32(0x40, 0x50, 0x60, 255));
    window.end_frame({{0, 0, 1, 1}});
    CHECK(on_glass(turned.corner) == 0x405060);

    SDL_Event finger{};
    finger.type = SDL_FINGERDOWN;
    finger.tfinger.x = (static_cast<float>(turned.corner.x) + 0.5F) / 640;
    finger.tfinger.y = (static_cast<float>(turned.corner.y) + 0.5F) / 400;
    SDL_PushEvent(&finger);
    const Pumped pumped = window.pump(0);
    REQUIRE(pumped.inputs.size() == 1);
    CHECK(pumped.inputs[0].touch.x < 2 / window.size().scale);
    CHECK(pumped.inputs[0].touch.y < 2 / window.size().scale);
  }
}

TEST_CASE("Window: a panel's inches decide its logical size", "[window]") {
  const auto opened = Window::create({.title = "test",
                                      .width = 1024,
                                      .height = 600,
                                      .headless = true,
                                      .panel_inches = 7,
                                      .assets = OUTREACH_ASSETS});
  REQUIRE(opened.has_value());
  CHECK((*opened)->size().width == Catch::Approx(902).margin(1));
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

TEST_CASE("Window: outside of what changed the last frame stays", "[window]") {
  const auto window = headless(640, 400);
  window->begin_frame();
  draw_square(0, 0, IM_COL32(10, 20, 30, 255));
  draw_square(100, 100, IM_COL32(10, 20, 30, 255));
  window->end_frame();
  window->begin_frame();
  draw_square(0, 0, IM_COL32(40, 50, 60, 255));
  draw_square(100, 100, IM_COL32(40, 50, 60, 255));
  window->end_frame({{96, 96, 9, 32}});
  CHECK(pixel(*window, 5, 5) == std::vector{10, 20, 30});
  CHECK(pixel(*window, 104, 105) == std::vector{40, 50, 60});
  CHECK(pixel(*window, 105, 105) == std::vector{10, 20, 30});
}

TEST_CASE("Pictures: art no longer shown is let go above the bound", "[window]") {
  const auto window = headless(1280, 800);
  for (int i = 0; i < 40; ++i) {
    const auto wide = [&] {
      return window->pictures().art("attract-scene", 1280 - i, 800, Fit::Cover);
    };
    CHECK(come(*window, wide).found);
  }
  window->begin_frame();
  CHECK(window->pictures().art_bytes() <= kArtBytesMax + 2 * 4 * 1280 * 800);
  window->end_frame();
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
