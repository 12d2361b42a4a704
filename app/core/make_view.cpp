#include "app/core/make_view.h"

#include "app/core/steps.h"
#include "app/core/view_parts.h"

namespace outreach::core {
namespace {

OpenOutingView make_open_outing(const AppState& state, Now now) {
  const bool starts_at_build = !now.wall_trusted && state.built.ok();
  return {state.catalogue.places, state.catalogue.staff,
          starts_at_build ? state.built : china_date(now.wall), now.wall_trusted,
          is_opening(state)};
}

HomeView make_home(const AppState& state, const OutingLines& lines, Now now) {
  return {lines.totals(), minutes_since(state.delivery.last_ack_at, now)};
}

}  // namespace

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
    case ScreenName::Delivery:
      view.screen = make_delivery(state, now);
      break;
  }
  return view;
}

}  // namespace outreach::core
