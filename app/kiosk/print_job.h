// One job at a printer, from asking how it is to the word on what came of it. On a thread that may
// wait (platform/printer/printer.h).
#pragma once

#include <optional>
#include <variant>

#include "platform/base/bitmap.h"
#include "platform/base/result.h"
#include "platform/printer/printer.h"
#include "platform/printer/slip.h"

namespace outreach::kiosk {

// Why a job is not, or not wholly, on paper: what the printer says of itself (never Ready), else
// what went wrong on the way, as Printer::print says it.
using PrintTrouble = std::variant<PrinterState, Error>;

// None: the printer has taken all of it. What was sent to it is overwritten in memory afterwards.
std::optional<PrintTrouble> print_on(Printer& printer, const Bitmap& picture);

// Sets the slip and prints it, for what must not be found on this machine afterwards: the picture
// is overwritten, however it went. An error: it cannot be set (set_slip), and nothing was sent.
Result<std::optional<PrintTrouble>> print_unkept(Printer& printer, const Slip& slip, int dots);
// Overwrites the picture, which is empty afterwards.
void wipe(Bitmap& picture);

}  // namespace outreach::kiosk
