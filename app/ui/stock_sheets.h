// The sheets of 库存: the number pad of a cell, and why a difference is there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/core/view.h"
#include "app/ui/canvas.h"
#include "app/ui/drafts.h"

namespace outreach::ui {

std::string word_of(domain::StockMovement movement);
// As the row counts the movement.
std::int64_t copies_of(const core::StockRow& row, domain::StockMovement movement);

// Both over `area`; `draft` names the row, and is wiped when the sheet goes away.
std::optional<core::Intent> draw_stock_pad(Canvas& canvas, const Rect& area,
                                           const core::StockRow& row,
                                           domain::StockMovement movement, StockDraft& draft);
std::optional<core::Intent> draw_stock_explanation(Canvas& canvas, const Rect& area,
                                                   const core::StockRow& row, StockDraft& draft);

}  // namespace outreach::ui
