// A text as the squares of a QR code (ISO/IEC 18004), for a terminal and for a printed page. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace outreach {

// Without the light margin that has to stand around it.
struct QrSquares {
  int size = 0;                      // squares a side
  std::vector<bool> dark;            // row by row
  bool is_dark(int x, int y) const;  // false outside: the margin
};

// Error correction level M: a seventh of the squares may be soiled. TooLarge above 500 bytes, which
// would be too fine to print and scan.
Result<QrSquares> make_qr(std::string_view text);

// Lines of half blocks, two rows of squares each, in black on white whatever the terminal's
// colours.
std::string qr_for_terminal(const QrSquares& squares);
// An <svg> element, as wide as what it stands in.
std::string qr_as_svg(const QrSquares& squares);

}  // namespace outreach
