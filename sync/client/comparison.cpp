#include "sync/client/comparison.h"

namespace outreach::client {

bool Comparison::answered(Sequence place, Match match) {
  if (match == Match::Unknown || place <= above_ || place >= below_) {
    return false;
  }
  (match == Match::Same ? above_ : below_) = place;
  return true;
}

}  // namespace outreach::client
