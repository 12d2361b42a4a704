#include "platform/window/page_file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include <SDL_image.h>

namespace outreach {
namespace {

constexpr std::array<std::uint8_t, 8> kPngMagic{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
constexpr std::size_t kWebpHead = 30;  // RIFF, the first chunk's name and the size in it

// As the decoder of that kind calls itself; null: none that is taken.
const char* decoder_of(ByteView content) {
  const std::string_view text = text_of(content);
  if (content.size() > kPngMagic.size() &&
      std::equal(kPngMagic.begin(), kPngMagic.end(), content.begin())) {
    return "PNG";
  }
  if (text.starts_with("\xFF\xD8\xFF")) {
    return "JPG";
  }
  return text.starts_with("RIFF") && text.substr(8).starts_with("WEBP") ? "WEBP" : nullptr;
}

int big_endian(ByteView content, std::size_t at, std::size_t bytes) {
  int value = 0;
  for (std::size_t i = 0; i < bytes; ++i) {
    value = value * 256 + content[at + i];
  }
  return value;
}

int little_endian(ByteView content, std::size_t at, std::size_t bytes) {
  int value = 0;
  for (std::size_t i = bytes; i > 0; --i) {
    value = value * 256 + content[at + i - 1];
  }
  return value;
}

std::optional<PixelSize> png_size(ByteView content) {
  constexpr std::size_t kSides = 16;  // after the magic, the first chunk's length and its name
  // Sides have 31 bits; one that uses the uppermost byte is above any bound.
  if (content.size() < kSides + 8 || text_of(content).substr(12, 4) != "IHDR" ||
      content[kSides] != 0 || content[kSides + 4] != 0) {
    return std::nullopt;
  }
  return PixelSize{big_endian(content, kSides, 4), big_endian(content, kSides + 4, 4)};
}

// C0 to CF begin a frame, but for three that say something else.
bool begins_frame(std::uint8_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// From segment to segment until the one that begins the frame.
std::optional<PixelSize> jpeg_size(ByteView content) {
  std::size_t at = 2;
  while (at + 9 < content.size() && content[at] == 0xFF) {
    const std::uint8_t marker = content[at + 1];
    if (marker == 0xFF) {
      ++at;  // padding
      continue;
    }
    if (begins_frame(marker)) {
      return PixelSize{big_endian(content, at + 7, 2), big_endian(content, at + 5, 2)};
    }
    at += 2 + static_cast<std::size_t>(big_endian(content, at + 2, 2));
  }
  return std::nullopt;
}

std::optional<PixelSize> webp_size(ByteView content) {
  if (content.size() < kWebpHead) {
    return std::nullopt;
  }
  constexpr int kSide = 0x3FFF;  // 14 bits
  const std::string_view chunk = text_of(content).substr(12, 4);
  if (chunk == "VP8X") {
    return PixelSize{1 + little_endian(content, 24, 3), 1 + little_endian(content, 27, 3)};
  }
  if (chunk == "VP8 ") {
    return PixelSize{little_endian(content, 26, 2) & kSide, little_endian(content, 28, 2) & kSide};
  }
  if (chunk == "VP8L") {
    const int low = little_endian(content, 21, 3);
    const int high = little_endian(content, 22, 3);  // from bit 8 on
    return PixelSize{1 + (low & kSide), 1 + ((high >> 6) & kSide)};
  }
  return std::nullopt;
}

// The mean of the pixels that each new one covers, on white.
void shrink(const SDL_Surface& from, SDL_Surface& to) {
  constexpr int kChannels = 4;
  constexpr unsigned kOpaque = 255;
  const auto begin = [](int place, int of, int pixels) {
    return static_cast<int>(std::int64_t{place} * pixels / of);
  };
  for (int y = 0; y < to.h; ++y) {
    const int top = begin(y, to.h, from.h);
    const int bottom = std::max(top + 1, begin(y + 1, to.h, from.h));
    auto* out = static_cast<std::uint8_t*>(to.pixels) + std::ptrdiff_t{y} * to.pitch;
    for (int x = 0; x < to.w; ++x, out += kChannels) {
      const int left = begin(x, to.w, from.w);
      const int right = std::max(left + 1, begin(x + 1, to.w, from.w));
      std::array<std::uint32_t, 3> sum{};  // of kPagePixelsMax at most: it does not overflow
      for (int row = top; row < bottom; ++row) {
        const auto* in = static_cast<const std::uint8_t*>(from.pixels) +
                         std::ptrdiff_t{row} * from.pitch + std::ptrdiff_t{kChannels} * left;
        for (int column = left; column < right; ++column, in += kChannels) {
          const unsigned opaque = in[3];
          for (std::size_t c = 0; c < sum.size(); ++c) {
            sum[c] += opaque == kOpaque ? in[c]
                                        : (in[c] * opaque + kOpaque * (kOpaque - opaque)) / kOpaque;
          }
        }
      }
      const auto pixels = static_cast<std::uint32_t>((bottom - top) * (right - left));
      for (std::size_t c = 0; c < sum.size(); ++c) {
        out[c] = static_cast<std::uint8_t>(sum[c] / pixels);
      }
      out[3] = kOpaque;
    }
  }
}

// The picture's own shape within these bounds.
PixelSize shown_size(PixelSize own, int width, int height) {
  double scale = std::min(1.0, static_cast<double>(width) / own.width);
  if (height > 0) {
    scale = std::min(scale, static_cast<double>(height) / own.height);
  }
  scale = std::min(scale, static_cast<double>(kPageSideMax) / std::max(own.width, own.height));
  const auto side = [scale](int pixels) { return std::max(1, static_cast<int>(pixels * scale)); };
  return {side(own.width), side(own.height)};
}

}  // namespace

Result<PixelSize> page_size(ByteView content) {
  const char* decoder = decoder_of(content);
  std::optional<PixelSize> size;
  if (decoder != nullptr) {
    size = *decoder == 'P'   ? png_size(content)
           : *decoder == 'J' ? jpeg_size(content)
                             : webp_size(content);
  }
  if (!size || size->width <= 0 || size->height <= 0) {
    return Error{ErrorCode::InvalidInput, "no PNG, JPEG or WebP picture", 0};
  }
  if (std::int64_t{size->width} * size->height > kPagePixelsMax) {
    return Error{ErrorCode::TooLarge,
                 std::to_string(size->width) + " x " + std::to_string(size->height) + " pixels", 0};
  }
  return *size;
}

Surface drawn_page(const Path& file, int width, int height) {
  if (file.extension() == kSvgEnding) {
    return rasterise(file, width, height, Fit::Contain, {});
  }
  SystemFiles files;
  const auto content = files.read(file, kPageBytesMax);
  if (!content) {
    return nullptr;
  }
  const auto size = page_size(*content);
  if (!size) {
    return nullptr;
  }
  // Only by the decoder of what it says it is: the library knows many more formats.
  SDL_RWops* stream = SDL_RWFromConstMem(content->data(), static_cast<int>(content->size()));
  const Surface decoded(IMG_LoadTyped_RW(stream, 1, decoder_of(*content)));
  if (!decoded || decoded->w != size->width || decoded->h != size->height) {
    return nullptr;
  }
  const Surface whole(SDL_ConvertSurfaceFormat(decoded.get(), SDL_PIXELFORMAT_RGBA32, 0));
  const PixelSize shown = shown_size(*size, width, height);
  constexpr int kDepth = 32;
  Surface page(
      SDL_CreateRGBSurfaceWithFormat(0, shown.width, shown.height, kDepth, SDL_PIXELFORMAT_RGBA32));
  if (!whole || !page) {
    return nullptr;
  }
  shrink(*whole, *page);
  return page;
}

}  // namespace outreach
