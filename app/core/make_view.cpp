#include "app/core/make_view.h"

#include "app/core/steps.h"
#include "app/core/view_parts.h"

namespace outreach::core {
namespace {

OpenOutingView make_open_outing(const AppState& state, Now now) {
  const bool starts_at_build = !now.wall_trusted && state.built.ok();
  OpenOutingView view;
  view.places = state.catalogue.places;
  view.staff = state.catalogue.staff;
  view.today = starts_at_build ? state.built : china_date(now.wall);
  view.clock_trusted = now.wall_trusted;
  view.clock_doubt = now.wall_trusted ? ClockDoubt::None : state.clock_doubt;
  view.saving = is_opening(state);
  if (state.opening) {
    const domain::OutingOpened& outing = state.opening->outing;
    view.question = OpenOutingView::DayQuestion{outing.date, outing.place,
                                                now.wall_trusted && outing.date == view.today,
                                                now.wall_trusted && outing.date > view.today};
  }
  return view;
}

HomeView make_home(const AppState& state, const OutingLines& lines, Now now) {
  return {lines.totals(), minutes_since(state.delivery.last_ack_at, now)};
}

}  // namespace

bool counts_seconds(const AppState& state, Now now) {
  const bool delivery_waits = state.screen == ScreenName::Delivery && state.delivery.retry_at;
  return delivery_waits ||
         (state.pin && seconds_until(pin_locked_until(state, *state.pin), now) > 0);
}

View make_view(const AppState& state, Now now) {
  const OutingLines lines(state);
  View view;
  view.frame = make_frame(state, lines, now);
  switch (state.screen) {
    case ScreenName::Home:
      view.screen = make_home(state, lines, now);
      break;
    case ScreenName::OpenOuting:
      view.screen = make_open_outing(state, now);
      break;
    case ScreenName::Handout:
      view.screen = make_handout(state, lines);
      break;
    case ScreenName::Consultation:
      view.screen = make_consultation(state, lines);
      break;
    case ScreenName::Today:
      view.screen = make_today(state, lines);
      break;
    case ScreenName::Stock:
      view.screen = make_stock(state, lines);
      break;
    case ScreenName::Delivery:
      view.screen = make_delivery(state, now);
      break;
    case ScreenName::Returned:
      view.screen = make_returned(state, lines);
      break;
  }
  return view;
}

}  // namespace outreach::core
