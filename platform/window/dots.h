// Pictures of dots as pixels. Any thread.
#pragma once

#include <string>

#include "platform/base/bitmap.h"
#include "platform/window/svg.h"

namespace outreach {

// `count` rows of dots from `first` on, black on white, RGBA of exactly this size: as they are
// where a dot is a pixel, else each pixel as grey as there is ink in it.
Surface drawn_dots(const Bitmap& picture, int first, int count, int width, int height);

// Tells these rows of this picture, while it is kept, from any others; no plain file name.
std::string name_of_dots(const Bitmap& picture, int first, int count);

}  // namespace outreach
