// One day at one place is one outing, however its entries came.
#pragma once

#include <vector>

#include "platform/base/result.h"
#include "sync/journal/journal.h"

namespace outreach::kiosk {

// The drafts of a sheet, where those of a day and place that is recorded here already, at the stall
// or from another sheet, join it instead of opening it a second time. On the thread that owns the
// journal.
Result<std::vector<journal::Draft>> onto_known_outings(const std::vector<journal::Draft>& drafts,
                                                       journal::Journal& journal);

}  // namespace outreach::kiosk
