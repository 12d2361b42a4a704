// The kiosk with its window: one loop on one thread, which sleeps until something happens.
#pragma once

#include "app/kiosk/options.h"

namespace outreach::kiosk {

int show(const Options& options);

}  // namespace outreach::kiosk
