// What shape a picture of assets is shown in. Pure.
#pragma once

namespace outreach {

// Which corners of a picture are rounded off.
struct Corners {
  int radius = 0;  // pixels
  bool top_left = false;
  bool top_right = false;
  bool bottom_right = false;
  bool bottom_left = false;
  bool operator==(const Corners&) const = default;
};

enum class Fit {
  Contain,  // whole picture, centred
  Cover,    // fills the box, what is over is cut off
};

}  // namespace outreach
