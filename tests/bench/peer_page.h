// Residents' home as a page for a browser: the same pictures and words in the same places, in plain
// HTML without a script, as somebody would write it who serves the kiosk by a browser.
#pragma once

#include <string>

#include "platform/files/files.h"

namespace outreach::bench {

// `assets` is where the pictures are.
std::string peer_page(const Path& assets);

}  // namespace outreach::bench
