// The window: SDL2 with Dear ImGui's SDL_Renderer back end. Event-driven: without an event, a wake
// or a request no frame is drawn, and of a frame only what changed, so an idle kiosk costs about
// nothing. One thread (the one that created it), but for wake().
//
// One turn of a program:
//   const Pumped pumped = window->pump(timeout);      // sleeps
//   if (window->needs_frame()) { window->begin_frame(); ...draw...; window->end_frame(changed); }
//
// Screens are laid out in logical units: 1280x800 at scale 1. Where the panel's size is not known,
// scale = min(pixels_w / 1280, pixels_h / 800), and the logical size is pixels / scale, so
// 1920x1080 gives 1422x800; where it is, millimetres decide (panel.h).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/files/files.h"
#include "platform/window/fonts.h"
#include "platform/window/input.h"
#include "platform/window/panel.h"
#include "platform/window/pictures.h"

namespace outreach {

// A tap queued in one frame shows all its effects within three.
inline constexpr int kFramesAfterEvent = 3;

// What draws the frames.
enum class DrawnBy {
  Best,      // the GPU by OpenGL ES 2 where the kernel has one for drawing, else the CPU
  Software,  // the CPU: less memory, and quicker than a GPU that the CPU plays
  Gpu,       // OpenGL ES 2, whoever plays it; the CPU where there is none
};

struct WindowOptions {
  std::string title;
  int width = 1280;  // pixels of the panel, as it hangs
  int height = 800;
  bool fullscreen = false;
  // Nothing a visitor can do ends the program or gets past it: the whole display, no cursor, no
  // screen saver, keyboard and pointer held, keys let through only as far as they type. A wish of
  // the window manager to close the window is not heard; a signal that asks the program to end is.
  bool lock_down = false;
  bool headless = false;  // no display needed: SDL's dummy video and the software renderer
  DrawnBy drawn_by = DrawnBy::Software;
  bool resizable = true;
  float panel_inches = 0;  // the panel's diagonal; 0: what the display says of itself, if anything
  Rotation rotation = Rotation::None;  // always by the CPU, unless None
  Path assets;                         // fonts, icons and art below it; see assets_folder()
  // Of that art, what fills a first frame that is wider than high, if anything does: it is drawn
  // while the window is opened.
  std::string first_art = {};
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
  // Frames shown since creation; those in which nothing had changed are not.
  std::uint64_t frames() const;

  // Between the two, draw all of the screen on ImGui::GetBackgroundDrawList(), opaque.
  void begin_frame();
  // Shows the frame: without an argument whole, else only these parts, outside of which it is as it
  // was; with none, nothing is drawn or shown. What has to be shown anew (the window's size, what
  // covered it) the window knows itself. The first frame is not shown before its pictures have
  // come: it waits for them, and wants to be drawn once more.
  void end_frame();
  void end_frame(const std::vector<PixelRect>& changed);
  // Ends a frame of which nothing is shown: the pictures and letters it asked for are made.
  void leave_frame();

  // Writes the last frame drawn as a PNG, in pixels, upright whatever the rotation.
  Result<void> capture(const Path& path);
  // The same frame: rows of red, green, blue. NotFound before the first one.
  Result<Bytes> pixels();

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
