#include "platform/clock/clock.h"

namespace outreach {

AdjustableClock::AdjustableClock(const Clock& underlying)
    : underlying_(&underlying), boot_id_(underlying.boot_id()) {}

AdjustableClock::AdjustableClock(WallTime wall, MonotonicTime monotonic, BootId boot_id)
    : start_{wall, monotonic, false}, boot_id_(boot_id) {}

Now AdjustableClock::base() const {
  return underlying_ != nullptr ? underlying_->now() : start_;
}

Now AdjustableClock::now() const {
  const std::lock_guard lock(mutex_);
  Now reading = base();
  reading.wall += wall_offset_;
  reading.monotonic.milliseconds += monotonic_offset_.count();
  reading.wall_trusted = reading.wall >= build_time();
  return reading;
}

BootId AdjustableClock::boot_id() const {
  return boot_id_;
}

void AdjustableClock::set_wall(WallTime wall) {
  const std::lock_guard lock(mutex_);
  wall_offset_ = wall - base().wall;
}

void AdjustableClock::advance(std::chrono::milliseconds duration) {
  const std::lock_guard lock(mutex_);
  wall_offset_ += duration;
  monotonic_offset_ += duration;
}

}  // namespace outreach
