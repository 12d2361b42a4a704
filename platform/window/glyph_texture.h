// The texture of glyphs and icons: the atlas keeps how opaque each is, one byte a pixel; what draws
// wants four, so that they are made on the way. Inside this folder only.
#pragma once

#include <SDL.h>
#include <imgui.h>

namespace outreach {

// Brings the renderer's copy of an atlas (ImTextureFormat_Alpha8) up to it: makes it, writes what
// is new, or lets it go, as its status asks.
void update_glyph_texture(SDL_Renderer* renderer, ImTextureData& atlas);

}  // namespace outreach
