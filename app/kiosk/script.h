// The script of a stall day: what a person does and expects to see, one step a line. Parsing only;
// pure.
//
//   # a comment
//   tap "发放"                    the button with this text; an exact label wins, then the first in
//   reading order tap "+1" x5                   five times tap "+1" in "法律援助便民卡"    the one
//   that belongs to what says this type "12"                     on a plugged keyboard; \n is
//   Enter, \b Backspace, \e Escape drag 640 600 640 200          from one point to another, in
//   units of the 1280x800 design drag "9月" 0 -300             from the middle of a text or button,
//   by this much see "已保存"                   fails unless a person can read it gone "正在存"
//   fails while a person can read it shot pad                      writes pad.png into the folder
//   of --shots wait 3s                       time passes on the program's clock: ms, s, m or h
//   set-clock 2021-01-10T08:00    somebody sets the machine's date, China time
//   taps NAME                     prints "NAME: 12 taps": how many taps there were since the last
//   such line, or the start; a drag and a keyboard are none
//   quit                          ends the program as closing its window does
//   power-cut                     ends it at once, nothing flushed
//
// Texts are quoted; \" and \\ stand for themselves.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "platform/base/result.h"
#include "platform/base/time.h"

namespace outreach::kiosk {

struct TapStep {
  std::string label;
  int times = 1;
  std::string group;  // empty: any
  bool operator==(const TapStep&) const = default;
};
struct TypeStep {
  std::string text;
  bool operator==(const TypeStep&) const = default;
};
struct DragStep {
  std::optional<std::string> label;  // none: from (x1, y1)
  float x1 = 0;
  float y1 = 0;
  float x2 = 0;  // with a label: how far
  float y2 = 0;
  bool operator==(const DragStep&) const = default;
};
struct SeeStep {
  std::string text;
  bool operator==(const SeeStep&) const = default;
};
struct GoneStep {
  std::string text;
  bool operator==(const GoneStep&) const = default;
};
struct ShotStep {
  std::string name;
  bool operator==(const ShotStep&) const = default;
};
struct WaitStep {
  std::chrono::milliseconds duration{0};
  bool operator==(const WaitStep&) const = default;
};
struct SetClockStep {
  WallTime time{};
  bool operator==(const SetClockStep&) const = default;
};
struct QuitStep {
  bool operator==(const QuitStep&) const = default;
};
struct TapsStep {
  std::string name;
  bool operator==(const TapsStep&) const = default;
};
struct PowerCutStep {
  bool operator==(const PowerCutStep&) const = default;
};
using ScriptStep = std::variant<TapStep, TypeStep, DragStep, SeeStep, GoneStep, ShotStep, WaitStep,
                                SetClockStep, TapsStep, QuitStep, PowerCutStep>;

struct ScriptLine {
  int number = 0;    // in the file, from 1
  std::string text;  // as written, trimmed
  ScriptStep step;
};

struct Script {
  std::string name;
  std::vector<ScriptLine> lines;
};

// Limits that catch a slip in a script rather than hang a build.
inline constexpr int kTapTimesMax = 1'000;
inline constexpr std::chrono::hours kWaitMax{24 * 31};

// InvalidInput names script, line and what was expected there.
Result<Script> parse_script(std::string_view text, std::string name);

}  // namespace outreach::kiosk
