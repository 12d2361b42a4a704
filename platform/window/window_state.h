// What the window is made of, for the files that implement it alone.
#pragma once

#include <memory>
#include <string>

#include <SDL.h>

#include "platform/window/event_wait.h"
#include "platform/window/input_source.h"
#include "platform/window/screen.h"
#include "platform/window/window.h"

struct ImGuiContext;

namespace outreach {

struct Window::State {
  bool video = false;
  SDL_Window* window = nullptr;
  DrawnBy drawn_by = DrawnBy::Software;
  Rotation rotation = Rotation::None;
  float panel_inches = 0;
  bool fills_display = false;
  std::unique_ptr<Screen> screen;
  ImGuiContext* context = nullptr;
  bool renderer_backend = false;
  std::unique_ptr<Fonts> fonts;
  std::unique_ptr<Pictures> pictures;
  std::unique_ptr<InputSource> source;
  std::unique_ptr<EventWait> events;
  int frames_wanted = kFramesAfterEvent;
  std::uint64_t frames = 0;
  bool whole_wanted = true;  // what is on the glass is no frame of ours, or of another size
  FrameSize size;
  PixelSize pixels;

  ~State();
  Result<void> open(const WindowOptions& options);
  void begin_pictures(const WindowOptions& options, PixelSize panel);
  Result<void> open_interface(const Path& assets);
  Result<std::unique_ptr<Screen>> open_screen() const;
  void replace_screen();
  float scale() const;
  void measure();
  void handle(const SDL_Event& event, Pumped& pumped);
};

// What SDL says went wrong.
Error sdl_error(ErrorCode code, const std::string& doing);

}  // namespace outreach
