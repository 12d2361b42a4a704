// The two weights of the one typeface, on ImGui's atlas. The files are memory-mapped, not copied.
#pragma once

#include <memory>

#include "platform/base/result.h"
#include "platform/files/files.h"

struct ImFont;

namespace outreach {

enum class Weight { Regular, Bold };

class Fonts {
 public:
  // Needs a current ImGui context. Looks for fonts/outreach-{regular,bold}.otf below `assets`, then for the
  // system's Noto Sans CJK. NotFound when neither is there.
  static Result<std::unique_ptr<Fonts>> load(const Path& assets);
  ~Fonts();
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

  ImFont* font(Weight weight) const;
  // ImGui's font size is a line height (ascender minus descender), people's is the em: the width of 国.
  // This is the one place that converts. Pixels in, pixels out.
  float imgui_size(float em) const;
  // Pixels from the top of ImGui's line box to the baseline. Hanzi reach from 0.88 em above it to 0.12 below.
  float baseline(Weight weight, float em) const;
  // Width in pixels of one line of text.
  float width(Weight weight, float em, const char* begin, const char* end) const;

 private:
  struct State;
  explicit Fonts(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace outreach
