// What every Clock keeps, the machine's and those that tests set.
#include <memory>

#include "platform/clock/clock.h"
#include "tests/support/catch.h"
#include "tests/support/fake_clock.h"

namespace outreach::testing {
namespace {

struct OverSystemClock {
  SystemClock machine;
  AdjustableClock clock{machine};
};
const Clock& clock_of(const SystemClock& clock) {
  return clock;
}
const Clock& clock_of(const FakeClock& clock) {
  return clock;
}
const Clock& clock_of(const OverSystemClock& both) {
  return both.clock;
}

TEMPLATE_TEST_CASE("Clock: readings do not go back within a boot, and trust follows the date",
                   "[clock]", SystemClock, FakeClock, OverSystemClock) {
  const TestType held;
  const Clock& clock = clock_of(held);
  const BootId boot = clock.boot_id();
  MonotonicTime last{0};
  for (int index = 0; index < 100; ++index) {
    const Now now = clock.now();
    CHECK(now.monotonic >= last);
    CHECK(now.wall_trusted == (now.wall >= build_time()));
    last = now.monotonic;
  }
  CHECK(clock.boot_id() == boot);
}

}  // namespace
}  // namespace outreach::testing
