// The texture of a drawn picture, in the order of the screen's own colours, so that showing it is
// copying. Inside this folder only.
#pragma once

#include <SDL.h>

#include "platform/window/svg.h"

namespace outreach {

struct ArtPixels {
  Surface drawn;  // null: could not be drawn
  bool is_opaque = false;
};
// `drawn`, of the format SDL_PIXELFORMAT_RGBA32, put in that order. Any thread.
ArtPixels in_screen_order(Surface drawn);

// Null when there is no memory for it. The renderer's thread.
SDL_Texture* art_texture(SDL_Renderer* renderer, const ArtPixels& art);

}  // namespace outreach
