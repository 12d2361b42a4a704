// Samples of what delivery cannot put right by itself.
#pragma once

#include <vector>

#include "tests/app/ui/sample_views.h"

namespace outreach::ui {

// Made from the samples that are there already.
void add_delivery_troubles(std::vector<Sample>& all);

}  // namespace outreach::ui
