// The printer that a person names in words.
#pragma once

#include <memory>
#include <string_view>

#include "platform/base/result.h"
#include "platform/printer/printer.h"

namespace outreach::kiosk {

// A path ("/dev/usb/lp0", anything with a slash) is a device file; else it is an address with or
// without a port ("192.168.1.50:9100", "[fe80::1%eth0]:9100"). InvalidInput where it is neither;
// whether there is a printer, its first use tells.
Result<std::unique_ptr<Printer>> printer_at(std::string_view words);

// Dots across a roll that is so many millimetres wide: kPaper58 or kPaper80 (options.h).
int dots_of_paper(int millimetres);

}  // namespace outreach::kiosk
