// From fingers to clicks, by rules for trembling hands. Pure: positions, the last scene and the
// time come in.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>

#include "app/ui/scene.h"
#include "platform/base/time.h"
#include "platform/window/input.h"

namespace outreach::ui {

// A finger that wandered further than this (2 mm) drags and does not click.
inline constexpr float kTouchSlop = 12;
// A second tap on the same button within this is a tremor (MIIT elder-friendly design; our field
// rule).
inline constexpr std::int64_t kRepeatGuardMs = 400;
// On a counting button each tap is meant; a glass panel bounces within this.
inline constexpr std::int64_t kBounceGuardMs = 60;
// A finger already on its way to the old screen must not hit the new one.
inline constexpr std::int64_t kScreenGuardMs = 300;
// In gloves a finger feels nothing of the glass: it wanders twice as far, and rests and bounces on
// it longer.
inline constexpr float kGloveSlop = 24;
inline constexpr std::int64_t kGloveRepeatGuardMs = 600;
inline constexpr std::int64_t kGloveBounceGuardMs = 90;

struct TouchRules {
  float slop = kTouchSlop;
  std::int64_t repeat_guard = kRepeatGuardMs;
  std::int64_t bounce_guard = kBounceGuardMs;
};
inline constexpr TouchRules kBareRules{};
inline constexpr TouchRules kGloveRules{kGloveSlop, kGloveRepeatGuardMs, kGloveBounceGuardMs};

// A glide slows down by e in this time.
inline constexpr float kGlideMs = 325;
// A finger that rested this long before it left throws nothing.
inline constexpr std::int64_t kRestedMs = 100;

class Touch {
 public:
  // From the next change on; bare fingers' to begin with.
  void set_rules(const TouchRules& rules);
  // Queues what happened. One change of phase is taken per frame, so that a quick tap is still seen
  // pressed.
  void push(const TouchInput& input);
  // Takes the next change. `scene` is what was on the screen when the person touched it.
  void begin_frame(const Scene& scene, MonotonicTime now);
  // From now on, for kScreenGuardMs, touches are ignored; a press in progress is forgotten.
  void screen_changed(MonotonicTime now);

  bool pressed(TargetId id) const;
  // True in one frame: the finger left the button it had gone down on.
  bool clicked(TargetId id) const;

  // Offset of a scrolled area whose content is `content` high in a view `view` high; moves with
  // drag and glide.
  float scroll(TargetId id, float content, float view);
  void scroll_to(TargetId id, float offset);
  // The same across; it follows the finger and does not glide.
  float scroll_across(TargetId id, float content, float view);
  void scroll_across_to(TargetId id, float offset);

  // More frames are needed: a change is queued, or something glides.
  bool moving() const;

 private:
  struct Scrolled {
    float offset = 0;
    float speed = 0;  // units per ms
    float across = 0;
  };
  void take(const TouchInput& input, const Scene& scene, MonotonicTime now);
  void down(const TouchInput& input, const Scene& scene, MonotonicTime now);
  void move(const TouchInput& input, MonotonicTime now);
  void up(const TouchInput& input, const Scene& scene, MonotonicTime now);
  void glide(MonotonicTime now);

  TouchRules rules_;
  std::deque<TouchInput> queue_;
  bool down_ = false;
  bool dragging_ = false;
  float start_x_ = 0;
  float start_y_ = 0;
  float last_x_ = 0;
  float last_y_ = 0;
  TargetId pressed_ = 0;
  bool counting_ = false;
  TargetId clicked_ = 0;
  TargetId last_click_ = 0;
  std::optional<MonotonicTime> last_click_time_;
  std::optional<MonotonicTime> guard_until_;
  std::optional<MonotonicTime> last_frame_;
  TargetId scrolling_ = 0;
  std::optional<MonotonicTime> last_move_;
  std::map<TargetId, Scrolled> scrolled_;
};

}  // namespace outreach::ui
