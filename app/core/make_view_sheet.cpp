// 补录.
#include "app/core/view_parts.h"

namespace outreach::core {

SheetView make_sheet(const AppState& state, const OutingLines& lines, Now now) {
  SheetView view;
  view.outing = make_open_outing(state, now);
  view.outing.planned.clear();
  view.outing.question.reset();
  view.outing.saving = false;
  view.advice = make_consultation(state, lines);
  for (const domain::Leaflet& leaflet : state.catalogue.leaflets) {
    view.leaflets.push_back({leaflet.item.id, shown_name(state, leaflet.item)});
  }
  view.staff = state.staff;
  view.saving = state.sheet.saving.has_value();
  view.recorded = state.sheet.recorded;
  return view;
}

}  // namespace outreach::core
