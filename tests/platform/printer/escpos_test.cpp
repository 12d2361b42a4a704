#include "platform/printer/escpos.h"

#include <string>
#include <vector>

#include "platform/printer/slip.h"
#include "tests/support/catch.h"
#include "tests/support/paper_roll.h"

namespace outreach::testing {
namespace {

// Every value of a byte, the printer's own commands among them, in an order that no row repeats.
Bitmap patterned(int dots, int rows) {
  Bitmap picture(dots, rows);
  unsigned state = 1;
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < dots; ++x) {
      state = state * 1664525U + 1013904223U;
      if (state >> 31U != 0) {
        picture.ink(x, y);
      }
    }
  }
  return picture;
}

TEST_CASE("ESC/POS: a printer gives the same picture back, at 58 and 80 mm", "[printer]") {
  const int dots = GENERATE(kDotsOf58Millimetres, kDotsOf80Millimetres);
  for (const int rows : {1, kBandRows - 1, kBandRows, kBandRows + 1, 1000}) {
    INFO(dots << " dots, " << rows << " rows");
    const Bitmap picture = patterned(dots, rows);
    const PaperRoll roll = unroll(escpos_raster(picture), dots);
    CHECK(roll.complaint.empty());
    REQUIRE(roll.cut.size() == 1);
    CHECK(roll.cut[0] == picture);
    CHECK(roll.hanging.rows() == 0);
  }
}

TEST_CASE("ESC/POS: a picture taller than a band goes in several", "[printer]") {
  const Bitmap picture = patterned(kDotsOf58Millimetres, 2 * kBandRows + 44);
  const PaperRoll roll = unroll(escpos_raster(picture), kDotsOf58Millimetres);
  CHECK(roll.bands == std::vector<int>{kBandRows, kBandRows, 44});
}

TEST_CASE("ESC/POS: the job, byte for byte", "[printer]") {
  Bitmap picture(16, 2);
  picture.ink(0, 0);
  picture.ink(15, 1);
  const Bytes expected{0x1b, 0x40,                                         // ESC @
                       0x1d, 0x76, 0x30, 0, 2, 0, 2, 0, 0x80, 0, 0, 0x01,  // GS v 0
                       0x1b, 0x64, 3,                                      // ESC d
                       0x1d, 0x56, 66,   0};                               // GS V 66
  CHECK(escpos_raster(picture) == expected);
}

TEST_CASE("ESC/POS: jobs after one another are slips of their own", "[printer]") {
  const Bitmap first = patterned(kDotsOf80Millimetres, 200);
  const Bitmap second = patterned(kDotsOf80Millimetres, 7);
  Bytes bytes = escpos_raster(first);
  const Bytes more = escpos_raster(second);
  bytes.insert(bytes.end(), more.begin(), more.end());
  CHECK(unroll(bytes, kDotsOf80Millimetres).cut == std::vector<Bitmap>{first, second});
}

TEST_CASE("ESC/POS: an empty picture is no band of nothing", "[printer]") {
  for (const Bitmap& picture : {Bitmap(kDotsOf58Millimetres), Bitmap()}) {
    const PaperRoll roll = unroll(escpos_raster(picture), kDotsOf58Millimetres);
    CHECK(roll.complaint.empty());
    CHECK(roll.bands.empty());
  }
}

TEST_CASE("ESC/POS: what the printer says of itself", "[printer]") {
  CHECK(escpos_ask_state() == Bytes{0x10, 0x04, 2});
  CHECK(escpos_state(0x12) == PrinterState::Ready);
  CHECK(escpos_state(0x12 | 0x20) == PrinterState::NoPaper);
  CHECK(escpos_state(0x12 | 0x04) == PrinterState::CoverOpen);
  CHECK(escpos_state(0x12 | 0x24) == PrinterState::CoverOpen);
  CHECK(escpos_state(0x12 | 0x40) == PrinterState::Failing);
  for (const std::uint8_t other : Bytes{0x00, 0xff, 0x13, 0x10, 0x92}) {
    CHECK_FALSE(escpos_state(other));
  }
}

TEST_CASE("Bitmap: outside is white, and inking there does nothing", "[printer]") {
  Bitmap picture(10, 2);
  const Bitmap white = picture;
  for (const auto& [x, y] : {std::pair{-1, 0}, {10, 0}, {15, 1}, {0, -1}, {0, 2}}) {
    picture.ink(x, y);
    CHECK_FALSE(picture.is_ink(x, y));
  }
  CHECK(picture == white);
  picture.ink(9, 1);
  CHECK(picture.is_ink(9, 1));
  CHECK(picture.rows_from(1, 1)[1] == 0x40);
  CHECK(picture.row_bytes() == 2);
}

}  // namespace
}  // namespace outreach::testing
