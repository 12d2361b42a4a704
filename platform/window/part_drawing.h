// Draws a frame's commands where they meet a rectangle, in software.
#pragma once

#include <vector>

#include <SDL.h>
#include <imgui.h>

#include "platform/window/panel.h"

namespace outreach {

SDL_Rect sdl_rect(const PixelRect& rect);

// Everything on a screen is rectangles: two triangles, six indices.
class PartDrawing {
 public:
  explicit PartDrawing(SDL_Renderer* renderer);

  void draw(const ImDrawData& frame, const PixelRect& part);

 private:
  void draw(const ImDrawList& list, const ImDrawCmd& command, const SDL_Rect& clip);
  void keep(const ImDrawVert* vertices, const ImDrawIdx* indices);
  // Draws what was kept, before what comes on top of it.
  void flush(SDL_Texture* texture);
  void fill(const ImDrawVert& first, const ImDrawVert& across);

  SDL_Renderer* renderer_;
  std::vector<ImDrawVert> kept_;
};

}  // namespace outreach
