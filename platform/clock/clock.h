// The clock, behind an interface so that tests and the script player set it.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>

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

// A clock that its owner sets, for tests and for the script player. Any thread may read and set.
class AdjustableClock final : public Clock {
 public:
  // Runs with `underlying`, plus what was set and advanced. It must outlive this clock.
  explicit AdjustableClock(const Clock& underlying);
  // Stands still but for what is set and advanced.
  explicit AdjustableClock(WallTime wall, MonotonicTime monotonic = {}, BootId boot_id = {1});

  Now now() const override;
  BootId boot_id() const override;

  // As a person setting the machine's date: monotonic time does not move.
  void set_wall(WallTime wall);
  // As time passing: both move.
  void advance(std::chrono::milliseconds duration);

 private:
  Now base() const;

  const Clock* underlying_ = nullptr;  // nothing when standing still
  Now start_;
  BootId boot_id_{};
  mutable std::mutex mutex_;
  std::chrono::milliseconds wall_offset_{0};
  std::chrono::milliseconds monotonic_offset_{0};
};

// The instant before which a wall clock is certainly wrong: the date of the newest change in the
// source, given to the compiler by the build.
WallTime build_time();

}  // namespace outreach
