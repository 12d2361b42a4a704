// From the state to what the screen shows. Pure.
#pragma once

#include "app/core/state.h"
#include "app/core/view.h"

namespace outreach::core {

// Six tiles fill the tally pad's two rows.
inline constexpr int kTilesPerPage = 6;
// Rows of 今日 that fit between header and undo bar.
int today_rows_per_page(TypeSize size);

View make_view(const AppState& state, Now now);

}  // namespace outreach::core
