// What every part of one simulated life shares: its time, what comes next, its dice, its trace and
// its count of faults.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "platform/clock/clock.h"
#include "tests/simulation/coverage.h"
#include "tests/simulation/dice.h"
#include "tests/simulation/trace.h"

namespace outreach::simulation {

inline constexpr std::int64_t kSecond = 1'000;
inline constexpr std::int64_t kMinute = 60 * kSecond;
inline constexpr std::int64_t kHour = 60 * kMinute;
inline constexpr std::int64_t kDay = 24 * kHour;

// Something that must hold did not.
class Violation : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

inline void require(bool holds, const char* what) {
  if (!holds) {
    throw Violation(what);
  }
}
template <typename Describe>
void require(bool holds, const char* what, Describe describe) {
  if (!holds) {
    throw Violation(std::string(what) + ": " + describe());
  }
}
// The value, where anything else would be a mistake of the simulator or a broken promise.
template <typename Value>
Value given(Result<Value> result, const char* doing) {
  if (!result) {
    throw Violation(std::string(doing) + ": " + result.error().context);
  }
  return *std::move(result);
}

// Events in the order of their time; those of one time in the order they were set.
class Schedule {
 public:
  using Step = std::function<void()>;

  std::int64_t now() const {
    return now_;
  }
  void at(std::int64_t time, Step step) {
    waiting_.push_back({std::max(time, now_), ++set_, std::move(step)});
    std::push_heap(waiting_.begin(), waiting_.end(), later);
  }
  void after(std::int64_t delay, Step step) {
    at(now_ + delay, std::move(step));
  }
  bool is_empty() const {
    return waiting_.empty();
  }
  std::int64_t next_time() const {
    return waiting_.front().time;
  }
  void run_next() {
    std::pop_heap(waiting_.begin(), waiting_.end(), later);
    const Event event = std::move(waiting_.back());
    waiting_.pop_back();
    now_ = event.time;
    event.step();
  }
  // Everything up to `time`, then it is that time.
  void run_until(std::int64_t time) {
    while (!waiting_.empty() && next_time() <= time) {
      run_next();
    }
    now_ = std::max(now_, time);
  }

 private:
  struct Event {
    std::int64_t time = 0;
    std::uint64_t set = 0;
    Step step;
  };
  static bool later(const Event& left, const Event& right) {
    return left.time != right.time ? left.time > right.time : left.set > right.set;
  }
  std::int64_t now_ = 0;
  std::uint64_t set_ = 0;
  std::vector<Event> waiting_;
};

// 2127-01-10 00:00 in China: later than any build of the product, so that a right clock is
// believed.
inline constexpr WallTime kFirstDay{std::chrono::sys_days{std::chrono::year{2127} / 1 / 9} +
                                    std::chrono::hours{16}};

struct Surroundings {
  Surroundings(std::uint64_t seed, Trace& seen, Coverage& counted)
      : dice(seed), trace(seen), coverage(counted) {}

  Schedule schedule;
  Dice dice;
  Trace& trace;
  Coverage& coverage;
  bool faults_stopped = false;  // the life's end: what was held up arrives
  WallTime first_day = kFirstDay;

  std::int64_t now() const {
    return schedule.now();
  }
  WallTime wall() const {
    return first_day + std::chrono::milliseconds(schedule.now());
  }
};

// The clock of one machine: right, wrong, stuck or jumping, over the life's time. A start of the
// machine begins its monotonic time anew.
class MachineClock final : public Clock {
 public:
  explicit MachineClock(const Surroundings& around) : around_(around) {}

  Now now() const override {
    Now reading;
    reading.wall = stuck_at_ ? *stuck_at_ : around_.wall() + wrong_by_;
    reading.monotonic.milliseconds = around_.now() - booted_at_ + 20 * kSecond;
    reading.wall_trusted = reading.wall >= build_time();
    return reading;
  }
  BootId boot_id() const override {
    return boot_;
  }
  void boot(Dice& dice) {
    booted_at_ = around_.now();
    const std::uint64_t drawn = dice.next();
    for (std::size_t i = 0; i < boot_.size(); ++i) {
      boot_[i] = static_cast<std::uint8_t>(drawn >> (8 * i));
    }
  }
  void set_right() {
    stuck_at_.reset();
    wrong_by_ = {};
  }
  void set_wall(WallTime wall) {
    stuck_at_.reset();
    wrong_by_ = wall - around_.wall();
  }
  void stop() {
    stuck_at_ = now().wall;
  }

 private:
  const Surroundings& around_;
  std::chrono::milliseconds wrong_by_{0};
  std::optional<WallTime> stuck_at_;
  std::int64_t booted_at_ = 0;
  BootId boot_{1};
};

}  // namespace outreach::simulation
