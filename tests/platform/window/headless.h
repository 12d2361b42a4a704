// A window without a display, and its frames.
#pragma once

#include <memory>

#include "platform/window/window.h"
#include "tests/support/catch.h"

namespace outreach::testing {

inline std::unique_ptr<Window> headless(int width, int height) {
  auto window = Window::create({.title = "test",
                                .width = width,
                                .height = height,
                                .headless = true,
                                .assets = OUTREACH_ASSETS});
  REQUIRE(window.has_value());
  return std::move(*window);
}

inline void show_frame(Window& window) {
  window.begin_frame();
  window.end_frame();
}

inline void settle(Window& window) {
  while (window.needs_frame()) {
    show_frame(window);
    window.pump(0);
  }
}

}  // namespace outreach::testing
