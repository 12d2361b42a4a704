// What delivery says, in the words of the face's core. Pure.
#pragma once

#include <cstdint>

#include "app/core/event.h"
#include "sync/client/delivery.h"

namespace outreach::kiosk {

core::DeliveryChanged facts_of(const client::DeliveryStatus& status);

// True when the second, at its time, says nothing the first did not: a wait that has only grown
// shorter is no news. Times in monotonic milliseconds.
bool says_the_same(const core::DeliveryChanged& first, std::int64_t first_at,
                   const core::DeliveryChanged& second, std::int64_t second_at);

}  // namespace outreach::kiosk
