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

// Each that was ever handed out, also where all of it was taken back; first come first. One look at
// every entry of a day takes a fraction of a millisecond, and is taken on this screen alone.
std::vector<std::string> leaflets_given(const CurrentOuting& outing) {
  std::vector<std::string> given;
  for (const OutingEntry& entry : outing.entries) {
    const auto* handout = std::get_if<domain::Handout>(&entry.record.content);
    if (handout != nullptr &&
        std::find(given.begin(), given.end(), handout->leaflet) == given.end()) {
      given.push_back(handout->leaflet);
    }
  }
  return given;
}

// As each counts now: the catalogue's first, in its order.
std::vector<SummaryRow> rows_of_summary(const AppState& state, const OutingLines& lines) {
  std::vector<std::string> given = leaflets_given(*state.outing);
  std::vector<SummaryRow> rows;
  for (const domain::Leaflet& leaflet : state.catalogue.leaflets) {
    if (std::erase(given, leaflet.item.id) > 0) {
      rows.push_back({shown_name(state, leaflet.item), lines.copies(leaflet.item.id)});
    }
  }
  for (const std::string& left_the_list : given) {
    rows.push_back({left_the_list, lines.copies(left_the_list)});
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
  return state.outing ? leaflets_given(*state.outing).size() : 0;
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
  view.pages = page_count(rows.size(), kSummaryRowsPerPage);
  view.page = std::clamp(state.page, 0, view.pages - 1);
  const auto at = [&](int page) {
    const auto row = static_cast<std::size_t>(page) * kSummaryRowsPerPage;
    return rows.begin() + static_cast<std::ptrdiff_t>(std::min(row, rows.size()));
  };
  view.leaflets.assign(std::make_move_iterator(at(view.page)),
                       std::make_move_iterator(at(view.page + 1)));
  return view;
}

}  // namespace outreach::core
