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
// The two halves of it: having the memory takes longer than filling it. False where the picture has
// another size.
SDL_Texture* blank_art_texture(SDL_Renderer* renderer, int width, int height);
bool fill_art_texture(SDL_Texture* texture, const ArtPixels& art);

}  // namespace outreach
