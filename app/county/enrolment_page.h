// The page that goes with a new kiosk: the code, its QR code, and what to do with them.
#pragma once

#include <string>

#include "platform/base/time.h"
#include "platform/qr/qr.h"

namespace outreach::county {

struct EnrolmentPage {
  std::string county;
  std::string kiosk_name;
  std::string code;
  std::string address;
  WallTime valid_until{};
  QrSquares squares;
};
// A whole HTML document that needs nothing beside it; in the chosen language.
std::string html_of(const EnrolmentPage& page);

}  // namespace outreach::county
