// Samples of what stands in the way of a screen: the day, a PIN, and notices in every length.
#pragma once

#include <vector>

#include "tests/app/ui/sample_views.h"

namespace outreach::ui {

// Made from the samples that are there already.
void add_questions(std::vector<Sample>& all);

}  // namespace outreach::ui
