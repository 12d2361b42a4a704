// Which part of a long list is on the screen. Pure.
#pragma once

#include <cstddef>

#include "app/core/state.h"

namespace outreach::core {

// At least 1.
int page_count(std::size_t items, int per_page);
// Of the list on the screen the state names; 1 where there is none.
int pages_of_screen(const AppState& state);

}  // namespace outreach::core
