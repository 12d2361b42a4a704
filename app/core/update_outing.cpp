// Opening and closing an outing.
#include <algorithm>
#include <utility>

#include "app/core/steps.h"
#include "platform/base/time.h"

namespace outreach::core {
namespace {

template <typename Content>
bool in_flight(const AppState& state) {
  return std::any_of(state.in_flight.begin(), state.in_flight.end(), [](const InFlight& tap) {
    return std::holds_alternative<Content>(tap.record.content);
  });
}

bool is_taken_back(const AppState& state) {
  return std::any_of(state.in_flight.begin(), state.in_flight.end(), [&](const InFlight& tap) {
    return takes_outing_back(state, tap.record.content);
  });
}

}  // namespace

bool is_opening(const AppState& state) {
  return in_flight<domain::OutingOpened>(state);
}

bool is_closing(const AppState& state) {
  return in_flight<domain::OutingClosed>(state);
}

bool takes_outing_back(const AppState& state, const domain::Content& content) {
  const auto* correction = std::get_if<domain::Correction>(&content);
  return correction != nullptr && state.outing && !correction->epoch &&
         correction->target == state.outing->sequence && correction->new_amount == 0;
}

bool refuse_while_ending(Step& step) {
  if (!is_closing(step.state) && !is_taken_back(step.state)) {
    return false;
  }
  step.state.notice = Notice{Notice::Tone::Waiting, Notice::What::OutingEnding};
  return true;
}

void apply(Step& step, const OpenOuting& intent) {
  AppState& state = step.state;
  if (state.outing || is_opening(state)) {
    return;
  }
  if (domain::check({intent.outing, intent.staff, std::nullopt})) {
    say_not_saved(step, ErrorCode::InvalidInput, {});
    return;
  }
  state.opening = intent;
}

void apply(Step& step, const AnswerDay& intent, Now now) {
  AppState& state = step.state;
  if (!state.opening || state.pin) {
    return;
  }
  if (!intent.right) {
    state.opening.reset();
  } else if (!ask_for_pin(step, PinPurpose::OpenOuting, state.opening->staff)) {
    open_confirmed(step, now);
  }
}

void open_confirmed(Step& step, Now now) {
  AppState& state = step.state;
  const auto wanted = std::exchange(state.opening, std::nullopt);
  if (!wanted || state.outing || is_opening(state)) {
    return;
  }
  ask_to_record(
      step, {{wanted->outing, wanted->staff, std::nullopt}, 0, std::nullopt, std::nullopt}, now);
}

void apply(Step& step, const CloseOuting& /*intent*/, Now now) {
  AppState& state = step.state;
  if (!state.outing || is_closing(state) || refuse_while_ending(step)) {
    return;
  }
  ask_to_record(step,
                {{domain::OutingClosed{}, state.staff, std::nullopt},
                 state.outing->sequence,
                 std::nullopt,
                 std::nullopt},
                now);
  state.screen = ScreenName::Home;
  state.page = 0;
}

}  // namespace outreach::core
