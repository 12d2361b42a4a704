#include "platform/window/art_texture.h"

#include <cstddef>
#include <cstdint>

namespace outreach {
namespace {

constexpr std::size_t kArtBytes = 4;  // of a pixel

// From red, green, blue, opacity to blue, green, red, opacity in memory (SDL_PIXELFORMAT_BGRA32);
// says whether nothing shows through.
bool reorder(const std::uint8_t* from, std::uint8_t* to, int pixels) {
  std::uint8_t least = 0xFF;
  for (std::size_t at = 0; at < static_cast<std::size_t>(pixels) * kArtBytes; at += kArtBytes) {
    to[at] = from[at + 2];
    to[at + 1] = from[at + 1];
    to[at + 2] = from[at];
    to[at + 3] = from[at + 3];
    least &= from[at + 3];
  }
  return least == 0xFF;
}

}  // namespace

SDL_Texture* art_texture(SDL_Renderer* renderer, const SDL_Surface& drawn) {
  SDL_Texture* texture = SDL_CreateTexture(renderer, SDL_PIXELFORMAT_BGRA32,
                                           SDL_TEXTUREACCESS_STREAMING, drawn.w, drawn.h);
  void* pixels = nullptr;
  int pitch = 0;
  if (texture == nullptr || SDL_LockTexture(texture, nullptr, &pixels, &pitch) != 0) {
    SDL_DestroyTexture(texture);
    return nullptr;
  }
  bool is_opaque = true;
  for (int y = 0; y < drawn.h; ++y) {
    is_opaque =
        reorder(static_cast<const std::uint8_t*>(drawn.pixels) + std::ptrdiff_t{y} * drawn.pitch,
                static_cast<std::uint8_t*>(pixels) + std::ptrdiff_t{y} * pitch, drawn.w) &&
        is_opaque;
  }
  SDL_UnlockTexture(texture);
  SDL_SetTextureBlendMode(texture, is_opaque ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
  return texture;
}

}  // namespace outreach
