// 查答复: how guessing at receipts on the screen is slowed. Counted over all visits, by monotonic
// time: neither leaving the screen nor setting the clock gives a guess back. Pure.
#pragma once

#include <cstdint>

#include "app/core/state.h"

namespace outreach::core {

// Look-ups that found nothing and cost nothing, within the window: residents of a market come one
// after the other, and of many the answer has not come yet.
inline constexpr std::size_t kFreeLookUps = 5;
inline constexpr std::int64_t kLookUpWindowMilliseconds = 30 * 60'000;
// The wait after the last free one, doubled by each further one in the window. With the longest,
// about twenty an hour are tried, whatever is done: of 10^11 numbers.
inline constexpr std::int64_t kFirstLookUpWaitMilliseconds = 30'000;
inline constexpr std::int64_t kLongestLookUpWaitMilliseconds = 15 * 60'000;

// Nothing is looked up before that; may be past.
MonotonicTime next_look_up_at(const AppState& state);

}  // namespace outreach::core
