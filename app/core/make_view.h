// From the state to what the screen shows. Pure.
#pragma once

#include <cstdint>

#include "app/core/state.h"
#include "app/core/view.h"

namespace outreach::core {

// 还剩: from here on down the tally pad says how many are left of a leaflet.
inline constexpr std::int64_t kFewLeft = 10;

// True while a countdown in seconds is on the screen: the view is to be made again every second.
bool counts_seconds(const AppState& state, Now now);

View make_view(const AppState& state, Now now);

}  // namespace outreach::core
