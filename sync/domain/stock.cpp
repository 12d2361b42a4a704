#include "sync/domain/stock.h"

namespace outreach::domain {

std::optional<std::int64_t> StockBalance::difference() const {
  if (taken_out == 0 || brought_back == 0) {
    return std::nullopt;
  }
  return taken_out - brought_back - spoiled - given;
}

std::optional<std::int64_t> StockBalance::left() const {
  if (taken_out == 0 || brought_back != 0) {
    return std::nullopt;
  }
  return taken_out - spoiled - given;
}

void StockBalance::add(StockMovement movement, std::int64_t copies) {
  switch (movement) {
    case StockMovement::TakenOut:
      taken_out += copies;
      break;
    case StockMovement::BroughtBack:
      brought_back += copies;
      break;
    case StockMovement::Spoiled:
      spoiled += copies;
      break;
  }
}

}  // namespace outreach::domain
