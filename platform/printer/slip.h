// What goes on a strip of paper, set in the product's own typeface on a picture of dots: the day's
// slip for staff and the receipt for a resident. The same picture is printed and previewed.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "platform/base/bitmap.h"
#include "platform/base/result.h"
#include "platform/files/files.h"

namespace outreach {

// Receipt printers burn 203 dots an inch, 8 a millimetre: 48 mm of a 58 mm roll, 72 of one of 80.
inline constexpr int kDotsOf58Millimetres = 384;
inline constexpr int kDotsOf80Millimetres = 576;
// White at both sides of everything, 1 mm: rolls lie askew by about as much.
inline constexpr int kSlipMarginDots = 8;
// Two metres of paper. A day with every leaflet there is takes half a metre; more is a mistake, and
// would empty the roll.
inline constexpr int kSlipRowsMax = 16'000;
// Of one text. The longest a person may type anywhere is shorter.
inline constexpr std::size_t kSlipTextMax = 4'000;

// The em: 2.5, 3 and 5 mm. The usual one is what such printers set hanzi in themselves.
enum class SlipSize { Small, Usual, Large };
enum class SlipAlign { Left, Centre, Right };

// Broken into lines by platform/text. "\n" begins a new line.
struct SlipText {
  std::string text;
  SlipSize size = SlipSize::Usual;
  bool bold = false;
  SlipAlign align = SlipAlign::Left;
};
// A name at the left, as many lines as it takes, and what belongs to it at the right of the last
// one ("法律援助便民卡 … 120 份"). A value too wide for that stands below, at the right.
struct SlipEntry {
  std::string name;
  std::string value;
  SlipSize size = SlipSize::Usual;
  bool bold = false;
};
// A line across the paper.
struct SlipRule {};
// In the middle, with the light margin that scanners need, in squares of 3 to 6 dots: below 3 a
// phone no longer tells them apart, above 6 it only costs paper.
struct SlipQr {
  std::string text;
};
struct SlipSpace {
  int dots = 16;
};
using SlipLine = std::variant<SlipText, SlipEntry, SlipRule, SlipQr, SlipSpace>;

struct Slip {
  std::vector<SlipLine> lines;
};

// Sets the slip on paper `dots` wide, one of the two widths above. Nothing is cut off, and nothing
// but white is in the margins. Any thread; some milliseconds, most of them opening the fonts:
// fonts/outreach-{regular,bold}.otf below `assets`, else the system's Noto Sans CJK. A character
// that the typeface lacks is an empty box. No other copy of the picture is left in memory.
// NotFound without fonts and Corrupt when they cannot be read, naming them; InvalidInput for
// another width and for what is not UTF-8; TooLarge above the limits here and for a QR code that
// would be too fine.
Result<Bitmap> set_slip(const Slip& slip, int dots, const Path& assets);

}  // namespace outreach
