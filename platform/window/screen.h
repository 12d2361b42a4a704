// Where finished frames go. In software: a surface in memory, the window's own where it can be, of
// which only what changed is drawn, turned as the panel hangs, and shown. With a GPU: its renderer,
// which draws every frame whole. Control thread.
#pragma once

#include <memory>
#include <vector>

#include <SDL.h>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/window/panel.h"

struct ImDrawData;

namespace outreach {

class Screen {
 public:
  // Unavailable when there is nothing to draw with.
  static Result<std::unique_ptr<Screen>> in_software(SDL_Window* window, Rotation rotation);
  // By OpenGL ES 2. Unavailable also where the CPU plays it, unless `by_cpu_too`: our own drawing
  // is quicker then.
  static Result<std::unique_ptr<Screen>> by_gpu(SDL_Window* window, bool by_cpu_too);
  virtual ~Screen() = default;

  // Its textures end with this screen.
  virtual SDL_Renderer* renderer() const = 0;
  // Of a frame, before it is turned.
  virtual PixelSize size() const = 0;
  // The window has another size by now: another screen is to take over.
  virtual bool outgrown() const = 0;
  // Draws these parts of the frame and shows them; elsewhere it is as it was. Textures are up to
  // date.
  virtual void show(ImDrawData& frame, const std::vector<PixelRect>& changed) = 0;
  // The last frame, before it was turned: rows of red, green, blue. `frame` is what was shown last.
  virtual Result<Bytes> pixels(ImDrawData& frame) = 0;
};

}  // namespace outreach
