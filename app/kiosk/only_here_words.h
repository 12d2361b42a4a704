// What status and verify say of entries that count at this kiosk and not at the county.
#pragma once

#include <string>
#include <vector>

#include "platform/json/json.h"
#include "sync/journal/only_here.h"

namespace outreach::kiosk {

// An array of {epoch, first, last, why}; `why` as in sync/journal/FORMAT.md, "Epochs".
Json only_here_json(const std::vector<journal::OnlyHere>& runs);
// A line for each run, each with a line break before it; empty: there is nothing to say.
std::string only_here_words(const std::vector<journal::OnlyHere>& runs);

}  // namespace outreach::kiosk
