// What residents' screens show. Nothing of anybody's: no counts, no records, no names of staff but
// in the choice that leads to their own screens.
#pragma once

#include "app/core/view_stall.h"

namespace outreach::core {

// Before somebody comes up to it.
struct AttractView {
  int picture = 0;  // 0..kAttractPictures - 1
  bool operator==(const AttractView&) const = default;
};

// Residents' home.
struct ResidentsView {
  bool has_guide = false;                  // 我该找谁 has questions to ask
  bool has_leaflets = false;               // 看口袋书 has something to read
  Sealing sealing = Sealing::NotEnrolled;  // whether 留言提问 is possible
  bool operator==(const ResidentsView&) const = default;
};

}  // namespace outreach::core
