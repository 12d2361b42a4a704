#include "app/kiosk/script.h"

#include "tests/support/catch.h"

namespace outreach::kiosk {
namespace {

template <typename Step>
Step one(const std::string& line) {
  const auto script = parse_script(line, "day.txt");
  REQUIRE(script);
  REQUIRE(script->lines.size() == 1);
  return std::get<Step>(script->lines.front().step);
}

std::string complaint_about_script(const std::string& text) {
  const auto script = parse_script(text, "day.txt");
  REQUIRE_FALSE(script);
  CHECK(script.error().code == ErrorCode::InvalidInput);
  return script.error().context;
}

TEST_CASE("Script: reads every kind of step", "[script]") {
  CHECK(one<TapStep>("tap \"发放\"") == TapStep{"发放", 1, ""});
  CHECK(one<TapStep>("tap \"+1\" x20 in \"法律援助便民卡\"") ==
        TapStep{"+1", 20, "法律援助便民卡"});
  CHECK(one<TapStep>("tap \"+1\" in \"法律\" x2") == TapStep{"+1", 2, "法律"});
  CHECK(one<TypeStep>(R"(type "a\"b\\\n")") == TypeStep{"a\"b\\\n"});
  CHECK(one<DragStep>("drag 640 600 640 200.5") == DragStep{std::nullopt, 640, 600, 640, 200.5F});
  CHECK(one<DragStep>("drag \"9月\" 0 -300") == DragStep{"9月", 0, 0, 0, -300});
  CHECK(one<SeeStep>("see \"已保存\"") == SeeStep{"已保存"});
  CHECK(one<GoneStep>("gone \"正在存\"") == GoneStep{"正在存"});
  CHECK(one<ShotStep>("shot pad-1") == ShotStep{"pad-1"});
  CHECK(one<WaitStep>("wait 300ms").duration == std::chrono::milliseconds(300));
  CHECK(one<WaitStep>("wait 3s").duration == std::chrono::seconds(3));
  CHECK(one<WaitStep>("wait 10m").duration == std::chrono::minutes(10));
  CHECK(one<WaitStep>("wait 2h").duration == std::chrono::hours(2));
  CHECK(to_iso(one<SetClockStep>("set-clock 2021-01-10T08:00").time) == "2021-01-10T00:00:00.000Z");
  CHECK(one<TapsStep>("taps rush-1") == TapsStep{"rush-1"});
  one<QuitStep>("quit");
  one<PowerCutStep>("power-cut");
}

TEST_CASE("Script: comments and blank lines keep their numbers", "[script]") {
  const auto script = parse_script("# a day\r\n\r\n  see \"a\"  \r\n\tquit", "day.txt");
  REQUIRE(script);
  REQUIRE(script->lines.size() == 2);
  CHECK(script->lines[0].number == 3);
  CHECK(script->lines[0].text == "see \"a\"");
  CHECK(script->lines[1].number == 4);
}

TEST_CASE("Script: a slip is named with its line and what was expected there", "[script]") {
  CHECK(complaint_about_script("quit\ntapp \"a\"") ==
        "day.txt:2: expected tap, type, drag, see, gone, shot, wait, set-clock, taps, quit or "
        "power-cut: "
        "tapp \"a\"");
  CHECK(complaint_about_script("tap a") == "day.txt:1: expected a text in quotes: tap a");
  CHECK(complaint_about_script("tap \"a") == "day.txt:1: expected a closing quote: tap \"a");
  CHECK(complaint_about_script("tap \"\"") ==
        "day.txt:1: expected a text that is not empty: tap \"\"");
  CHECK(complaint_about_script("see \"a\" b") ==
        "day.txt:1: expected the end of the line: see \"a\" b");
  for (const char* line :
       {"tap \"a\" x0", "tap \"a\" x1001", "tap \"a\" twice", "wait 3", "wait s", "wait 99999h",
        "wait -3s", "drag 1 2 3", "drag 1 2 3 nan", "shot a/b", "shot", "taps", "taps \"a\"",
        "set-clock 2021-02-30T08:00", "set-clock 2021-01-10T24:00", "set-clock 2021-01-10",
        "quit now", "see \"\xFF\""}) {
    CAPTURE(line);
    CHECK_FALSE(parse_script(line, "day.txt").has_value());
  }
}

}  // namespace
}  // namespace outreach::kiosk
