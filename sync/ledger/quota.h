// How much one kiosk may bring over the network in a day. What a lost key or a program gone wild
// could do to the county's disk is bounded by it; an honest kiosk never meets it. Sticks, which a
// person carries in, are not counted.
#pragma once

#include <cstdint>
#include <map>

#include "platform/base/time.h"
#include "sync/domain/chain.h"

namespace outreach::ledger {

struct QuotaLimits {
  // A batch every four seconds, day and night; a backlog of a million entries takes 500 at their
  // usual size, and 20,000 on a line so bad that they shrank to 50 entries each.
  std::int64_t batches = 20'000;
  // Fifteen such backlogs, or a thousand batches of the largest size kiosks make by themselves with
  // the largest bodies.
  std::int64_t bytes = 512 << 20;
  // An epoch begins when a kiosk's data are new, put back or copied. One an hour is a machine in a
  // loop.
  std::int64_t epochs = 24;
};

// For a kiosk that is told to come again: its day may end in a minute or in a day.
inline constexpr const char* kQuotaRetryAfterSeconds = "3600";

// One thread. Forgets everything when the program ends: a new start is a new day.
class Quota {
 public:
  explicit Quota(const QuotaLimits& limits) : limits_(limits) {}

  // Counts a batch whose signature was verified, and says whether it is within what this kiosk may
  // bring in the 24 hours that began with its first one; one beyond is not counted.
  bool admit(const domain::KioskId& kiosk, std::size_t bytes, bool begins_epoch, MonotonicTime now);

 private:
  struct Day {
    std::int64_t began = 0;
    std::int64_t batches = 0;
    std::int64_t bytes = 0;
    std::int64_t epochs = 0;
  };

  const QuotaLimits limits_;
  std::map<domain::KioskId, Day> days_;  // of enrolled kiosks, so it does not grow without end
};

}  // namespace outreach::ledger
