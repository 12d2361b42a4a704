#include "app/core/view_parts.h"

namespace outreach::core {

RateView make_rate(const AppState& state) {
  const VisitRating& rating = state.visit.rating;
  return {rating.asked().state, rating.rated, rating.asked().face};
}

}  // namespace outreach::core
