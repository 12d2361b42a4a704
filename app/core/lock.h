// When staff's screens lock because nobody touches them. Pure.
#pragma once

#include <cstdint>
#include <optional>

#include "app/core/state.h"

namespace outreach::core {

// Two minutes: longer than it takes to explain a leaflet to somebody across the table, shorter than
// a walk to the car.
inline constexpr std::int64_t kStaffIdleMilliseconds = 120'000;

// When a Tick locks what is on the screen, or takes a pad off the home screen, unless somebody
// touches it before; none: nothing is there to lock, or it is locked.
std::optional<MonotonicTime> lock_due(const AppState& state);

}  // namespace outreach::core
