// From the state to what the screen shows. Pure.
#pragma once

#include <cstdint>

#include "app/core/state.h"
#include "app/core/view.h"

namespace outreach::core {

// Six tiles fill the tally pad's two rows.
inline constexpr int kTilesPerPage = 6;
// 还剩: from here on down the tally pad says how many are left of a leaflet.
inline constexpr std::int64_t kFewLeft = 10;
// Rows of 今日 that fit its screen in every type size.
inline constexpr int kTodayRowsPerPage = 6;
// Rows of 被退回: each has four lines and two buttons.
inline constexpr int kReturnedRowsPerPage = 3;

// True while a countdown in seconds is on the screen: the view is to be made again every second.
bool counts_seconds(const AppState& state, Now now);

View make_view(const AppState& state, Now now);

}  // namespace outreach::core
