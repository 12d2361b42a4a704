// Inside platform/printer only: one weight of the product's typeface as black dots. FreeType draws
// glyphs in one bit, hinted for it, so that strokes of hanzi stay apart at 20 dots.
#pragma once

#include <memory>
#include <string_view>

#include "platform/base/bitmap.h"
#include "platform/base/result.h"
#include "platform/files/files.h"

namespace outreach {

// Where Debian's fonts-noto-cjk puts its collections.
inline constexpr const char* kSystemFonts = "/usr/share/fonts/opentype/noto";

// How far a line's ink and its advance reach from where its pen starts on the baseline, in dots.
struct LineExtent {
  int left = 0;  // to the left of the start; almost always 0
  int right = 0;
  int above = 0;
  int below = 0;
  int width() const {
    return left + right;
  }
};

// One thread at a time.
class Typeface {
 public:
  // NotFound and Corrupt as set_slip says. `system_fonts` is where the system's Noto Sans CJK is.
  static Result<std::unique_ptr<Typeface>> open(bool bold, const Path& assets,
                                                const Path& system_fonts = kSystemFonts);
  ~Typeface();
  Typeface(const Typeface&) = delete;
  Typeface& operator=(const Typeface&) = delete;

  // Exact: draw() inks nothing outside. `em` in dots; one line, no line feed.
  LineExtent measure(std::string_view text, int em);
  void draw(Bitmap& picture, std::string_view text, int em, int x, int baseline);
  // True once a glyph could not be drawn: the font file is damaged.
  bool is_damaged() const;

 private:
  struct State;
  explicit Typeface(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace outreach
