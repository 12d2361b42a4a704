// A clock that stands still on a market day until the test moves it.
#pragma once

#include "platform/clock/clock.h"

namespace outreach::testing {

// 2127-01-10 08:14 in China: later than any build of this product, so the clock is believed.
inline constexpr WallTime kMarketMorning{std::chrono::sys_days{std::chrono::year{2127} / 1 / 10} +
                                         std::chrono::minutes{14}};

class FakeClock final : public Clock {
 public:
  explicit FakeClock(WallTime wall = kMarketMorning) : clock_(wall, MonotonicTime{60'000}) {}

  Now now() const override {
    return clock_.now();
  }
  BootId boot_id() const override {
    return boot_id_;
  }
  void set_wall(WallTime wall) {
    clock_.set_wall(wall);
  }
  void advance(std::chrono::milliseconds duration) {
    clock_.advance(duration);
  }
  // The machine starts anew: another boot, whose monotonic time need not go on from the last.
  void reboot() {
    ++boot_id_[0];
  }

 private:
  AdjustableClock clock_;
  BootId boot_id_{1};
};

}  // namespace outreach::testing
