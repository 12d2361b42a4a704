// 库存: what became of the copies of one leaflet that a stall took along on one outing. Pure.
#pragma once

#include <cstdint>
#include <optional>

#include "sync/domain/record.h"

namespace outreach::domain {

// Sums of copies as corrections left them. 0: nobody said so.
struct StockBalance {
  std::int64_t taken_out = 0;
  std::int64_t brought_back = 0;
  std::int64_t spoiled = 0;
  std::int64_t given = 0;  // by handouts

  // 相差: what was taken out and is neither back, spoiled nor given; below zero: more than there
  // was. None until both taking out and bringing back were said: what nobody counted is no zero.
  std::optional<std::int64_t> difference() const;
  // 还剩: what should still be on the table, by taking out alone. None where nothing was taken out,
  // or where bringing back was said already and `difference` answers.
  std::optional<std::int64_t> left() const;

  // Adds `copies`, which may be below zero where a correction takes some back.
  void add(StockMovement movement, std::int64_t copies);

  bool operator==(const StockBalance&) const = default;
};

}  // namespace outreach::domain
