// ESC/POS, the command language that receipt printers of every maker share, as far as a picture
// needs it. Text is never sent as text: which hanzi a printer knows differs from one to the next.
// Source: Epson, "ESC/POS Command Reference", the entries named here; GS v 0 is called obsolete
// there, and is the one picture command that printers of all makers understand. Pure.
#pragma once

#include <cstdint>
#include <optional>

#include "platform/base/bitmap.h"
#include "platform/base/bytes.h"

namespace outreach {

// Rows of one GS v 0. The reference allows 2,303, but a cheap printer keeps a whole band in its
// memory before it burns the first row: 128 rows of 72 bytes are 9 KiB, and 16 mm of paper.
inline constexpr int kBandRows = 128;

// The whole job: ESC @ (start afresh), the picture in bands of GS v 0 (mode 0: a bit is a dot),
// ESC d (past the tearing edge), GS V 66 (to the cutter and cut; one without a cutter ignores it).
// The picture may be 2,040 dots wide, far more than any paper; a wider one is cut off there. No
// other copy of what it returns is left in memory.
Bytes escpos_raster(const Bitmap& picture);

// What keeps a printer from printing, as far as it says so.
enum class PrinterState {
  Ready,      // or it does not say
  NoPaper,    // the roll is at its end
  CoverOpen,  // also: the roll is being changed
  Failing,    // its own error: cutter stuck, head too hot
};

// DLE EOT 2 (send the cause of being offline): answered at once with one byte, even by a printer
// that is offline for want of paper.
Bytes escpos_ask_state();
// The meaning of that byte; nothing when it cannot be the answer (its fixed bits are wrong).
std::optional<PrinterState> escpos_state(std::uint8_t answer);

}  // namespace outreach
