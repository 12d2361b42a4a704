#include "platform/window/pictures.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <map>
#include <string>
#include <tuple>

#include <SDL.h>
#include <SDL_image.h>

namespace outreach {
namespace {

struct SurfaceDeleter {
  void operator()(SDL_Surface* surface) const {
    SDL_FreeSurface(surface);
  }
};
using Surface = std::unique_ptr<SDL_Surface, SurfaceDeleter>;

// RGBA, 8 bits each, at the largest size inside (width, height) that keeps its shape; 0 leaves that
// side free.
Surface rasterise(const Path& file, int width, int height) {
  SDL_RWops* stream = SDL_RWFromFile(file.c_str(), "rb");
  if (stream == nullptr) {
    return nullptr;
  }
  const Surface drawn(IMG_LoadSizedSVG_RW(stream, width, height));
  SDL_RWclose(stream);
  if (!drawn) {
    return nullptr;
  }
  return Surface(SDL_ConvertSurfaceFormat(drawn.get(), SDL_PIXELFORMAT_RGBA32, 0));
}

std::uint8_t* pixel_at(SDL_Surface* surface, int x, int y) {
  return static_cast<std::uint8_t*>(surface->pixels) + y * surface->pitch + 4 * x;
}

// How much of a pixel lies inside the disc quarter whose centre is the far corner, 0..255.
std::uint8_t coverage(int x, int y, int radius) {
  constexpr int kSteps = 4;
  int inside = 0;
  for (int step_y = 0; step_y < kSteps; ++step_y) {
    for (int step_x = 0; step_x < kSteps; ++step_x) {
      const double dx = radius - (x + (step_x + 0.5) / kSteps);
      const double dy = radius - (y + (step_y + 0.5) / kSteps);
      inside += dx * dx + dy * dy <= static_cast<double>(radius) * radius ? 1 : 0;
    }
  }
  return static_cast<std::uint8_t>(inside * 255 / (kSteps * kSteps));
}

void round_off(SDL_Surface* surface, const Corners& corners) {
  const int radius = std::min({corners.radius, surface->w / 2, surface->h / 2});
  const auto fade = [surface](int x, int y, std::uint8_t by) {
    std::uint8_t* alpha = pixel_at(surface, x, y) + 3;
    *alpha = static_cast<std::uint8_t>(*alpha * by / 255);
  };
  for (int y = 0; y < radius; ++y) {
    for (int x = 0; x < radius; ++x) {
      const std::uint8_t by = coverage(x, y, radius);
      const int right = surface->w - 1 - x;
      const int bottom = surface->h - 1 - y;
      if (corners.top_left) {
        fade(x, y, by);
      }
      if (corners.top_right) {
        fade(right, y, by);
      }
      if (corners.bottom_right) {
        fade(right, bottom, by);
      }
      if (corners.bottom_left) {
        fade(x, bottom, by);
      }
    }
  }
}

Surface rasterise_into(const Path& file, int width, int height, Fit fit) {
  Surface drawn;
  if (fit == Fit::Contain) {
    drawn = rasterise(file, width, height);
  } else {
    drawn = rasterise(file, width, 0);
    if (drawn && drawn->h < height) {
      drawn = rasterise(file, 0, height);
    }
  }
  if (!drawn || (drawn->w == width && drawn->h == height)) {
    return drawn;
  }
  Surface box(SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_RGBA32));
  if (!box) {
    return nullptr;
  }
  SDL_SetSurfaceBlendMode(drawn.get(), SDL_BLENDMODE_NONE);
  SDL_Rect to{(width - drawn->w) / 2, (height - drawn->h) / 2, drawn->w, drawn->h};
  SDL_BlitSurface(drawn.get(), nullptr, box.get(), &to);
  return box;
}

using ArtKey = std::tuple<std::string, int, int, Fit, int, int>;

ArtKey art_key_of(std::string_view name, int width, int height, Fit fit, const Corners& of) {
  const int which = (of.top_left ? 1 : 0) + (of.top_right ? 2 : 0) + (of.bottom_right ? 4 : 0) +
                    (of.bottom_left ? 8 : 0);
  return {std::string(name), width, height, fit, of.radius, which};
}

// A name is a plain file name: content names pictures, and content is not trusted with paths.
bool is_plain_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

}  // namespace

struct Pictures::State {
  struct Art {
    SDL_Texture* texture = nullptr;  // null: could not be drawn
    std::size_t bytes = 0;
    std::uint64_t used = 0;  // frame
  };
  SDL_Renderer* renderer = nullptr;
  Path assets;
  std::uint64_t frame = 0;
  std::size_t bytes = 0;
  std::map<std::pair<std::string, int>, ImFontAtlasRectId> masks;  // corners under the empty name
  std::map<ArtKey, Art> art;
  std::map<std::string, bool, std::less<>> known;
  Path icon_file(std::string_view name) const {
    return assets / "icons" / (std::string(name) + ".svg");
  }
  Path art_file(std::string_view name) const {
    return assets / "art" / (std::string(name) + ".svg");
  }
  PictureHandle mask(const std::pair<std::string, int>& key) const;
  void keep_mask(const std::pair<std::string, int>& key, const std::vector<std::uint8_t>& alpha);
};

