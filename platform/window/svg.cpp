#include "platform/window/svg.h"

#include <algorithm>

#include <SDL_image.h>

namespace outreach {
namespace {

// RGBA, 8 bits each, at the largest size inside (width, height) that keeps its shape; 0 leaves that
// side free.
Surface drawn_inside(const Path& file, int width, int height) {
  SDL_RWops* stream = SDL_RWFromFile(file.c_str(), "rb");
  if (stream == nullptr) {
    return nullptr;
  }
  Surface drawn(IMG_LoadSizedSVG_RW(stream, width, height));
  SDL_RWclose(stream);
  if (!drawn || drawn->format->format == SDL_PIXELFORMAT_RGBA32) {
    return drawn;
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
    drawn = drawn_inside(file, width, height);
  } else {
    drawn = drawn_inside(file, width, 0);
    if (drawn && drawn->h < height) {
      drawn = drawn_inside(file, 0, height);
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

}  // namespace

std::set<std::string, std::less<>> svg_names_in(const Path& folder) {
  std::set<std::string, std::less<>> names;
  std::error_code failed;
  for (std::filesystem::directory_iterator at(folder, failed), end; !failed && at != end;
       at.increment(failed)) {
    if (at->path().extension() == kSvgEnding) {
      names.insert(at->path().stem().string());
    }
  }
  return names;
}

Surface rasterise(const Path& file, int width, int height, Fit fit, const Corners& corners) {
  Surface drawn = rasterise_into(file, width, height, fit);
  if (drawn) {
    round_off(drawn.get(), corners);
  }
  return drawn;
}

std::vector<std::uint8_t> rasterise_mask(const Path& file, int side) {
  std::vector<std::uint8_t> alpha;
  if (const Surface drawn = rasterise_into(file, side, side, Fit::Contain)) {
    for (int y = 0; y < side; ++y) {
      for (int x = 0; x < side; ++x) {
        alpha.push_back(pixel_at(drawn.get(), x, y)[3]);
      }
    }
  }
  return alpha;
}

std::vector<std::uint8_t> quarter_disc(int radius) {
  std::vector<std::uint8_t> alpha;
  for (int y = 0; y < radius; ++y) {
    for (int x = 0; x < radius; ++x) {
      alpha.push_back(coverage(x, y, radius));
    }
  }
  return alpha;
}

}  // namespace outreach
