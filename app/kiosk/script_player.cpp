#include "app/kiosk/script_player.h"

#include <cmath>
#include <limits>
#include <utility>

namespace outreach::kiosk {
namespace {

// Steps of one drag: enough that it is no jump for the touch rules.
constexpr int kDragMoves = 8;

struct Point {
  float x = 0;
  float y = 0;
};

Point centre(const ui::Rect& rect) {
  return {rect.centre_x(), rect.centre_y()};
}

float distance(Point a, Point b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

// A text on a tile that is itself the button: its hint, its count.
std::optional<Point> target_under_text(const ui::Scene& scene, std::string_view words) {
  for (const ui::SceneText& text : scene.texts()) {
    if (text.text.find(words) == std::string::npos || !scene.visible(text)) {
      continue;
    }
    const Point at = centre(text.rect);
    const ui::SceneTarget* target = scene.target_at(at.x, at.y);
    if (target != nullptr && target->enabled) {
      return at;
    }
  }
  return std::nullopt;
}

// Where no target was declared as belonging to `group`: the one nearest to a text that says so.
std::optional<Point> target_near_text(const ui::Scene& scene, std::string_view label,
                                      std::string_view group) {
  std::optional<Point> best;
  float least = std::numeric_limits<float>::max();
  const auto candidates = scene.find_targets(label);
  for (const ui::SceneText& text : scene.texts()) {
    if (text.text.find(group) == std::string::npos || !scene.visible(text)) {
      continue;
    }
    for (const ui::SceneTarget* target : candidates) {
      const float apart = distance(centre(text.rect), centre(target->rect));
      if (apart < least) {
        least = apart;
        best = centre(target->rect);
      }
    }
  }
  return best;
}

std::optional<Point> find_tap(const ui::Scene& scene, const TapStep& step) {
  const auto targets = scene.find_targets(step.label, step.group);
  if (!targets.empty()) {
    return centre(targets.front()->rect);
  }
  return step.group.empty() ? target_under_text(scene, step.label)
                            : target_near_text(scene, step.label, step.group);
}

std::optional<Point> find_start(const ui::Scene& scene, std::string_view label) {
  if (const auto targets = scene.find_targets(label); !targets.empty()) {
    return centre(targets.front()->rect);
  }
  for (const ui::SceneText& text : scene.texts()) {
    if (text.text.find(label) != std::string::npos && scene.visible(text)) {
      return centre(text.rect);
    }
  }
  return std::nullopt;
}

// Says why a thing that is there cannot be touched or read.
std::string hint(const ui::Scene& scene, std::string_view label) {
  for (const ui::SceneTarget& target : scene.targets()) {
    if (target.label.find(label) != std::string::npos && !scene.reachable(target)) {
      return target.enabled ? "  (a button of that name is there, but covered or cut off)\n"
                            : "  (a button of that name is there, but cannot be pressed now)\n";
    }
  }
  for (const ui::SceneText& text : scene.texts()) {
    if (text.text.find(label) != std::string::npos && !scene.visible(text)) {
      return "  (that text is there, but covered or cut off)\n";
    }
  }
  return {};
}

std::string_view wanted_text(const ScriptStep& step) {
  if (const auto* tap = std::get_if<TapStep>(&step)) {
    return tap->label;
  }
  if (const auto* see = std::get_if<SeeStep>(&step)) {
    return see->text;
  }
  if (const auto* drag = std::get_if<DragStep>(&step); drag != nullptr && drag->label) {
    return *drag->label;
  }
  return {};
}

}  // namespace

PlayerAction ScriptPlayer::next(const ui::Scene& scene, bool settled, MonotonicTime real_now) {
  if (!queue_.empty()) {
    PlayerAction action = std::move(queue_.front());
    queue_.pop_front();
    return action;
  }
  if (!waiting_since_) {
    waiting_since_ = real_now;
  }
  const bool patient = real_now.milliseconds - waiting_since_->milliseconds < patience_.count();
  if (!settled && patient) {
    return Look{};
  }
  if (std::exchange(is_line_done_, false)) {
    lines_.pop_front();
  }
  if (lines_.empty()) {
    return EndShow{};
  }
  auto action =
      std::visit([&](const auto& step) { return begin(step, scene); }, lines_.front().step);
  if (action) {
    waiting_since_.reset();
    return std::move(*action);
  }
  return patient ? PlayerAction(Look{}) : fail(scene);
}

std::string ScriptPlayer::where() const {
  if (lines_.empty()) {
    return name_;
  }
  const ScriptLine& line = lines_.front();
  return name_ + ":" + std::to_string(line.number) + ": " + line.text;
}

std::optional<PlayerAction> ScriptPlayer::begin(const TapStep& step, const ui::Scene& scene) {
  const auto at = find_tap(scene, step);
  if (!at) {
    return std::nullopt;
  }
  if (!paused_) {
    paused_ = true;
    return PassTime{kTapPause};
  }
  paused_ = false;
  queue_.emplace_back(TouchUp{at->x, at->y});
  taps_done_ += 1;
  taps_untold_ += 1;
  if (taps_done_ >= step.times) {
    finish_line();
  }
  return TouchDown{at->x, at->y};
}

std::optional<PlayerAction> ScriptPlayer::begin(const TypeStep& step, const ui::Scene& /*scene*/) {
  TypeText action{step.text};
  finish_line();
  return action;
}

std::optional<PlayerAction> ScriptPlayer::begin(const DragStep& step, const ui::Scene& scene) {
  Point from{step.x1, step.y1};
  Point to{step.x2, step.y2};
  if (step.label) {
    const auto start = find_start(scene, *step.label);
    if (!start) {
      return std::nullopt;
    }
    from = *start;
    to = {from.x + step.x2, from.y + step.y2};
  }
  if (!paused_) {
    paused_ = true;
    return PassTime{kTapPause};
  }
  for (int i = 1; i <= kDragMoves; ++i) {
    const float part = static_cast<float>(i) / kDragMoves;
    queue_.emplace_back(
        TouchMove{from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part});
  }
  queue_.emplace_back(TouchUp{to.x, to.y});
  finish_line();
  return TouchDown{from.x, from.y};
}

std::optional<PlayerAction> ScriptPlayer::begin(const SeeStep& step, const ui::Scene& scene) {
  if (!scene.sees(step.text)) {
    return std::nullopt;
  }
  finish_line();
  return Look{};
}

std::optional<PlayerAction> ScriptPlayer::begin(const GoneStep& step, const ui::Scene& scene) {
  if (scene.sees(step.text)) {
    return std::nullopt;
  }
  finish_line();
  return Look{};
}

std::optional<PlayerAction> ScriptPlayer::begin(const ShotStep& step, const ui::Scene& /*scene*/) {
  Capture action{step.name};
  finish_line();
  return action;
}

std::optional<PlayerAction> ScriptPlayer::begin(const WaitStep& step, const ui::Scene& /*scene*/) {
  PassTime action{step.duration};
  finish_line();
  return action;
}

std::optional<PlayerAction> ScriptPlayer::begin(const SetClockStep& step,
                                                const ui::Scene& /*scene*/) {
  SetClock action{step.time};
  finish_line();
  return action;
}

std::optional<PlayerAction> ScriptPlayer::begin(const TapsStep& step, const ui::Scene& /*scene*/) {
  Tell action{step.name + ": " + std::to_string(std::exchange(taps_untold_, 0)) + " taps"};
  finish_line();
  return action;
}

std::optional<PlayerAction> ScriptPlayer::begin(const QuitStep& /*step*/,
                                                const ui::Scene& /*scene*/) {
  return EndShow{};
}

std::optional<PlayerAction> ScriptPlayer::begin(const PowerCutStep& /*step*/,
                                                const ui::Scene& /*scene*/) {
  return CutPower{};
}

PlayerAction ScriptPlayer::fail(const ui::Scene& scene) const {
  const std::string_view wanted = wanted_text(lines_.front().step);
  std::string message = where() + "\n";
  if (taps_done_ > 0) {
    message += "  (after " + std::to_string(taps_done_) + " taps)\n";
  }
  if (!wanted.empty()) {
    message += hint(scene, wanted);
  }
  message += "  on the screen:\n";
  for (const std::string& text : scene.visible_texts()) {
    message += "    " + text + "\n";
  }
  return FailShow{std::move(message)};
}

void ScriptPlayer::finish_line() {
  is_line_done_ = true;
  taps_done_ = 0;
  paused_ = false;
}

}  // namespace outreach::kiosk
