// 库存, and what other screens say of it.
#include <algorithm>

#include "app/core/paging.h"
#include "app/core/steps.h"
#include "app/core/view_parts.h"

namespace outreach::core {
namespace {

StockRow make_stock_row(const AppState& state, const domain::Leaflet& leaflet,
                        const OutingLines& lines) {
  const LeafletStock stock = lines.stock(leaflet.item.id);
  StockRow row;
  row.id = leaflet.item.id;
  row.name = shown_name(state, leaflet.item);
  row.cover = leaflet.cover;
  row.taken_out = stock.balance.taken_out;
  row.brought_back = stock.balance.brought_back;
  row.spoiled = stock.balance.spoiled;
  row.given = stock.balance.given;
  row.left = stock.left();
  row.difference = stock.difference();
  row.none_back = stock.none_back && row.brought_back == 0;
  row.saving = lines.is_stock_saving(leaflet.item.id);
  if (stock.explanation && row.difference.value_or(0) != 0) {
    row.explanation = StockRow::Explanation{stock.is_explained(), stock.explanation->difference,
                                            difference_reason_from(stock.explanation->reason)};
  }
  return row;
}

}  // namespace

StockView make_stock(const AppState& state, const OutingLines& lines) {
  StockView view;
  const auto& leaflets = state.catalogue.leaflets;
  view.pages = page_count(leaflets.size(), state.room.stock_rows);
  view.page = std::clamp(state.page, 0, view.pages - 1);
  const auto per_page = static_cast<std::size_t>(state.room.stock_rows);
  const std::size_t first = static_cast<std::size_t>(view.page) * per_page;
  const std::size_t last = std::min(leaflets.size(), first + per_page);
  for (std::size_t i = first; i < last; ++i) {
    view.rows.push_back(make_stock_row(state, leaflets[i], lines));
  }
  return view;
}

std::optional<FewLeft> few_left(const AppState& state, const OutingLines& lines) {
  std::optional<FewLeft> fewest;
  for (const domain::Leaflet& leaflet : state.catalogue.leaflets) {
    const auto left = lines.stock(leaflet.item.id).left();
    if (!left || *left > kFewLeft) {
      continue;
    }
    if (!fewest || (*left > 0 && (*left < fewest->copies || fewest->copies == 0))) {
      fewest = FewLeft{shown_name(state, leaflet.item), *left};
    }
  }
  return fewest;
}

std::optional<StockDifference> open_stock_difference(const AppState& state,
                                                     const OutingLines& lines) {
  std::optional<StockDifference> found;
  if (!is_open(state)) {
    return found;  // nothing can be said of it any more
  }
  for (const domain::Leaflet& leaflet : state.catalogue.leaflets) {
    const LeafletStock stock = lines.stock(leaflet.item.id);
    if (!stock.asks_for_explanation()) {
      continue;
    }
    if (!found) {
      found = StockDifference{0, shown_name(state, leaflet.item), *stock.difference()};
    }
    found->leaflets += 1;
  }
  return found;
}

}  // namespace outreach::core
