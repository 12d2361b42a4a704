// Pictures of assets as pixels. Any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <SDL.h>

#include "platform/files/files.h"
#include "platform/window/picture_shape.h"

namespace outreach {

struct SurfaceDeleter {
  void operator()(SDL_Surface* surface) const {
    SDL_FreeSurface(surface);
  }
};
using Surface = std::unique_ptr<SDL_Surface, SurfaceDeleter>;

inline constexpr const char* kSvgEnding = ".svg";
// The pictures that a folder holds, without that ending.
std::set<std::string, std::less<>> svg_names_in(const Path& folder);

// RGBA, 8 bits each, of exactly this size, with rounded corners. Null when the file is not there or
// is no SVG.
Surface rasterise(const Path& file, int width, int height, Fit fit, const Corners& corners);
// How opaque each pixel of it is, row by row, `side` pixels square; empty when it cannot be drawn.
std::vector<std::uint8_t> rasterise_mask(const Path& file, int side);
// The same of the filled top left quarter of a disc.
std::vector<std::uint8_t> quarter_disc(int radius);

}  // namespace outreach
