// The courier's road, as the command line and the screens go it. See sync/client/courier.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/files/files.h"
#include "platform/random/random.h"
#include "sync/client/courier.h"
#include "sync/client/enrolment.h"
#include "sync/journal/journal.h"

namespace outreach::kiosk {

// Whom a stick is for: the county of the grant, or before there is one, that which was asked for it
// by stick, so that one ride carries request and records; none: nothing can be sealed yet.
Result<std::optional<client::StickCounty>> stick_county(const Path& data, Files& files);

// What was written to sticks for another county is on its way to nobody.
Result<void> forget_sticks_of_another(const Result<std::optional<client::Grant>>& before,
                                      const client::Grant& now, journal::Journal& journal);

// Words for the command line: what is wrong with the stick, and what to do.
std::string words_of(client::StickTrouble trouble);

}  // namespace outreach::kiosk
