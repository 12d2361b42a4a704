// The kiosk program, from its command line to its exit code.
#pragma once

namespace outreach::kiosk {

int run(int argc, const char* const* argv);

}  // namespace outreach::kiosk
