#include "platform/window/glyph_texture.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <imgui_impl_sdlrenderer2.h>

#include "platform/window/panel.h"

namespace outreach {
namespace {

// Rows written at once: what is made on the way stays small.
constexpr int kBandRows = 16;

// White, as opaque as the atlas says: in memory red, green, blue, opacity (SDL_PIXELFORMAT_RGBA32).
void write_part(SDL_Texture* texture, ImTextureData& atlas, const PixelRect& part) {
  constexpr int kBytes = 4;
  const auto width = static_cast<std::size_t>(part.width);
  std::vector<std::uint8_t> band;
  for (int first = 0; first < part.height; first += kBandRows) {
    const int rows = std::min(kBandRows, part.height - first);
    band.assign(width * static_cast<std::size_t>(rows) * kBytes, 0xFF);
    for (int row = 0; row < rows; ++row) {
      const auto* from =
          static_cast<const std::uint8_t*>(atlas.GetPixelsAt(part.x, part.y + first + row));
      std::uint8_t* to = band.data() + static_cast<std::size_t>(row) * width * kBytes;
      for (std::size_t x = 0; x < width; ++x) {
        to[x * kBytes + kBytes - 1] = from[x];
      }
    }
    const SDL_Rect where{part.x, part.y + first, part.width, rows};
    SDL_UpdateTexture(texture, &where, band.data(), part.width * kBytes);
  }
}

SDL_Texture* texture_of(const ImTextureData& atlas) {
  // Dear ImGui keeps a texture as a number.
  return reinterpret_cast<SDL_Texture*>(atlas.TexID);  // NOLINT(performance-no-int-to-ptr)
}

}  // namespace

void update_glyph_texture(SDL_Renderer* renderer, ImTextureData& atlas) {
  if (atlas.Status == ImTextureStatus_WantCreate) {
    SDL_Texture* texture = SDL_CreateTexture(renderer, SDL_PIXELFORMAT_RGBA32,
                                             SDL_TEXTUREACCESS_STATIC, atlas.Width, atlas.Height);
    if (texture == nullptr) {
      return;  // asked again at the next frame
    }
    SDL_SetTextureBlendMode(texture, SDL_BLENDMODE_BLEND);
    SDL_SetTextureScaleMode(texture, SDL_ScaleModeLinear);
    // All of it: of what moved to a larger atlas the used part knows nothing.
    write_part(texture, atlas, {0, 0, atlas.Width, atlas.Height});
    atlas.SetTexID(reinterpret_cast<ImTextureID>(texture));
    atlas.SetStatus(ImTextureStatus_OK);
  } else if (atlas.Status == ImTextureStatus_WantUpdates) {
    for (const ImTextureRect& part : atlas.Updates) {
      write_part(texture_of(atlas), atlas, {part.x, part.y, part.w, part.h});
    }
    atlas.SetStatus(ImTextureStatus_OK);
  } else if (atlas.Status == ImTextureStatus_WantDestroy) {
    ImGui_ImplSDLRenderer2_UpdateTexture(&atlas);
  }
}

}  // namespace outreach
