// The window: SDL2 with Dear ImGui's SDL_Renderer back end. Event-driven: without an event, a wake
// or a request no frame is drawn, so an idle kiosk costs about nothing. One thread (the one that
// created it), but for wake().
//
// One turn of a program:
//   const Pumped pumped = window->pump(timeout);      // sleeps
//   if (window->needs_frame()) { window->begin_frame(); ...draw...; window->end_frame(); }
//
// Screens are laid out in logical units: 1280x800 at scale 1. scale() = min(pixels_w / 1280,
// pixels_h / 800); the logical size is pixels / scale, so 1920x1080 gives 1422x800.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "platform/base/result.h"
#include "platform/files/files.h"
#include "platform/window/fonts.h"
#include "platform/window/input.h"
#include "platform/window/pictures.h"

namespace outreach {

inline constexpr float kDesignWidth = 1280;
inline constexpr float kDesignHeight = 800;
// A tap queued in one frame shows all its effects within three.
inline constexpr int kFramesAfterEvent = 3;

struct WindowOptions {
  std::string title;
  int width = 1280;  // pixels
  int height = 800;
  bool fullscreen = false;
  bool headless = false;  // no display needed: SDL's dummy video and the software renderer
  bool software = true;   // false: let SDL choose a renderer of the GPU, falling back to software
  bool resizable = true;
  Path assets;  // fonts, icons and art below it; see assets_folder()
};

struct FrameSize {
  float width = 0;   // logical
  float height = 0;  // logical
  float scale = 1;   // pixels per logical unit
};

class Window {
 public:
  // Unavailable when there is no display (unless headless); NotFound when a font is missing.
  static Result<std::unique_ptr<Window>> create(const WindowOptions& options);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  // Waits at most `timeout_ms` (0: does not wait, negative: no limit) for events, then returns all
  // there are. Returns at once while needs_frame(). Call once per turn.
  Pumped pump(int timeout_ms);
  // Ends a wait in pump. Any thread.
  void wake();

  // True for kFramesAfterEvent frames after each event, wake, or request.
  bool needs_frame() const;
  // Asks for frames with no event: something is moving, or a result is to be shown.
  void request_frames(int count = kFramesAfterEvent);
  // Frames shown since creation.
  std::uint64_t frames() const;

  // Between the two, draw on ImGui::GetBackgroundDrawList().
  void begin_frame();
  void end_frame();

  // Writes the last frame drawn as a PNG, in pixels.
  Result<void> capture(const Path& path);

  FrameSize size() const;
  Fonts& fonts();
  Pictures& pictures();
  // Lets a plugged keyboard's text through (staff screens); off at first. SDL would otherwise open
  // a screen keyboard.
  void set_text_input(bool on);

  // Input as if a person made it, by way of SDL's event queue; logical positions.
  void inject_touch(TouchPhase phase, float x, float y);
  void inject_text(std::string_view text);
  void inject_key(Key key);

 private:
  struct State;
  explicit Window(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace outreach
