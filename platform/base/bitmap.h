// A picture of dots that are black or nothing, as a thermal printer burns them and as the screen's
// preview shows them. Pure.
#pragma once

#include <cstddef>
#include <utility>

#include "platform/base/bytes.h"

namespace outreach {

// Rows from the top, each of row_bytes() bytes; a byte's most significant bit is its leftmost dot
// and 1 is ink: the order in which GS v 0 of ESC/POS takes them (platform/printer/escpos.h).
class Bitmap {
 public:
  Bitmap() = default;
  // White. Neither number may be negative.
  explicit Bitmap(int dots, int rows = 0) : dots_(dots) {
    add_rows(rows);
  }

  int dots() const {  // the width
    return dots_;
  }
  int rows() const {  // the height
    return rows_;
  }
  std::size_t row_bytes() const {  // the last bits of the last byte may be over, and are white
    return (static_cast<std::size_t>(dots_) + 7) / 8;
  }
  // False outside: paper is white all around.
  bool is_ink(int x, int y) const {
    return holds(x, y) && (bytes_[place(x, y)] & mask(x)) != 0;
  }
  // Does nothing outside.
  void ink(int x, int y) {
    if (holds(x, y)) {
      bytes_[place(x, y)] = static_cast<std::uint8_t>(bytes_[place(x, y)] | mask(x));
    }
  }
  // Room for so many rows in all: up to there adding rows leaves no copy of them behind in memory.
  void reserve_rows(int rows) {
    bytes_.reserve(row_bytes() * static_cast<std::size_t>(rows));
  }
  // White rows at the bottom.
  void add_rows(int rows) {
    rows_ += rows;
    bytes_.resize(row_bytes() * static_cast<std::size_t>(rows_));
  }
  // `count` whole rows from `first` on, which must exist. Valid until rows are added.
  ByteView rows_from(int first, int count) const {
    return ByteView(bytes_).subspan(row_bytes() * static_cast<std::size_t>(first),
                                    row_bytes() * static_cast<std::size_t>(count));
  }

  // The bytes of all rows, of which the picture then has none: where they must not be found in
  // memory they can be overwritten.
  Bytes take_rows() {
    rows_ = 0;
    return std::exchange(bytes_, Bytes());
  }

  bool operator==(const Bitmap&) const = default;

 private:
  bool holds(int x, int y) const {
    return x >= 0 && y >= 0 && x < dots_ && y < rows_;
  }
  std::size_t place(int x, int y) const {
    return row_bytes() * static_cast<std::size_t>(y) + static_cast<std::size_t>(x) / 8;
  }
  static unsigned mask(int x) {
    return 0x80U >> (static_cast<unsigned>(x) % 8);
  }

  int dots_ = 0;
  int rows_ = 0;
  Bytes bytes_;
};

}  // namespace outreach
