// What usually comes of a topic at this kiosk. Pure.
#pragma once

#include <optional>
#include <string>

#include "app/core/state.h"

namespace outreach::core {

// The outcome this kiosk recorded most for the topic; of two recorded alike the first of the list.
// Where it never recorded one, what the county's list says; none where that says nothing: nobody's
// answer is made up.
std::optional<domain::Outcome> usual_outcome(const AppState& state, const std::string& topic);
// What was just recorded on the open outing, or taken back, makes its outcome more usual or less.
void count_outcome(AppState& state, const DayCounts::Change& change);

}  // namespace outreach::core
