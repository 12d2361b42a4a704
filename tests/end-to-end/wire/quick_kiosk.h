// The product's own engine (journal, delivery, libcurl) in the test's process, on a clock that
// jumps over every wait between tries: what takes a kiosk an afternoon of bad line takes a second
// here.
#pragma once

#include <memory>

#include "tests/end-to-end/wire/wire_stall.h"
#include "tests/support/invariants.h"
#include "tests/support/kiosk_bench.h"

namespace outreach::testing {

class QuickKiosk {
 public:
  // On the stall's folder, which no other program may use meanwhile.
  explicit QuickKiosk(const WireStall& stall)
      : kiosk_(invariants::given(TestKiosk::open(stall.kiosk_folder(), clock_, random_, files_))) {
    const auto started = kiosk_->start_delivery();
    if (!started) {
      FAIL(started.error().context);
    }
    kiosk_->turn(0);
  }

  // Turns until everything is delivered or the line was tried so often in vain. `tried` is called
  // after each failure. True when all is delivered.
  template <typename Tried>
  bool deliver(int tries_most, Tried tried) {
    bool waited = false;
    for (int tries = 0; tries < tries_most;) {
      kiosk_->turn(kTurnMilliseconds);
      const client::DeliveryStatus& status = kiosk_->status();
      if (status.has_begun && status.link == client::Link::Idle && status.waiting == 0) {
        return true;
      }
      const bool waits =
          status.link == client::Link::WaitingRetry || status.link == client::Link::Held;
      if (waits && !waited) {
        ++tries;
        tried(status);
        clock_.advance(std::chrono::milliseconds(status.retry_in_milliseconds));
      }
      waited = waits && !waited;
    }
    return false;
  }
  bool deliver(int tries_most) {
    return deliver(tries_most, [](const client::DeliveryStatus&) {});
  }

 private:
  static constexpr int kTurnMilliseconds = 2;

  SystemClock machine_;
  AdjustableClock clock_{machine_};
  SystemRandom random_;
  SystemFiles files_;
  std::unique_ptr<TestKiosk> kiosk_;
};

}  // namespace outreach::testing
