// The texture of a drawn picture, in the order of the screen's own colours, so that showing it is
// copying. Inside this folder only.
#pragma once

#include <SDL.h>

namespace outreach {

// `drawn` has the format SDL_PIXELFORMAT_RGBA32. Null when there is no memory for it.
SDL_Texture* art_texture(SDL_Renderer* renderer, const SDL_Surface& drawn);

}  // namespace outreach
