#include "app/ui/touch.h"

#include <algorithm>
#include <cmath>

namespace outreach::ui {
namespace {

// Slower than this (units per ms) a glide has come to rest.
constexpr float kRestSpeed = 0.02F;
// How much the newest movement counts in a finger's speed.
constexpr float kNewSpeedShare = 0.6F;
// More queued changes than a person can make: a broken panel.
constexpr std::size_t kQueueMax = 256;

}  // namespace

void Touch::set_rules(const TouchRules& rules) {
  rules_ = rules;
}

void Touch::push(const TouchInput& input) {
  // Each movement counts, for a finger that wandered and came back has dragged; only a flood is
  // thinned.
  if (input.phase == TouchPhase::Move && queue_.size() > kQueueMax / 2 &&
      queue_.back().phase == TouchPhase::Move) {
    queue_.back() = input;
    return;
  }
  if (queue_.size() < kQueueMax) {
    queue_.push_back(input);
  }
}

void Touch::begin_frame(const Scene& scene, MonotonicTime now) {
  clicked_ = 0;
  glide(now);
  while (!queue_.empty()) {
    const TouchInput input = queue_.front();
    queue_.pop_front();
    take(input, scene, now);
    if (input.phase != TouchPhase::Move) {
      break;
    }
  }
  last_frame_ = now;
}

void Touch::screen_changed(MonotonicTime now) {
  guard_until_ = MonotonicTime{now.milliseconds + kScreenGuardMs};
  pressed_ = 0;
  clicked_ = 0;
  down_ = false;
  scrolling_ = 0;
  scrolled_.clear();
}

void Touch::take(const TouchInput& input, const Scene& scene, MonotonicTime now) {
  switch (input.phase) {
    case TouchPhase::Down:
      down(input, scene, now);
      break;
    case TouchPhase::Move:
      move(input, now);
      break;
    case TouchPhase::Up:
      up(input, scene, now);
      break;
    case TouchPhase::Cancel:
      down_ = false;
      pressed_ = 0;
      scrolling_ = 0;
      break;
  }
}

void Touch::down(const TouchInput& input, const Scene& scene, MonotonicTime now) {
  pressed_ = 0;
  scrolling_ = 0;
  dragging_ = false;
  if (guard_until_ && now < *guard_until_) {
    down_ = false;
    return;
  }
  down_ = true;
  start_x_ = input.x;
  start_y_ = input.y;
  last_x_ = input.x;
  last_y_ = input.y;
  last_move_ = now;
  const SceneScroll* scroll = scene.scroll_at(input.x, input.y);
  if (scroll != nullptr) {
    scrolling_ = scroll->id;
    Scrolled& scrolled = scrolled_[scroll->id];
    if (std::abs(scrolled.speed) > kRestSpeed) {
      scrolled.speed = 0;  // a finger stops a glide and does nothing else
      return;
    }
  }
  const SceneTarget* target = scene.target_at(input.x, input.y);
  if (target == nullptr || !target->enabled) {
    return;
  }
  const bool same = target->id == last_click_ && last_click_time_.has_value();
  const std::int64_t since = same ? now.milliseconds - last_click_time_->milliseconds : 0;
  if (same && since < (target->counting ? rules_.bounce_guard : rules_.repeat_guard)) {
    return;
  }
  pressed_ = target->id;
}

void Touch::move(const TouchInput& input, MonotonicTime now) {
  if (!down_) {
    return;
  }
  const float dx = input.x - start_x_;
  const float dy = input.y - start_y_;
  if (!dragging_ && dx * dx + dy * dy > rules_.slop * rules_.slop) {
    dragging_ = true;
    pressed_ = 0;
  }
  if (!dragging_ || scrolling_ == 0) {
    return;
  }
  Scrolled& scrolled = scrolled_[scrolling_];
  const float by = last_y_ - input.y;
  scrolled.offset += by;
  scrolled.across += last_x_ - input.x;
  last_x_ = input.x;
  last_y_ = input.y;
  const std::int64_t since = last_move_ ? now.milliseconds - last_move_->milliseconds : 0;
  if (by != 0 && since > 0) {
    scrolled.speed =
        kNewSpeedShare * by / static_cast<float>(since) + (1 - kNewSpeedShare) * scrolled.speed;
    last_move_ = now;
  }
}

void Touch::up(const TouchInput& input, const Scene& scene, MonotonicTime now) {
  move(input, now);
  const SceneTarget* target = scene.target_at(input.x, input.y);
  if (down_ && pressed_ != 0 && target != nullptr && target->id == pressed_) {
    clicked_ = pressed_;
    last_click_ = pressed_;
    last_click_time_ = now;
  }
  if (scrolling_ != 0 && last_move_ && now.milliseconds - last_move_->milliseconds > kRestedMs) {
    scrolled_[scrolling_].speed = 0;
  }
  down_ = false;
  pressed_ = 0;
}

void Touch::glide(MonotonicTime now) {
  const float step =
      last_frame_ ? static_cast<float>(now.milliseconds - last_frame_->milliseconds) : 0;
  if (step <= 0) {
    return;
  }
  const float decay = std::exp(-step / kGlideMs);
  for (auto& [id, scrolled] : scrolled_) {
    if (down_ && id == scrolling_) {
      continue;
    }
    scrolled.offset += scrolled.speed * kGlideMs * (1 - decay);
    scrolled.speed *= decay;
    if (std::abs(scrolled.speed) < kRestSpeed) {
      scrolled.speed = 0;
    }
  }
}

bool Touch::pressed(TargetId id) const {
  return pressed_ == id;
}

bool Touch::clicked(TargetId id) const {
  return clicked_ == id;
}

float Touch::scroll(TargetId id, float content, float view) {
  Scrolled& scrolled = scrolled_[id];
  const float most = std::max(0.0F, content - view);
  if (scrolled.offset < 0 || scrolled.offset > most) {
    scrolled.offset = std::clamp(scrolled.offset, 0.0F, most);
    scrolled.speed = 0;
  }
  return scrolled.offset;
}

void Touch::scroll_to(TargetId id, float offset) {
  Scrolled& scrolled = scrolled_[id];
  scrolled.offset = offset;
  scrolled.speed = 0;
}

float Touch::scroll_across(TargetId id, float content, float view) {
  float& across = scrolled_[id].across;
  across = std::clamp(across, 0.0F, std::max(0.0F, content - view));
  return across;
}

void Touch::scroll_across_to(TargetId id, float offset) {
  scrolled_[id].across = offset;
}

bool Touch::moving() const {
  const bool glides = std::any_of(scrolled_.begin(), scrolled_.end(),
                                  [](const auto& entry) { return entry.second.speed != 0; });
  return !queue_.empty() || (glides && !down_);
}

}  // namespace outreach::ui
