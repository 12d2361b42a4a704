// Long because each doubt is tried with all that begins and ends it.
#include "platform/clock/doubting_clock.h"

#include <limits>
#include <optional>
#include <thread>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/fake_clock.h"

namespace outreach::testing {
namespace {

using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace)

using Doubt = DoubtingClock::Doubt;

constexpr auto kJumps = {2min + 1ms, std::chrono::milliseconds{1h},
                         std::chrono::milliseconds{24h * 365 * 20}};

void set_by(FakeClock& machine, std::chrono::milliseconds difference) {
  machine.set_wall(machine.now().wall + difference);
}

TEST_CASE("DoubtingClock: passes on what the clock below reads, in trust as long as it runs",
          "[clock]") {
  FakeClock machine;
  const DoubtingClock clock(machine);
  CHECK(clock.boot_id() == machine.boot_id());
  for (const auto step : {0ms, 16ms, std::chrono::milliseconds{1h}}) {
    machine.advance(step);
    CHECK(clock.now().wall == machine.now().wall);
    CHECK(clock.now().monotonic == machine.now().monotonic);
    CHECK(clock.now().wall_trusted);
    CHECK(clock.doubt() == Doubt::None);
  }
}

TEST_CASE("DoubtingClock: a dead battery is doubted, and putting the date right is no jump",
          "[clock]") {
  FakeClock machine(WallTime{});
  const DoubtingClock clock(machine);
  CHECK_FALSE(clock.now().wall_trusted);
  CHECK(clock.doubt() == Doubt::BeforeBuild);
  machine.set_wall(kMarketMorning);
  CHECK(clock.now().wall_trusted);
}

TEST_CASE("DoubtingClock: a jump either way is doubted until it is taken back", "[clock]") {
  const auto jump = GENERATE(values(kJumps));
  const int direction = GENERATE(1, -1);
  FakeClock machine;
  const DoubtingClock clock(machine);
  CHECK(clock.now().wall_trusted);
  set_by(machine, direction * jump);
  CHECK_FALSE(clock.now().wall_trusted);
  CHECK(clock.doubt() == (machine.now().wall_trusted ? Doubt::Jumped : Doubt::BeforeBuild));
  machine.advance(24h);
  CHECK_FALSE(clock.now().wall_trusted);
  set_by(machine, -direction * jump);
  CHECK(clock.now().wall_trusted);
}

TEST_CASE("DoubtingClock: a jump is noticed however long nobody looked", "[clock]") {
  FakeClock machine;
  const DoubtingClock clock(machine);
  CHECK(clock.now().wall_trusted);
  machine.advance(14h);
  set_by(machine, 3min);
  CHECK(clock.doubt() == Doubt::Jumped);
}

TEST_CASE("DoubtingClock: a night asleep is no jump", "[clock]") {
  FakeClock machine;
  const DoubtingClock clock(machine);
  CHECK(clock.now().wall_trusted);
  machine.advance(24h * 120);
  CHECK(clock.now().wall_trusted);
}

TEST_CASE("DoubtingClock: a correction of a minute is fine, one after the other within a day not",
          "[clock]") {
  FakeClock machine;
  const DoubtingClock clock(machine);
  for (int correction = 1; correction <= 5; ++correction) {
    CHECK(clock.now().wall_trusted == (correction <= 3));
    machine.advance(1h);
    set_by(machine, 1min);
  }
}

TEST_CASE("DoubtingClock: the seconds a day of a poor crystal never add up to a jump", "[clock]") {
  // Looks as far apart as frames, and as an idle machine's.
  const std::chrono::milliseconds between = GENERATE(16ms, 999ms, 60'000ms, 3'600'000ms);
  const int direction = GENERATE(1, -1);
  FakeClock machine;
  const DoubtingClock clock(machine);
  CHECK(clock.now().wall_trusted);
  // 400 parts in a million, set right once a day by a time server's client, for a year.
  for (int day = 0; day < 365; ++day) {
    for (int look = 0; look < 20; ++look) {
      machine.advance(between);
      CHECK(clock.now().wall_trusted);
    }
    machine.advance(24h - 20 * between);
    set_by(machine, direction * 34'560ms);
    CHECK(clock.now().wall_trusted);
  }
}

TEST_CASE("DoubtingClock: frequent looks follow a slow clock too", "[clock]") {
  FakeClock machine;
  const DoubtingClock clock(machine);
  // 400 parts in a million for four days, a look each second: 138 s in all.
  for (int second = 1; second <= 4 * 86'400; ++second) {
    machine.advance(1s);
    if (second % 5 == 0) {
      set_by(machine, 2ms);
    }
    if (!clock.now().wall_trusted) {
      FAIL("doubted after " << second << " s");
    }
  }
}

TEST_CASE("DoubtingClock: the county's agreement ends a doubt and is where jumps count from",
          "[clock]") {
  FakeClock machine;
  DoubtingClock clock(machine);
  CHECK(clock.now().wall_trusted);
  set_by(machine, 5h);
  CHECK(clock.doubt() == Doubt::Jumped);
  const auto difference = GENERATE(-10min, 0min, 10min);
  clock.learn(machine.now().wall + difference);
  CHECK(clock.now().wall_trusted);
  set_by(machine, -5h);
  CHECK_FALSE(clock.now().wall_trusted);
  set_by(machine, 5h + 119s);
  CHECK(clock.now().wall_trusted == (difference != -10min));
}

TEST_CASE("DoubtingClock: a jump between the county's word and the next look is seen", "[clock]") {
  FakeClock machine;
  DoubtingClock clock(machine);
  clock.learn(machine.now().wall);
  set_by(machine, 5min);
  CHECK(clock.doubt() == Doubt::Jumped);
}

TEST_CASE("DoubtingClock: more than ten minutes from the county is doubted until put right",
          "[clock]") {
  FakeClock machine;
  DoubtingClock clock(machine);
  CHECK(clock.now().wall_trusted);
  const auto difference = GENERATE(-10min - 1ms, 10min + 1ms, -24h * 400);
  const WallTime county = machine.now().wall + difference;
  REQUIRE(county > build_time());
  clock.learn(county);
  CHECK_FALSE(clock.now().wall_trusted);
  CHECK(clock.doubt() == Doubt::DisagreesWithCounty);
  machine.advance(3h);
  CHECK(clock.doubt() == Doubt::DisagreesWithCounty);
  machine.set_wall(county + 3h + 1min);
  CHECK(clock.doubt() == Doubt::None);
  set_by(machine, 5min);
  CHECK(clock.doubt() == Doubt::Jumped);
}

TEST_CASE("DoubtingClock: a date that staff call wrong is doubted until it is set", "[clock]") {
  FakeClock machine;
  DoubtingClock clock(machine);
  CHECK(clock.now().wall_trusted);
  clock.call_wrong();
  CHECK_FALSE(clock.now().wall_trusted);
  CHECK(clock.doubt() == Doubt::StaffSayWrong);
  machine.advance(24h);
  set_by(machine, 1min);
  CHECK(clock.doubt() == Doubt::StaffSayWrong);
  set_by(machine, GENERATE(2min, -24h * 40));
  CHECK(clock.doubt() == Doubt::None);
  set_by(machine, 5min);
  CHECK(clock.doubt() == Doubt::Jumped);
}

TEST_CASE("DoubtingClock: the county's agreement outweighs staff, its disagreement does not",
          "[clock]") {
  FakeClock machine;
  DoubtingClock clock(machine);
  clock.call_wrong();
  clock.learn(machine.now().wall + 24h);
  CHECK(clock.doubt() == Doubt::DisagreesWithCounty);
  clock.learn(machine.now().wall);
  CHECK(clock.doubt() == Doubt::None);
  clock.call_wrong();  // after it
  CHECK(clock.doubt() == Doubt::StaffSayWrong);
}

TEST_CASE("DoubtingClock: what staff said is recalled at the next start, unless it was set back",
          "[clock]") {
  FakeClock machine;
  std::optional<WallTime> said;
  {
    DoubtingClock before(machine);
    CHECK_FALSE(before.called_wrong());
    before.call_wrong();
    said = before.called_wrong();
    REQUIRE(said == machine.now().wall);
    machine.advance(1h);
    CHECK(before.called_wrong() == said);
  }
  machine.reboot();
  DoubtingClock clock(machine);
  SECTION("time went on: it is as wrong as before") {
    machine.advance(24h * 300);
    clock.recall_wrong(*said);
    CHECK(clock.doubt() == Doubt::StaffSayWrong);
    CHECK(clock.called_wrong() == machine.now().wall);
    SECTION("until the county agrees") {
      clock.learn(machine.now().wall + 1min);
    }
    SECTION("until it is set") {
      set_by(machine, -24h * 40);
    }
    SECTION("until people call it right") {
      clock.call_right();
    }
    CHECK_FALSE(clock.called_wrong());
    CHECK(clock.now().wall_trusted);
  }
  SECTION("a little earlier is no other setting") {
    machine.set_wall(*said - 2min);
    clock.recall_wrong(*said);
    CHECK(clock.doubt() == Doubt::StaffSayWrong);
  }
  SECTION("earlier: it was set since") {
    machine.set_wall(*said - 2min - 1ms);
    clock.recall_wrong(*said);
    CHECK(clock.now().wall_trusted);
    CHECK_FALSE(clock.called_wrong());
  }
  SECTION("a word that no clock can have shown") {
    clock.recall_wrong(
        WallTime{std::chrono::milliseconds{std::numeric_limits<std::int64_t>::max()}});
    CHECK(clock.now().wall_trusted);
    clock.recall_wrong(
        WallTime{std::chrono::milliseconds{std::numeric_limits<std::int64_t>::min()}});
    CHECK(clock.doubt() == Doubt::StaffSayWrong);
  }
}

TEST_CASE("DoubtingClock: earlier than the county's time of before is doubted", "[clock]") {
  FakeClock machine;
  const DoubtingClock slow(machine, kMarketMorning + 10min);
  CHECK(slow.now().wall_trusted);
  DoubtingClock clock(machine, kMarketMorning + 10min + 1ms);
  CHECK_FALSE(clock.now().wall_trusted);
  CHECK(clock.doubt() == Doubt::BeforeCountyTime);
  machine.set_wall(kMarketMorning + 24h * 30);
  CHECK(clock.now().wall_trusted);
}

TEST_CASE("DoubtingClock: a county that was once in the future is forgiven when it says the time",
          "[clock]") {
  FakeClock machine;
  DoubtingClock clock(machine, kMarketMorning + 24h * 3650);
  CHECK(clock.doubt() == Doubt::BeforeCountyTime);
  clock.learn(kMarketMorning);
  CHECK(clock.now().wall_trusted);
}

TEST_CASE("DoubtingClock: a county time that cannot be changes nothing or is only a doubt",
          "[clock]") {
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
  FakeClock machine;
  DoubtingClock clock(machine, WallTime{std::chrono::milliseconds{kLeast}});
  clock.learn(WallTime{std::chrono::milliseconds{kLeast}});
  clock.learn(build_time() - 1ms);
  CHECK(clock.now().wall_trusted);
  clock.learn(WallTime{std::chrono::milliseconds{kMost}});
  machine.advance(1h);
  CHECK(clock.doubt() == Doubt::DisagreesWithCounty);
  clock.learn(machine.now().wall);
  CHECK(clock.now().wall_trusted);
  CHECK(DoubtingClock(machine, WallTime{std::chrono::milliseconds{kMost}}).doubt() ==
        Doubt::BeforeCountyTime);
}

TEST_CASE("DoubtingClock: many threads look while one learns", "[clock]") {
  const SystemClock machine;
  DoubtingClock clock(machine);
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int number = 0; number < 4; ++number) {
    threads.emplace_back([&clock] {
      for (int round = 0; round < 2000; ++round) {
        if (!clock.now().wall_trusted || clock.doubt() != Doubt::None) {
          std::abort();
        }
      }
    });
  }
  for (int round = 0; round < 200; ++round) {
    clock.learn(machine.now().wall);
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  CHECK(clock.doubt() == Doubt::None);
}

}  // namespace
}  // namespace outreach::testing
