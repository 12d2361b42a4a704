// 看口袋书: the shelf and the reader.
#include <algorithm>

#include "app/core/paging.h"
#include "app/core/view_parts.h"

namespace outreach::core {
namespace {

const domain::Leaflet* catalogued(const AppState& state, const std::string& id) {
  const auto& all = state.catalogue.leaflets;
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const domain::Leaflet& one) { return one.item.id == id; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

LeafletsView make_leaflets(const AppState& state) {
  LeafletsView view;
  view.pages = pages_of_screen(state);
  view.page = std::min(state.page, view.pages - 1);
  const auto room = static_cast<std::size_t>(state.room.covers);
  const std::size_t first = static_cast<std::size_t>(view.page) * room;
  const std::size_t end = std::min(first + room, state.leaflets.size());
  for (std::size_t i = first; i < end; ++i) {
    const std::string& id = state.leaflets[i]->id;
    if (const auto* known = catalogued(state, id)) {
      view.covers.push_back({id, shown_name(state, known->item), known->cover});
    }
  }
  return view;
}

ReaderView make_reader(const AppState& state) {
  const Reading& reading = state.visit.reading;
  const auto* known = catalogued(state, reading.leaflet->id);
  return {known != nullptr ? shown_name(state, known->item) : std::string(),
          reading.leaflet,
          reading.at,
          reading.at_end,
          reading.whole,
          reading.zoom,
          reading.takes_away};
}

}  // namespace outreach::core
