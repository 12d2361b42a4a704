// The clock, behind an interface so that tests and the script player set it.
#pragma once

#include <array>
#include <cstdint>

#include "platform/base/time.h"

namespace outreach {

// Random and constant from one boot of the machine to the next: gives MonotonicTime its context.
using BootId = std::array<std::uint8_t, 8>;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Now now() const = 0;  // any thread
  virtual BootId boot_id() const = 0;
};

// The machine's clock: CLOCK_REALTIME, CLOCK_BOOTTIME and the kernel's boot id.
class SystemClock final : public Clock {
 public:
  SystemClock();
  Now now() const override;
  BootId boot_id() const override;

 private:
  BootId boot_id_{};
};

// A clock that its owner sets: for tests, and for the script player, where it runs with the machine's
// monotonic time plus what `advance` added. Any thread may read; one thread sets.
class AdjustableClock;

// The instant before which a wall clock is certainly wrong: the date of the newest change in the
// source, given to the compiler by the build.
WallTime build_time();

}  // namespace outreach
