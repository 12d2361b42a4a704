#include "platform/window/art_texture.h"

#include <cstddef>
#include <cstdint>
#include <utility>

namespace outreach {
namespace {

constexpr std::size_t kArtBytes = 4;  // of a pixel

// From red, green, blue, opacity to blue, green, red, opacity in memory (SDL_PIXELFORMAT_BGRA32);
// says whether nothing shows through.
bool reorder(std::uint8_t* row, int pixels) {
  std::uint8_t least = 0xFF;
  for (std::size_t at = 0; at < static_cast<std::size_t>(pixels) * kArtBytes; at += kArtBytes) {
    std::swap(row[at], row[at + 2]);
    least &= row[at + 3];
  }
  return least == 0xFF;
}

}  // namespace

ArtPixels in_screen_order(Surface drawn) {
  bool is_opaque = true;
  for (int y = 0; drawn && y < drawn->h; ++y) {
    auto* row = static_cast<std::uint8_t*>(drawn->pixels) + std::ptrdiff_t{y} * drawn->pitch;
    is_opaque = reorder(row, drawn->w) && is_opaque;
  }
  return {std::move(drawn), is_opaque};
}

SDL_Texture* blank_art_texture(SDL_Renderer* renderer, int width, int height) {
  return SDL_CreateTexture(renderer, SDL_PIXELFORMAT_BGRA32, SDL_TEXTUREACCESS_STREAMING, width,
                           height);
}

bool fill_art_texture(SDL_Texture* texture, const ArtPixels& art) {
  int width = 0;
  int height = 0;
  if (SDL_QueryTexture(texture, nullptr, nullptr, &width, &height) != 0 || width != art.drawn->w ||
      height != art.drawn->h ||
      SDL_UpdateTexture(texture, nullptr, art.drawn->pixels, art.drawn->pitch) != 0) {
    return false;
  }
  SDL_SetTextureBlendMode(texture, art.is_opaque ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
  return true;
}

SDL_Texture* art_texture(SDL_Renderer* renderer, const ArtPixels& art) {
  SDL_Texture* texture = blank_art_texture(renderer, art.drawn->w, art.drawn->h);
  if (texture != nullptr && fill_art_texture(texture, art)) {
    return texture;
  }
  SDL_DestroyTexture(texture);
  return nullptr;
}

}  // namespace outreach
