// Staff's screens lock when nobody touches them. What was on them stays: the screen, what is on its
// way to the journal, and what was chosen and typed, which is not in the state at all.
#include "app/core/lock.h"
#include "app/core/resident.h"
#include "app/core/steps.h"

namespace outreach::core {
namespace {

// The pad, where who recorded has a PIN; else a tap is enough.
void ask_to_unlock(Step& step) {
  static_cast<void>(ask_for_pin(step, PinPurpose::Unlock, step.state.staff));
}

}  // namespace

std::optional<MonotonicTime> lock_due(const AppState& state) {
  const bool is_there =
      !is_resident(state.screen) && (state.screen != ScreenName::Home || state.pin);
  if (state.is_locked || !is_there) {
    return std::nullopt;
  }
  return MonotonicTime{state.last_touch.milliseconds + kStaffIdleMilliseconds};
}

void lock_if_idle(Step& step, Now now) {
  AppState& state = step.state;
  const auto due = lock_due(state);
  if (!due || now.monotonic < *due) {
    return;
  }
  leave_pin(state);
  if (state.screen != ScreenName::Home) {
    state.is_locked = true;
    ask_to_unlock(step);
  }
}

bool is_locked_out(const AppState& state, const Intent& intent) {
  if (!state.is_locked) {
    return false;
  }
  const auto* asks = std::get_if<AskPin>(&intent);
  const bool is_of_the_lock =
      std::holds_alternative<Unlock>(intent) || std::holds_alternative<EnterPin>(intent) ||
      std::holds_alternative<LeavePin>(intent) || std::holds_alternative<EndPractice>(intent) ||
      (asks != nullptr && asks->purpose == PinPurpose::ClearForgotten);
  return !is_of_the_lock;
}

void settle_lock(AppState& state) {
  if (state.is_locked && state.screen == ScreenName::Home) {
    leave_pin(state);
    state.is_locked = false;
  }
}

// Any name without a PIN goes on at once, as 换人 does everywhere: a forgotten colleague's PIN must
// not keep a stall from counting.
void apply(Step& step, const Unlock& intent) {
  AppState& state = step.state;
  const bool is_person = !domain::check({domain::OutingClosed{}, intent.staff, std::nullopt});
  if (!state.is_locked || (!is_person && intent.staff != state.staff)) {
    return;
  }
  leave_pin(state);
  if (!ask_for_pin(step, PinPurpose::Unlock, intent.staff)) {
    state.staff = intent.staff;
    state.is_locked = false;
  }
}

void apply(Step& step, const LeavePin& /*intent*/) {
  leave_pin(step.state);
  if (step.state.is_locked) {
    ask_to_unlock(step);
  }
}

}  // namespace outreach::core
