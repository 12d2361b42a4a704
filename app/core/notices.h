// Which of the sentences that wait is said now. Pure.
#pragma once

#include <optional>

#include "app/core/state.h"

namespace outreach::core {

// What failed comes first, then what was found, then what goes on: battery, disk,
// mirror, county. None when
// all is well.
std::optional<Notice> shown_notice(const AppState& state, Now now);
// Takes away the one that is shown; the next shows then. What goes on is said again once it grows
// worse, or comes back after it was over.
void dismiss_notice(AppState& state, Now now);

DiskRoom disk_room(const AppState& state);
BatteryCharge battery_charge(const AppState& state);

}  // namespace outreach::core
