#include "platform/window/dots.h"

#include <cstdint>
#include <cstring>

namespace outreach {
namespace {

// Looks at so many points of a pixel, across and down. Where a dot is a pixel all of them lie in
// it.
constexpr int kPoints = 4;

// Which of `dots` lies under a point of a side of `pixels`, counted in half points.
int dot_under(int pixel, int point, int dots, int pixels) {
  const std::int64_t place = std::int64_t{2} * (pixel * kPoints + point) + 1;
  return static_cast<int>(place * dots / (std::int64_t{2} * kPoints * pixels));
}

}  // namespace

Surface drawn_dots(const Bitmap& picture, int first, int count, int width, int height) {
  constexpr int kDepth = 32;
  Surface drawn(SDL_CreateRGBSurfaceWithFormat(0, width, height, kDepth, SDL_PIXELFORMAT_RGBA32));
  if (!drawn) {
    return nullptr;
  }
  for (int y = 0; y < height; ++y) {
    auto* row = static_cast<std::uint8_t*>(drawn->pixels) + std::ptrdiff_t{y} * drawn->pitch;
    for (int x = 0; x < width; ++x) {
      int ink = 0;
      for (int point = 0; point < kPoints * kPoints; ++point) {
        const int dot_x = dot_under(x, point % kPoints, picture.dots(), width);
        const int dot_y = first + dot_under(y, point / kPoints, count, height);
        ink += picture.is_ink(dot_x, dot_y) ? 1 : 0;
      }
      constexpr int kWhite = 255;
      std::memset(row + std::ptrdiff_t{4} * x, kWhite - kWhite * ink / (kPoints * kPoints), 3);
      row[std::ptrdiff_t{4} * x + 3] = kWhite;
    }
  }
  return drawn;
}

std::string name_of_dots(const Bitmap& picture, int first, int count) {
  const auto address = reinterpret_cast<std::uintptr_t>(&picture);
  return std::to_string(address) + " " + std::to_string(first) + " " + std::to_string(count);
}

}  // namespace outreach