PictureHandle Pictures::State::mask(const std::pair<std::string, int>& key) const {
  const auto found = masks.find(key);
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  ImFontAtlasRect rect;
  if (found == masks.end() || found->second < 0 || !atlas->GetCustomRect(found->second, &rect)) {
    return {};
  }
  return {atlas->TexRef, rect.uv0, rect.uv1, true};
}

void Pictures::State::keep_mask(const std::pair<std::string, int>& key,
                                const std::vector<std::uint8_t>& alpha) {
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  const int side = key.second;
  ImFontAtlasRectId id = -1;
  if (!alpha.empty()) {
    ImFontAtlasRect rect;
    id = atlas->AddCustomRect(side, side, &rect);
    if (id >= 0) {
      for (int y = 0; y < side; ++y) {
        auto* row = static_cast<std::uint8_t*>(atlas->TexData->GetPixelsAt(rect.x, rect.y + y));
        for (int x = 0; x < side; ++x) {
          std::memset(row + 4 * x, 0xFF, 3);
          row[4 * x + 3] = alpha[static_cast<std::size_t>(y) * static_cast<std::size_t>(side) +
                                 static_cast<std::size_t>(x)];
        }
      }
    }
  }
  masks.emplace(key, id);
}

Pictures::Pictures(SDL_Renderer* renderer, const Path& assets) : state_(std::make_unique<State>()) {
  state_->renderer = renderer;
  state_->assets = assets;
}

Pictures::~Pictures() {
  clear();
}

PictureHandle Pictures::icon(std::string_view name, int pixels) {
  if (pixels <= 0 || !is_plain_name(name)) {
    return {};
  }
  const std::pair<std::string, int> key{name, pixels};
  if (!state_->masks.contains(key)) {
    std::vector<std::uint8_t> alpha;
    if (const Surface drawn =
            rasterise_into(state_->icon_file(name), pixels, pixels, Fit::Contain)) {
      for (int y = 0; y < pixels; ++y) {
        for (int x = 0; x < pixels; ++x) {
          alpha.push_back(pixel_at(drawn.get(), x, y)[3]);
        }
      }
    }
    state_->keep_mask(key, alpha);
  }
  return state_->mask(key);
}

PictureHandle Pictures::corner(int radius) {
  if (radius <= 0) {
    return {};
  }
  const std::pair<std::string, int> key{"", radius};
  if (!state_->masks.contains(key)) {
    std::vector<std::uint8_t> alpha;
    for (int y = 0; y < radius; ++y) {
      for (int x = 0; x < radius; ++x) {
        alpha.push_back(coverage(x, y, radius));
      }
    }
    state_->keep_mask(key, alpha);
  }
  return state_->mask(key);
}

PictureHandle Pictures::art(std::string_view name, int width, int height, Fit fit,
                            const Corners& corners) {
  if (width <= 0 || height <= 0 || !is_plain_name(name)) {
    return {};
  }
  const ArtKey key = art_key_of(name, width, height, fit, corners);
  auto found = state_->art.find(key);
  if (found == state_->art.end()) {
    State::Art art;
    if (const Surface drawn = rasterise_into(state_->art_file(name), width, height, fit)) {
      round_off(drawn.get(), corners);
      art.texture = SDL_CreateTextureFromSurface(state_->renderer, drawn.get());
      art.bytes = 4U * static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
      state_->bytes += art.bytes;
    }
    found = state_->art.emplace(key, art).first;
  }
  found->second.used = state_->frame;
  if (found->second.texture == nullptr) {
    return {};
  }
  return {ImTextureRef(reinterpret_cast<ImTextureID>(found->second.texture)), {0, 0}, {1, 1}, true};
}

bool Pictures::has_art(std::string_view name) {
  const auto known = state_->known.find(name);
  if (known != state_->known.end()) {
    return known->second;
  }
  std::error_code ignored;
  const bool there =
      is_plain_name(name) && std::filesystem::exists(state_->art_file(name), ignored);
  state_->known.emplace(name, there);
  return there;
}

void Pictures::begin_frame() {
  ++state_->frame;
  while (state_->bytes > kArtBytesMax) {
    const auto oldest = std::min_element(
        state_->art.begin(), state_->art.end(),
        [](const auto& a, const auto& b) { return a.second.used < b.second.used; });
    // What the last frame showed stays, even over the bound: it is about to be shown again.
    if (oldest == state_->art.end() || oldest->second.used + 1 >= state_->frame) {
      return;
    }
    if (oldest->second.texture != nullptr) {
      SDL_DestroyTexture(oldest->second.texture);
    }
    state_->bytes -= oldest->second.bytes;
    state_->art.erase(oldest);
  }
}

void Pictures::clear() {
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  for (const auto& [key, id] : state_->masks) {
    if (id >= 0) {
      atlas->RemoveCustomRect(id);
    }
  }
  state_->masks.clear();
  for (const auto& [key, art] : state_->art) {
    if (art.texture != nullptr) {
      SDL_DestroyTexture(art.texture);
    }
  }
  state_->art.clear();
  state_->bytes = 0;
}

void Pictures::draw_with(SDL_Renderer* renderer) {
  state_->renderer = renderer;
}

std::size_t Pictures::art_bytes() const {
  return state_->bytes;
}

}  // namespace outreach
