#include "platform/base/time.h"

#include "tests/support/catch.h"

namespace outreach {
namespace {

using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace)

TEST_CASE("Date: only days that exist, in exactly one form", "[time]") {
  for (const char* text : {"2000-01-01", "2199-12-31", "2021-01-10", "2024-02-29", "2000-02-29"}) {
    const auto date = date_from_iso(text);
    REQUIRE(date);
    CHECK(to_iso(*date) == text);
  }
  for (const char* text :
       {"2100-02-29", "2023-02-29", "2021-02-30", "2021-04-31",  "2021-00-10",  "2021-13-01",
        "2021-01-00", "2021-01-32", "1999-12-31", "2200-01-01",  "0000-01-01",  "2021-1-10",
        "2021-01-1",  "21-01-10",   "2021/01/10", "2021-01-10 ", " 2021-01-10", "2021-01-10T",
        "+021-01-10", "2021-+1-10", "2021-01--1", "20210110",    "２０２１",    ""}) {
    CAPTURE(text);
    CHECK_FALSE(date_from_iso(text));
  }
}

TEST_CASE("Time: the day in China begins at 16:00 UTC", "[time]") {
  const WallTime midnight{std::chrono::sys_days{std::chrono::year{2021} / 1 / 9} + 16h};
  CHECK(to_iso(china_date(midnight)) == "2021-01-10");
  CHECK(china_clock_text(midnight) == "00:00");
  CHECK(to_iso(china_date(midnight - 1ms)) == "2021-01-09");
  CHECK(china_clock_text(midnight - 1ms) == "23:59");
  CHECK(china_clock_text(midnight + 8h + 14min + 59s) == "08:14");
}

TEST_CASE("Time: machine-readable form has milliseconds and survives a dead battery", "[time]") {
  CHECK(to_iso(WallTime{}) == "1970-01-01T00:00:00.000Z");
  CHECK(to_iso(WallTime{-1ms}) == "1969-12-31T23:59:59.999Z");
  CHECK(to_iso(WallTime{1610266440007ms}) == "2021-01-10T08:14:00.007Z");
  CHECK(to_iso(china_date(WallTime{-8h - 1ms})) == "1969-12-31");
}

}  // namespace
}  // namespace outreach
