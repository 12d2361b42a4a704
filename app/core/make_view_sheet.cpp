// 补录.
#include <algorithm>

#include "app/core/paging.h"
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

SheetFilesView make_sheet_files(const AppState& state) {
  const SheetFiles& files = state.sheet_files;
  SheetFilesView view;
  view.is_looking = files.is_looking;
  view.has_stick = files.has_stick;
  view.pages = page_count(files.names.size(), state.room.sheet_files);
  view.page = std::clamp(state.page, 0, view.pages - 1);
  const auto per_page = static_cast<std::size_t>(state.room.sheet_files);
  const std::size_t first = static_cast<std::size_t>(view.page) * per_page;
  const std::size_t last = std::min(files.names.size(), first + per_page);
  for (std::size_t i = first; i < last; ++i) {
    view.names.push_back(files.names[i]);
  }
  view.staff = state.staff;
  view.is_checking = !files.checking.empty();
  view.checked = files.checked;
  view.is_importing = files.importing.has_value();
  view.imported = files.imported;
  view.is_known = files.is_known;
  return view;
}

}  // namespace outreach::core
