// From the state to what the screen shows. Pure.
#pragma once

#include "app/core/state.h"
#include "app/core/view.h"

namespace outreach::core {

// Six tiles fill the tally pad's two rows.
inline constexpr int kTilesPerPage = 6;
// Rows of 今日 that fit its screen in every type size.
inline constexpr int kTodayRowsPerPage = 6;

View make_view(const AppState& state, Now now);

}  // namespace outreach::core
