// The queue of one life of the county's program. Private to county*.cpp.
#pragma once

#include <utility>
#include <vector>

#include "tests/simulation/county.h"

namespace outreach::simulation {

struct County::Line {
  // Fewer than the product's, so that a handful of kiosks and a flood meet each bound.
  static constexpr GroupLimits kLimits{12, std::chrono::milliseconds(6'000), 8, 64 << 10};

  explicit Line(County& county)
      : queue(worker, kLimits, [this, &county](std::vector<Waiting> group) {
          county.handle_group(*this, std::move(group));
        }) {}

  testing::ManualWorker worker;
  GroupQueue<Waiting> queue;
};

}  // namespace outreach::simulation
