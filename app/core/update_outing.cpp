// Opening and closing an outing, and who records.
#include <algorithm>

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

// A day that has not come yet is most often a slip; but the machine's clock may be the one that is
// wrong, so asking for the same day again goes through.
bool doubts(AppState& state, Date date, Now now) {
  const bool in_future = now.wall_trusted && date.ok() && date > china_date(now.wall);
  if (!in_future || state.doubted_date == date) {
    state.doubted_date.reset();
    return false;
  }
  state.doubted_date = date;
  state.notice = Notice{Notice::Tone::Waiting, Notice::What::OutingDateInFuture, to_iso(date)};
  return true;
}

}  // namespace

bool is_opening(const AppState& state) {
  return in_flight<domain::OutingOpened>(state);
}

bool is_closing(const AppState& state) {
  return in_flight<domain::OutingClosed>(state);
}

void apply(Step& step, const OpenOuting& intent, Now now) {
  AppState& state = step.state;
  if (state.outing || is_opening(state) || doubts(state, intent.outing.date, now)) {
    return;
  }
  if (state.notice && state.notice->what == Notice::What::OutingDateInFuture) {
    state.notice.reset();
  }
  ask_to_record(step, {{intent.outing, intent.staff, std::nullopt}, 0, std::nullopt, std::nullopt},
                now);
}

void apply(Step& step, const CloseOuting& /*intent*/, Now now) {
  AppState& state = step.state;
  if (!state.outing || is_closing(state)) {
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

void apply(Step& step, const ChangeStaff& intent) {
  if (!domain::check({domain::OutingClosed{}, intent.staff, std::nullopt})) {
    step.state.staff = intent.staff;
  }
}

}  // namespace outreach::core
