#include "sync/client/retry.h"

#include <algorithm>

namespace outreach::client {

std::int64_t growing_delay(int& attempts, Random& random) {
  constexpr int kDoublingsMost = 20;  // far past the cap; keeps the shift in range
  const std::int64_t ceiling =
      std::min(kRetryCap, kRetryBase << std::min(attempts, kDoublingsMost));
  ++attempts;
  return std::max(kRetryLeast,
                  static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(ceiling))));
}

RetryWait wait_after(const Verdict& verdict, int& attempts, Random& random) {
  if (verdict.kind == Verdict::Kind::NotTheCounty) {
    return {false,
            kNotTheCountyWait / 2 + static_cast<std::int64_t>(random.below(kNotTheCountyWait / 2))};
  }
  if (verdict.kind == Verdict::Kind::Hold || verdict.kind == Verdict::Kind::KeyRetired) {
    return {true, kHoldWait};
  }
  if (verdict.retry_after_milliseconds) {
    ++attempts;
    // Spread over a quarter more, so that a hundred kiosks told the same second do not come in the
    // same second.
    const auto spread = static_cast<std::uint64_t>(*verdict.retry_after_milliseconds / 4 + 1);
    return {false,
            *verdict.retry_after_milliseconds + static_cast<std::int64_t>(random.below(spread))};
  }
  return {false, growing_delay(attempts, random)};
}

}  // namespace outreach::client
