// Pages of leaflets as pixels: PNG, JPEG and WebP pictures of files that somebody else made, and
// our own SVG. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/files/files.h"
#include "platform/window/panel.h"
#include "platform/window/svg.h"

namespace outreach {

// As large as a pack lets a file be.
inline constexpr std::size_t kPageBytesMax = 16U << 20U;
// Refused before anything is decoded: a few bytes can claim a picture that takes all memory. 3000 x
// 4000 is far above what a page needs, and takes 48 MB while it is decoded.
inline constexpr std::int64_t kPagePixelsMax = 12'000'000;
// Of the longer side of what is kept: 16 MiB at most, and what a Raspberry Pi draws at once.
inline constexpr int kPageSideMax = 2048;

// What the head of a PNG, JPEG or WebP picture says of its size; nothing is decoded. InvalidInput:
// it is none of them, or says nothing. TooLarge: above kPagePixelsMax.
Result<PixelSize> page_size(ByteView content);

// RGBA, 8 bits each, on white, in the picture's own shape: `width` pixels wide, or narrower where
// it would be higher than `height` (0: any). Never larger than the picture is, nor than
// kPageSideMax. SVG: exactly that large. Null: it cannot be read.
Surface drawn_page(const Path& file, int width, int height);

}  // namespace outreach
