// 看口袋书: which leaflet is read, and where in it.
#include <algorithm>
#include <utility>

#include "app/core/resident.h"
#include "app/core/steps.h"

namespace outreach::core {
namespace {

bool is_reading(const AppState& state) {
  return state.screen == ScreenName::Reader && state.visit.reading.leaflet;
}

}  // namespace

void apply(Step& step, const OpenLeaflet& intent, Now now) {
  AppState& state = step.state;
  const auto found = std::find_if(state.leaflets.begin(), state.leaflets.end(),
                                  [&](const auto& one) { return one->id == intent.id; });
  const bool is_visited = is_resident(state.screen) && state.screen != ScreenName::Attract;
  if (!is_visited || found == state.leaflets.end()) {
    return;
  }
  // The one that is being read stays the one that was opened: 再看一遍 after new content came.
  const Reading& open = state.visit.reading;
  const bool goes_on = open.leaflet && open.leaflet->id == intent.id;
  Reading opened{goes_on ? open.leaflet : *found};
  opened.opened_at = goes_on ? open.opened_at : now.monotonic;
  opened.take_aways = goes_on ? open.take_aways : 0;
  state.visit.reading = std::move(opened);
  state.screen = ScreenName::Reader;
}

void apply(Step& step, const TurnLeaf& intent) {
  if (!is_reading(step.state)) {
    return;
  }
  Reading& reading = step.state.visit.reading;
  reading.takes_away = false;
  const int leaves = reading.leaflet->leaves();
  const int from = reading.at_end ? leaves : reading.at;
  const int to = std::clamp(from + std::clamp(intent.by, -leaves, leaves), 0, leaves);
  reading.at_end = to == leaves;
  reading.at = std::min(to, leaves - 1);
  // One of all panels was chosen; pages are leafed through as they are shown.
  reading.whole = reading.whole && !reading.leaflet->is_comic();
}

void apply(Step& step, const ZoomLeaf& intent) {
  if (is_reading(step.state) && !step.state.visit.reading.leaflet->is_comic()) {
    step.state.visit.reading.zoom = std::clamp(intent.step, 0, kZoomSteps - 1);
    step.state.visit.reading.whole = false;
  }
}

void apply(Step& step, const ShowWhole& intent) {
  if (is_reading(step.state)) {
    step.state.visit.reading.whole = intent.whole;
    step.state.visit.reading.at_end = false;
    step.state.visit.reading.takes_away = false;
  }
}

void apply(Step& step, const ShowLeafletCode& intent) {
  Reading& reading = step.state.visit.reading;
  if (!is_reading(step.state) || !reading.at_end || !reading.leaflet->is_comic()) {
    return;
  }
  const bool is_new = intent.shown && !reading.takes_away;
  reading.takes_away = intent.shown;
  reading.take_aways = std::min(reading.take_aways + (is_new ? 1 : 0), domain::kTakeAwaysMax);
}

void settle_reading(AppState& state) {
  if (state.screen != ScreenName::Reader) {
    state.visit.reading = {};
  } else if (!state.visit.reading.leaflet) {
    state.screen = ScreenName::Leaflets;
  }
}

}  // namespace outreach::core
