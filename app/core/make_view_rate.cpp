#include "app/core/steps.h"
#include "app/core/view_parts.h"

namespace outreach::core {

RateView make_rate(const AppState& state) {
  const VisitRating& rating = state.visit.rating;
  const GivenRating& asked = rating.asked();
  const bool can_write = state.sealing == Sealing::Possible && can_be_rated(asked);
  return {asked.state, rating.rated, asked.face, can_write, rating.is_writing, rating.trouble};
}

}  // namespace outreach::core
