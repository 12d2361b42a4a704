// Plays a script on what is really on the screen. Pure: it looks at the scene a frame left behind
// and says what to do next; the show (show.h) does it, with real input events.
#pragma once

#include <deque>
#include <iterator>
#include <list>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/kiosk/script.h"
#include "app/ui/scene.h"

namespace outreach::kiosk {

// How long, in the machine's real time, a step may wait for the screen to become what it needs: far
// longer than any commit or loopback exchange, short enough that a broken script ends soon. A
// machine that is busy with other things needs more (--step-patience).
inline constexpr std::chrono::milliseconds kStepPatience{5'000};
// Passes on the program's clock before each tap, as a person's hand takes it; longer than every
// guard against trembling hands (app/ui/touch.h).
inline constexpr std::chrono::milliseconds kTapPause{500};

// What the show is to do. One at a time; a frame is drawn and settled between two.
struct Look {};  // nothing yet: draw again and ask again
struct TouchDown {
  float x = 0;
  float y = 0;
};
struct TouchMove {
  float x = 0;
  float y = 0;
};
struct TouchUp {
  float x = 0;
  float y = 0;
};
struct TypeText {
  std::string text;
};
struct Capture {
  std::string name;
};
struct PassTime {
  std::chrono::milliseconds duration{0};
};
struct SetClock {
  WallTime time{};
};
struct Tell {
  std::string line;  // for whoever reads what the program prints
};
struct EndShow {};
struct CutPower {};
struct FailShow {
  std::string message;
};
using PlayerAction = std::variant<Look, TouchDown, TouchMove, TouchUp, TypeText, Capture, PassTime,
                                  SetClock, Tell, EndShow, CutPower, FailShow>;

class ScriptPlayer {
 public:
  explicit ScriptPlayer(Script script, std::chrono::milliseconds patience = kStepPatience)
      : name_(std::move(script.name)),
        lines_(std::make_move_iterator(script.lines.begin()),
               std::make_move_iterator(script.lines.end())),
        patience_(patience) {}

  // `scene` is the last whole frame. `settled`: nothing on it is about to change by itself.
  // `real_now` is the machine's time, not the program's.
  PlayerAction next(const ui::Scene& scene, bool settled, MonotonicTime real_now);
  // The line being played, for messages of the show: "day.txt:12: shot pad".
  std::string where() const;

 private:
  std::optional<PlayerAction> begin(const TapStep& step, const ui::Scene& scene);
  std::optional<PlayerAction> begin(const TypeStep& step, const ui::Scene& scene);
  std::optional<PlayerAction> begin(const DragStep& step, const ui::Scene& scene);
  std::optional<PlayerAction> begin(const SeeStep& step, const ui::Scene& scene);
  std::optional<PlayerAction> begin(const GoneStep& step, const ui::Scene& scene);
  std::optional<PlayerAction> begin(const ShotStep& step, const ui::Scene& scene);
  std::optional<PlayerAction> begin(const WaitStep& step, const ui::Scene& scene);
  std::optional<PlayerAction> begin(const SetClockStep& step, const ui::Scene& scene);
  std::optional<PlayerAction> begin(const TapsStep& step, const ui::Scene& scene);
  std::optional<PlayerAction> begin(const QuitStep& step, const ui::Scene& scene);
  std::optional<PlayerAction> begin(const PowerCutStep& step, const ui::Scene& scene);
  PlayerAction fail(const ui::Scene& scene) const;
  void finish_line();

  std::string name_;
  // Each in memory of its own, given back when it has been played: what a script types must not be
  // found in the program's memory longer than what a person types.
  std::list<ScriptLine> lines_;  // the first: of the step begun last
  std::chrono::milliseconds patience_;
  bool is_line_done_ = false;       // the first
  int taps_done_ = 0;               // of the tap step being played
  int taps_untold_ = 0;             // since a line told how many there were
  bool paused_ = false;             // the pause before the next tap has passed
  std::deque<PlayerAction> queue_;  // rest of the step begun
  std::optional<MonotonicTime> waiting_since_;
};

}  // namespace outreach::kiosk
