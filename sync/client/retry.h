// When to try again after what the county or the way to it answered: the back-off of every lane, in
// one place (PROTOCOL.md, "What a client does"). Pure.
#pragma once

#include <cstdint>

#include "platform/random/random.h"
#include "sync/client/status_table.h"

namespace outreach::client {

// Full jitter between tries: base doubled each time up to the cap, then a random part of it.
inline constexpr std::int64_t kRetryBase = 2'000;
inline constexpr std::int64_t kRetryCap = 15 * 60'000;
inline constexpr std::int64_t kRetryLeast = 250;  // never a spin
// A sign-in page may be gone in a minute; it says nothing about the county, so the delay does not
// grow.
inline constexpr std::int64_t kNotTheCountyWait = 45'000;
// Held: a person is needed, but an office may have mended it without telling us.
inline constexpr std::int64_t kHoldWait = 15 * 60'000;

// Milliseconds; counts the attempt.
std::int64_t growing_delay(int& attempts, Random& random);

struct RetryWait {
  bool is_held = false;
  std::int64_t milliseconds = 0;
};
// After a verdict that was no success.
RetryWait wait_after(const Verdict& verdict, int& attempts, Random& random);

}  // namespace outreach::client
