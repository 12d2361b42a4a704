// The two weights of the one typeface, on ImGui's atlas. The files are memory-mapped, not copied.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "platform/base/result.h"
#include "platform/files/files.h"
#include "platform/window/panel.h"

struct ImDrawList;
struct ImFont;

namespace outreach {

enum class Weight { Regular, Bold };

class Fonts {
 public:
  // Needs a current ImGui context. Looks for fonts/outreach-{regular,bold}.otf below `assets`, then
  // for the system's Noto Sans CJK. NotFound when neither is there.
  static Result<std::unique_ptr<Fonts>> load(const Path& assets);
  ~Fonts();
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

  // Width in pixels of one line of text whose em (the width of 国) is `em` pixels. Bakes nothing.
  // Texts met lately are remembered.
  float width(Weight weight, float em, std::string_view text) const;
  // Draws one line, each glyph on whole pixels, its place rounded from the true sum of widths:
  // words keep their true length at any size. `x` and `baseline` in pixels; hanzi reach from 0.88
  // em above the baseline to 0.12 below. Returns what its glyphs take; nothing where it has none.
  PixelRect draw(ImDrawList& list, Weight weight, float em, float x, float baseline,
                 std::string_view text, std::uint32_t color) const;
  // ImGui's font size is a line height (ascender minus descender), people's is the em. This is the
  // one place that converts. Pixels in, pixels out.
  float imgui_size(float em) const;
  ImFont* font(Weight weight) const;

 private:
  struct State;
  explicit Fonts(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace outreach
