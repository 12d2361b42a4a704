// Which parts of the screen look otherwise than in the last frame, so that only they are drawn
// again. Each thing that is drawn is mixed into the cells it touches; a cell whose mixture is
// another one than last time has changed. Pure.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "platform/window/panel.h"

namespace outreach::ui {

// Sides of a cell, in pixels: a key is a few of them.
inline constexpr int kCellPixels = 32;
// Rectangles told of one frame. Each is drawn by a pass over the frame's commands, and what changes
// at one tap lies in few places: a button, a count, the bar that says it is saved.
inline constexpr std::size_t kChangedRectanglesMax = 4;

enum class Drawn : std::uint64_t { Fill = 1, Corner, Icon, Art, Text, Dots };

// How a thing looks, as a number: its kind and colour, then whatever else tells it from others.
std::uint64_t looks_of(Drawn kind, std::uint32_t color);
std::uint64_t mixed(std::uint64_t looks, std::uint64_t value);
std::uint64_t mixed(std::uint64_t looks, std::string_view words);
std::uint64_t mixed(std::uint64_t looks, const PixelRect& rect);

class Changes {
 public:
  // Starts a frame. Where its size is not the last one's, all of it has changed.
  void begin(PixelSize size);
  // On top of what was drawn there before, something that looks like this. Parts outside the frame
  // are left out.
  void add(const PixelRect& where, std::uint64_t looks);
  // Ends the frame: at most kChangedRectanglesMax rectangles that hold all that differs from the
  // frame before, inside the screen; none when it looks the same.
  std::vector<PixelRect> end();

 private:
  PixelSize size_;
  int columns_ = 0;
  int rows_ = 0;
  std::vector<std::uint64_t> cells_;
  std::vector<std::uint64_t> last_;
};

}  // namespace outreach::ui
