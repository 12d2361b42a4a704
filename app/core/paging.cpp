#include "app/core/paging.h"

#include <algorithm>

#include "app/core/counting.h"
#include "app/core/make_view.h"
#include "app/core/returned.h"
#include "app/core/today_lines.h"
#include "app/core/view_parts.h"

namespace outreach::core {

int page_count(std::size_t items, int per_page) {
  return std::max(1, (static_cast<int>(items) + per_page - 1) / per_page);
}

int pages_of_screen(const AppState& state) {
  if (state.screen == ScreenName::Handout) {
    return page_count(state.catalogue.leaflets.size(), state.room.tiles);
  }
  if (state.screen == ScreenName::Stock) {
    return page_count(state.catalogue.leaflets.size(), state.room.stock_rows);
  }
  if (state.screen == ScreenName::Today) {
    const OutingLines lines(state);
    return page_count(TodayLines(state, lines).size(), state.room.today_rows);
  }
  if (state.screen == ScreenName::Returned) {
    return page_count(returned_entries(state).size(), state.room.returned);
  }
  if (state.screen == ScreenName::SheetFiles) {
    return page_count(state.sheet_files.names.size(), state.room.sheet_files);
  }
  if (state.screen == ScreenName::Leaflets) {
    return page_count(state.leaflets.size(), state.room.covers);
  }
  if (state.screen == ScreenName::Summary) {
    return page_count(summary_rows(state), state.room.summary_rows);
  }
  if (state.screen == ScreenName::Ask) {
    return page_count(state.catalogue.topics.size(), kAskTopicsShown);
  }
  return 1;
}

}  // namespace outreach::core
