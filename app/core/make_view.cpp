#include "app/core/make_view.h"

#include <algorithm>

#include "app/core/guide_walk.h"
#include "app/core/look_up.h"
#include "app/core/resident.h"
#include "app/core/steps.h"
#include "app/core/view_parts.h"

namespace outreach::core {
namespace {

HomeView make_home(const AppState& state, const OutingLines& lines, Now now) {
  HomeView view;
  if (is_open(state)) {
    view.today = lines.totals();
  }
  view.minutes_since_ack = minutes_since(state.delivery.last_ack_at, now);
  view.shows_closed = state.outing && state.outing->is_closed;
  return view;
}

AttractView make_attract(const AppState& state, Now now) {
  const std::int64_t shown =
      std::max<std::int64_t>(0, now.monotonic.milliseconds - state.last_touch.milliseconds);
  return {static_cast<int>((shown / kAttractPictureMilliseconds) % kAttractPictures)};
}

}  // namespace

bool counts_seconds(const AppState& state, Now now) {
  const bool delivery_waits = state.screen == ScreenName::Delivery && state.delivery.retry_at;
  const bool look_up_waits =
      state.screen == ScreenName::LookUp && seconds_until(next_look_up_at(state), now) > 0;
  const bool can_withdraw = state.visit.ask && state.visit.ask->sequence != 0;  // its minutes
  return delivery_waits || look_up_waits || can_withdraw || state.visit.asks_still_there ||
         (state.pin && seconds_until(pin_locked_until(state, *state.pin), now) > 0);
}

View make_view(const AppState& state, Now now) {
  const OutingLines lines(state);
  View view{make_frame(state, lines, now), {}};
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
    case ScreenName::Question:
      view.screen = make_question(state);
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
    case ScreenName::Summary:
      view.screen = make_summary(state, lines);
      break;
    case ScreenName::Slip:
      view.screen = make_slip(state);
      break;
    case ScreenName::Sheet:
      view.screen = make_sheet(state, lines, now);
      break;
    case ScreenName::SheetFiles:
      view.screen = make_sheet_files(state);
      break;
    case ScreenName::Attract:
      view.screen = make_attract(state, now);
      break;
    case ScreenName::Residents:
      view.screen = ResidentsView{has_guide(state), !state.leaflets.empty(), state.sealing};
      break;
    case ScreenName::Guide:
      view.screen = make_guide(state, now);
      break;
    case ScreenName::LookUp:
      view.screen = make_look_up(state, now);
      break;
    case ScreenName::Ask:
      view.screen = make_ask(state, now);
      break;
    case ScreenName::Leaflets:
      view.screen = make_leaflets(state);
      break;
    case ScreenName::Reader:
      view.screen = make_reader(state);
      break;
    case ScreenName::Rate:
      view.screen = make_rate(state);
      break;
  }
  return view;
}

}  // namespace outreach::core
