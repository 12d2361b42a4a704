#include "platform/clock/doubting_clock.h"

#include <algorithm>

namespace outreach {

namespace {

// The reference follows the offset no faster than time servers slew a clock (500 parts in a
// million, adjtimex(2)): corrections of a poor crystal, seconds a day for months, then never add up
// to a jump, while setting the clock minute by minute within a day does. CLOCK_BOOTTIME goes on in
// suspend, so hours between two looks change nothing.
constexpr std::int64_t kMillisecondsToFollowOne = 2000;

std::chrono::milliseconds offset_of(const Now& reading) {
  return reading.wall.time_since_epoch() -
         std::chrono::milliseconds{reading.monotonic.milliseconds};
}

std::int64_t elapsed(MonotonicTime from, MonotonicTime to) {
  return to.milliseconds - from.milliseconds;
}

// Written so that no `right`, which comes from outside, can overflow: learn() lets none in that is
// before the build.
bool is_far(WallTime left, WallTime right) {
  return left < right ? left < right - kCountyTimeTolerance : left - right > kCountyTimeTolerance;
}

}  // namespace

DoubtingClock::DoubtingClock(const Clock& underlying, std::optional<WallTime> newest_county_time)
    : underlying_(underlying), newest_county_time_(newest_county_time) {}

Now DoubtingClock::now() const {
  const std::lock_guard lock(mutex_);
  Now reading = underlying_.now();
  reading.wall_trusted = doubt_about(reading) == Doubt::None;
  return reading;
}

BootId DoubtingClock::boot_id() const {
  return underlying_.boot_id();
}

DoubtingClock::Doubt DoubtingClock::doubt() const {
  const std::lock_guard lock(mutex_);
  return doubt_about(underlying_.now());
}

void DoubtingClock::learn(WallTime county_time) {
  if (county_time < build_time()) {
    return;
  }
  const std::lock_guard lock(mutex_);
  // What it says now counts for more than what it said then: a county whose clock was once in the
  // future must not leave its kiosks in doubt for ever.
  newest_county_time_.reset();
  const Now reading = underlying_.now();
  county_word_ = CountyWord{county_time, reading.monotonic};
  // In agreement a new one is taken here; in disagreement, once the clock was put right.
  reference_.reset();
  if (!disagrees_with_county(reading)) {
    called_wrong_.reset();
  }
  static_cast<void>(doubt_about(reading));
}

void DoubtingClock::call_wrong() {
  const std::lock_guard lock(mutex_);
  const Now reading = underlying_.now();
  called_wrong_ = CalledWrong{offset_of(reading), reading.wall};
  reference_.reset();  // whoever puts it right now makes it jump, and that is no doubt
}

void DoubtingClock::call_right() {
  const std::lock_guard lock(mutex_);
  called_wrong_.reset();
}

std::optional<WallTime> DoubtingClock::called_wrong() const {
  const std::lock_guard lock(mutex_);
  return is_called_wrong(underlying_.now()) ? std::optional(called_wrong_->said) : std::nullopt;
}

void DoubtingClock::recall_wrong(WallTime said) {
  const std::lock_guard lock(mutex_);
  const Now reading = underlying_.now();
  // `said` comes from outside and may be any number: nothing is added to it.
  if (reading.wall + kClockJumpMax >= said) {
    called_wrong_ = CalledWrong{offset_of(reading), reading.wall};
    reference_.reset();
  }
}

bool DoubtingClock::is_called_wrong(const Now& reading) const {
  // Their word was about another setting once the clock was set.
  if (called_wrong_ &&
      std::chrono::abs(offset_of(reading) - called_wrong_->offset) > kClockJumpMax) {
    called_wrong_.reset();
  }
  return called_wrong_.has_value();
}

bool DoubtingClock::disagrees_with_county(const Now& reading) const {
  if (!county_word_) {
    return false;
  }
  // The time since it spoke is taken from the wall clock and not added to the county's word, which
  // may be any number.
  const std::chrono::milliseconds since{elapsed(county_word_->heard, reading.monotonic)};
  return is_far(reading.wall - since, county_word_->time);
}

DoubtingClock::Doubt DoubtingClock::doubt_about(const Now& reading) const {
  if (!reading.wall_trusted) {
    return Doubt::BeforeBuild;
  }
  if (disagrees_with_county(reading)) {
    return Doubt::DisagreesWithCounty;
  }
  // A clock that is a little slow agrees with the county and is still behind its last word.
  if (newest_county_time_ && reading.wall < *newest_county_time_ &&
      is_far(reading.wall, *newest_county_time_)) {
    return Doubt::BeforeCountyTime;
  }
  if (is_called_wrong(reading)) {
    return Doubt::StaffSayWrong;
  }
  return has_jumped(reading) ? Doubt::Jumped : Doubt::None;
}

bool DoubtingClock::has_jumped(const Now& reading) const {
  const std::chrono::milliseconds offset = offset_of(reading);
  if (!reference_) {
    // Only from a reading without another doubt: to put a dead clock right is no jump.
    reference_ = Reference{offset, reading.monotonic};
    return false;
  }
  const std::chrono::milliseconds moved = offset - reference_->offset;
  if (std::chrono::abs(moved) > kClockJumpMax) {
    return true;
  }
  const std::int64_t allowed =
      elapsed(reference_->taken, reading.monotonic) / kMillisecondsToFollowOne;
  if (std::chrono::abs(moved).count() <= allowed) {
    reference_ = Reference{offset, reading.monotonic};
  } else if (allowed > 0) {
    reference_->offset += std::chrono::milliseconds{moved.count() < 0 ? -allowed : allowed};
    // What is left of the last two seconds counts for the next look, or frequent looks would stop
    // it.
    reference_->taken.milliseconds += allowed * kMillisecondsToFollowOne;
  }
  return false;
}

}  // namespace outreach
