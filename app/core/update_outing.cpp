// Opening and closing an outing, and whether one that is open is still on.
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

// Today, where the clock is believed.
std::optional<Date> believed_day(Now now) {
  return now.wall_trusted ? std::optional(china_date(now.wall)) : std::nullopt;
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

bool is_open(const AppState& state) {
  return state.outing && !state.outing->is_closed;
}

Sequence outing_of_residents(const AppState& state) {
  const bool is_on =
      is_open(state) && !state.asks_resume && !is_closing(state) && !is_taken_back(state);
  return is_on ? state.outing->sequence : 0;
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
  refuse(step, {Notice::Tone::Waiting, Notice::What::OutingEnding});
  return true;
}

namespace {

// False: nothing is to be closed, or it is closing already.
bool close_outing(Step& step, Now now) {
  AppState& state = step.state;
  if (!is_open(state) || is_closing(state) || refuse_while_ending(step)) {
    return false;
  }
  ask_to_record(step,
                {{domain::OutingClosed{}, state.staff, std::nullopt},
                 state.outing->sequence,
                 std::nullopt,
                 std::nullopt},
                now);
  return true;
}

}  // namespace

void apply(Step& step, const OpenOuting& intent) {
  AppState& state = step.state;
  if (is_open(state) || is_opening(state)) {
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
    // Only this day did the machine propose itself.
    state.asks_clock = now.wall_trusted && state.opening->outing.date == china_date(now.wall);
    state.opening.reset();
  } else if (!ask_for_pin(step, PinPurpose::OpenOuting, state.opening->staff)) {
    open_confirmed(step, now);
  }
}

void apply(Step& step, const AnswerClock& intent, Now now) {
  step.state.asks_clock = false;
  if (intent.wrong && now.wall_trusted) {
    step.commands.emplace_back(DoubtClock{});
  }
}

void open_confirmed(Step& step, Now now) {
  AppState& state = step.state;
  const auto wanted = std::exchange(state.opening, std::nullopt);
  if (!wanted || is_open(state) || is_opening(state)) {
    return;
  }
  // Nobody proposed that day to them: with a clock that is called wrong none is.
  if (!now.wall_trusted && state.clock_doubt == ClockDoubt::StaffSayWrong &&
      wanted->outing.date == china_date(now.wall)) {
    step.commands.emplace_back(TrustClock{});
  }
  ask_to_record(
      step, {{wanted->outing, wanted->staff, std::nullopt}, 0, std::nullopt, std::nullopt}, now);
}

void apply(Step& step, const CloseOuting& /*intent*/, Now now) {
  if (close_outing(step, now)) {
    step.state.screen = ScreenName::Summary;
    step.state.page = 0;
  }
}

void apply(Step& step, const AnswerResume& intent, Now now) {
  AppState& state = step.state;
  if (!std::exchange(state.asks_resume, false) || !is_open(state)) {
    return;
  }
  if (intent.answer == AnswerResume::Answer::GoOn) {
    state.on_since = believed_day(now);
  } else if (close_outing(step, now)) {
    leave_pin(state);
    state.screen = ScreenName::OpenOuting;
    state.page = 0;
  }
}

bool looks_back(ScreenName screen) {
  return screen == ScreenName::Today || screen == ScreenName::Summary || screen == ScreenName::Slip;
}

void settle_outing_day(AppState& state, Now now) {
  if (!is_open(state) || is_closing(state)) {
    state.asks_resume = false;
  }
  const std::optional<Date> today = believed_day(now);
  if (!state.outing || !today || today == state.outing->opened.date || today == state.on_since) {
    return;
  }
  if (is_open(state)) {
    state.asks_resume = !is_closing(state);
  } else if (!looks_back(state.screen)) {
    state.outing.reset();
  }
}

}  // namespace outreach::core
