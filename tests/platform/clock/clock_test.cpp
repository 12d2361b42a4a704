#include "platform/clock/clock.h"

#include <fstream>
#include <string>

#include "platform/base/bytes.h"
#include "tests/support/catch.h"

namespace outreach {
namespace {

using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace)

TEST_CASE("SystemClock: monotonic time does not go back, and the boot stays the same", "[clock]") {
  const SystemClock clock;
  const SystemClock other;
  CHECK(clock.boot_id() == other.boot_id());
  CHECK(clock.boot_id() != BootId{});
  MonotonicTime last = clock.now().monotonic;
  for (int index = 0; index < 1000; ++index) {
    const MonotonicTime next = other.now().monotonic;
    CHECK(next >= last);
    last = next;
  }
}

TEST_CASE("SystemClock: its boot is the kernel's", "[clock]") {
  std::ifstream file("/proc/sys/kernel/random/boot_id");
  std::string text;
  if (!std::getline(file, text)) {
    SKIP("this machine does not tell its boot id");
  }
  std::erase(text, '-');
  CHECK(to_hex(SystemClock().boot_id()) == text.substr(0, 16));
}

TEST_CASE("AdjustableClock: stands still until it is set or advanced", "[clock]") {
  AdjustableClock clock(WallTime{}, MonotonicTime{500});
  CHECK(clock.now().wall == WallTime{});
  CHECK(clock.now().monotonic == MonotonicTime{500});
  clock.advance(3s);
  CHECK(clock.now().wall == WallTime{3s});
  CHECK(clock.now().monotonic == MonotonicTime{3500});
  clock.set_wall(WallTime{1h});
  CHECK(clock.now().wall == WallTime{1h});
  CHECK(clock.now().monotonic == MonotonicTime{3500});
  clock.advance(1ms);
  CHECK(clock.now().wall == WallTime{1h + 1ms});
}

TEST_CASE("AdjustableClock: over a running clock it runs from what was set", "[clock]") {
  AdjustableClock machine(WallTime{10h}, MonotonicTime{100}, BootId{9});
  AdjustableClock clock(static_cast<const Clock&>(machine));
  CHECK(clock.boot_id() == BootId{9});
  clock.set_wall(WallTime{2h});
  machine.advance(5s);
  clock.advance(60s);
  CHECK(clock.now().wall == WallTime{2h + 65s});
  CHECK(clock.now().monotonic == MonotonicTime{65'100});
  CHECK(machine.now().wall == WallTime{10h + 5s});
}

TEST_CASE("Clock: a date before the program was built is not believed", "[clock]") {
  AdjustableClock clock(build_time());
  CHECK(clock.now().wall_trusted);
  clock.set_wall(build_time() - 1ms);
  CHECK_FALSE(clock.now().wall_trusted);
  clock.set_wall(WallTime{});
  CHECK_FALSE(clock.now().wall_trusted);
  CHECK(build_time() >= WallTime{std::chrono::sys_days{std::chrono::year{2025} / 1 / 1}});
}

}  // namespace
}  // namespace outreach
