// What comes to lie on the panel: parts of frames, turned as it hangs, as large as it is.
#include <cstdint>
#include <cstring>
#include <vector>

#include <SDL.h>
#include <imgui.h>

#include "tests/platform/window/headless.h"

namespace outreach {
namespace {

using testing::headless;

void draw_square(float left, float top, ImU32 color) {
  ImGui::GetBackgroundDrawList()->AddRectFilled({left, top}, {left + 10, top + 10}, color);
}

std::vector<int> pixel(Window& window, int x, int y) {
  const auto pixels = window.pixels();
  REQUIRE(pixels.has_value());
  const auto at = static_cast<std::ptrdiff_t>(3 * (y * 640 + x));
  return {pixels->begin() + at, pixels->begin() + at + 3};
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

}  // namespace
}  // namespace outreach
