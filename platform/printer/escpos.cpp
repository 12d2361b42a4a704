#include "platform/printer/escpos.h"

#include <algorithm>

namespace outreach {
namespace {

constexpr std::uint8_t kDle = 0x10;
constexpr std::uint8_t kEot = 0x04;
constexpr std::uint8_t kEsc = 0x1b;
constexpr std::uint8_t kGs = 0x1d;

constexpr std::uint8_t kNormalMode = 0;     // GS v 0: neither double width nor double height
constexpr std::size_t kRowBytesMax = 0xff;  // xL alone: some printers ignore xH
// The tearing edge is some 10 to 15 mm behind the head; three lines of the usual 1/6 inch.
constexpr std::uint8_t kFeedLines = 3;
constexpr std::uint8_t kCutAfterFeed = 66;  // GS V, function B: feeds to the cutter by itself
constexpr std::uint8_t kNoFurtherFeed = 0;

constexpr std::uint8_t kOfflineCause = 2;  // DLE EOT n
constexpr unsigned kFixedBits = 0x93;      // bits 0, 1, 4 and 7 of every answer to DLE EOT
constexpr unsigned kFixedValue = 0x12;
constexpr unsigned kCoverBit = 0x04;
constexpr unsigned kPaperEndBit = 0x20;
constexpr unsigned kErrorBit = 0x40;

std::uint8_t low_byte(unsigned value) {
  return static_cast<std::uint8_t>(value & 0xffU);
}

void add_band(ByteWriter& out, const Bitmap& picture, int first, int rows) {
  const std::size_t width = std::min(picture.row_bytes(), kRowBytesMax);
  const auto height = static_cast<unsigned>(rows);
  out.u8(kGs).u8('v').u8('0').u8(kNormalMode);
  out.u8(static_cast<std::uint8_t>(width)).u8(0);
  out.u8(low_byte(height)).u8(low_byte(height >> 8U));
  for (int row = first; row < first + rows; ++row) {
    out.raw(picture.rows_from(row, 1).first(width));
  }
}

// At least as many bytes as the job has.
std::size_t room_for(const Bitmap& picture) {
  constexpr std::size_t kBandHead = 8;
  constexpr std::size_t kStartAndEnd = 16;
  const auto rows = static_cast<std::size_t>(picture.rows());
  return rows * picture.row_bytes() + (rows / kBandRows + 1) * kBandHead + kStartAndEnd;
}

}  // namespace

Bytes escpos_raster(const Bitmap& picture) {
  ByteWriter out;
  out.reserve(room_for(picture));
  out.u8(kEsc).u8('@');
  // A band without a byte would be an error to some printers and a wait for more to others.
  const int rows = picture.row_bytes() == 0 ? 0 : picture.rows();
  for (int first = 0; first < rows; first += kBandRows) {
    add_band(out, picture, first, std::min(kBandRows, rows - first));
  }
  out.u8(kEsc).u8('d').u8(kFeedLines);
  out.u8(kGs).u8('V').u8(kCutAfterFeed).u8(kNoFurtherFeed);
  return out.take();
}

Bytes escpos_ask_state() {
  return {kDle, kEot, kOfflineCause};
}

std::optional<PrinterState> escpos_state(std::uint8_t answer) {
  if ((answer & kFixedBits) != kFixedValue) {
    return std::nullopt;
  }
  if ((answer & kCoverBit) != 0) {  // first: with the cover open the paper is out of its sensor too
    return PrinterState::CoverOpen;
  }
  if ((answer & kPaperEndBit) != 0) {
    return PrinterState::NoPaper;
  }
  return (answer & kErrorBit) != 0 ? PrinterState::Failing : PrinterState::Ready;
}

}  // namespace outreach
