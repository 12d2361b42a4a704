// What a receipt printer makes of the bytes it gets, read by the command reference and not by our
// encoder: the pictures burned, cut from one another.
#pragma once

#include <string>
#include <vector>

#include "platform/base/bitmap.h"
#include "platform/base/bytes.h"

namespace outreach::testing {

struct PaperRoll {
  std::vector<Bitmap> cut;  // slips that were cut off, the first one first
  Bitmap hanging;           // burned, and still hanging from the printer
  std::vector<int> bands;   // rows of each GS v 0
  std::string complaint;    // what made no sense; reading stopped there. Empty: all was understood
};

// Bytes as they come to a printer whose head is `dots` wide.
class PaperReader {
 public:
  PaperReader(ByteView bytes, int dots) : reader_(bytes) {
    roll_.hanging = Bitmap(dots);
  }

  PaperRoll read() {
    while (reader_.remaining() > 0 && roll_.complaint.empty()) {
      command();
      if (reader_.failed()) {
        complain("ends inside a command");
      }
    }
    return roll_;
  }

 private:
  void complain(const std::string& what) {
    roll_.complaint = what + " before byte " + std::to_string(reader_.position());
  }

  void command() {
    const unsigned first = reader_.u8();
    const unsigned second = reader_.u8();
    if (first == 0x1b && second == '@') {
      return;
    }
    if (first == 0x1b && second == 'd') {
      reader_.u8();  // feeding leaves white that is no part of the picture
    } else if (first == 0x1d && second == 'V') {
      cut();
    } else if (first == 0x1d && second == 'v') {
      band();
    } else {
      complain("unknown command");
    }
  }

  void cut() {
    if (reader_.u8() != 66) {
      complain("another cut");
    }
    reader_.u8();
    roll_.cut.push_back(roll_.hanging);
    roll_.hanging = Bitmap(roll_.hanging.dots());
  }

  void band() {
    const unsigned form = reader_.u8();
    const unsigned mode = reader_.u8();
    const int width = little_endian();
    const int height = little_endian();
    if (form != '0' || mode != 0 || width == 0 || height == 0) {
      complain("another picture");
      return;
    }
    if (width * 8 > roll_.hanging.dots()) {
      complain("a picture wider than the head");
      return;
    }
    roll_.bands.push_back(height);
    for (int row = 0; row < height && !reader_.failed(); ++row) {
      burn(reader_.raw(static_cast<std::size_t>(width)));
    }
  }

  void burn(ByteView row) {
    Bitmap& paper = roll_.hanging;
    paper.add_rows(1);
    for (std::size_t x = 0; x < row.size() * 8; ++x) {
      if ((row[x / 8] >> (7 - x % 8) & 1) != 0) {
        paper.ink(static_cast<int>(x), paper.rows() - 1);
      }
    }
  }

  int little_endian() {
    const int low = reader_.u8();
    return low + 256 * reader_.u8();
  }

  ByteReader reader_;
  PaperRoll roll_;
};

inline PaperRoll unroll(ByteView bytes, int dots) {
  return PaperReader(bytes, dots).read();
}

}  // namespace outreach::testing
