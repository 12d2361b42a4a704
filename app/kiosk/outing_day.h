// The numbers of one outing's slip, from the queries that also answer tally and status. On the
// thread that owns the database.
#pragma once

#include "app/kiosk/slip_of.h"
#include "platform/base/result.h"
#include "platform/sqlite/sqlite.h"

namespace outreach::kiosk {

// Of journal::last_outing. All its numbers are of one moment, though a running kiosk may record
// meanwhile. NotFound: no outing counts here yet; Unavailable: it recorded all the time.
Result<OutingDay> read_outing_day(sqlite::Database& database, const domain::Catalogue& catalogue);

}  // namespace outreach::kiosk
