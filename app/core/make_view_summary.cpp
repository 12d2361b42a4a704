// 本场小结.
#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "app/core/paging.h"
#include "app/core/steps.h"
#include "app/core/view_parts.h"

namespace outreach::core {
namespace {

// Each leaflet of an entry that is looked for, the catalogue's first and in its order, also where
// all of it was taken back. One look at every entry of a day takes a fraction of a millisecond, and
// is taken on this screen alone.
template <typename IsLookedFor>
std::vector<domain::CatalogueItem> leaflets_where(const AppState& state,
                                                  IsLookedFor is_looked_for) {
  std::vector<std::string> found;
  for (const OutingEntry& entry : state.outing->entries) {
    const std::string leaflet(leaflet_of(entry.record.content));
    if (!leaflet.empty() && is_looked_for(entry.record.content) &&
        std::find(found.begin(), found.end(), leaflet) == found.end()) {
      found.push_back(leaflet);
    }
  }
  std::vector<domain::CatalogueItem> items;
  for (const domain::Leaflet& leaflet : state.catalogue.leaflets) {
    if (std::erase(found, leaflet.item.id) > 0) {
      items.push_back(leaflet.item);
    }
  }
  for (const std::string& left_the_list : found) {
    items.push_back({left_the_list, left_the_list, {}});
  }
  return items;
}

// What is off comes first: a page further nobody looks for it.
std::vector<SummaryRow> rows_of_summary(const AppState& state, const OutingLines& lines) {
  std::vector<SummaryRow> rows;
  for (const auto& leaflet :
       leaflets_where(state, [](const domain::Content& /*any*/) { return true; })) {
    if (const auto off = told_difference(lines.stock(leaflet.id))) {
      rows.push_back({shown_name(state, leaflet), 0, off});
    }
  }
  const auto is_handout = [](const domain::Content& content) {
    return std::holds_alternative<domain::Handout>(content);
  };
  for (const auto& leaflet : leaflets_where(state, is_handout)) {
    rows.push_back({shown_name(state, leaflet), lines.copies(leaflet.id)});
  }
  return rows;
}

void add_up(const AppState& state, const OutingLines& lines, SummaryView& view) {
  const domain::Totals totals = lines.totals();
  for (const OutingEntry& entry : state.outing->entries) {
    if (std::holds_alternative<domain::Consultation>(entry.record.content)) {
      view.parties = totals.parties;
      view.people = totals.people;
    } else if (std::holds_alternative<domain::Handout>(entry.record.content)) {
      view.copies = totals.copies;
    }
    if (entry.sequence > state.delivery.acknowledged_through) {
      ++view.undelivered;
    }
  }
  view.undelivered +=
      std::count_if(state.in_flight.begin(), state.in_flight.end(),
                    [&](const InFlight& tap) { return tap.outing == state.outing->sequence; });
}

}  // namespace

std::size_t summary_rows(const AppState& state) {
  return state.outing ? rows_of_summary(state, OutingLines(state)).size() : 0;
}

SummaryView make_summary(const AppState& state, const OutingLines& lines) {
  SummaryView view;
  if (!state.outing) {
    return view;
  }
  const domain::OutingOpened& opened = state.outing->opened;
  view.place = opened.place;
  view.date = opened.date;
  view.kind = opened.kind;
  if (const domain::CatalogueItem* kind = state.catalogue.outing_kind(opened.other_kind)) {
    view.own_kind = shown_name(state, *kind);
  } else {
    view.own_kind = opened.other_kind;
  }
  view.is_planned = opened.is_planned;
  view.closing = is_closing(state);
  view.staff = state.outing->recorders;
  add_up(state, lines, view);
  std::vector<SummaryRow> rows = rows_of_summary(state, lines);
  view.pages = page_count(rows.size(), state.room.summary_rows);
  view.page = std::clamp(state.page, 0, view.pages - 1);
  const auto at = [&](int page) {
    const auto row =
        static_cast<std::size_t>(page) * static_cast<std::size_t>(state.room.summary_rows);
    return rows.begin() + static_cast<std::ptrdiff_t>(std::min(row, rows.size()));
  };
  view.leaflets.assign(std::make_move_iterator(at(view.page)),
                       std::make_move_iterator(at(view.page + 1)));
  return view;
}

}  // namespace outreach::core
