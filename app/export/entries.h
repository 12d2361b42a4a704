// The entries of a journal as lines of a sheet: the columns of the paper sheet's CSV first, so that
// what is written here can be typed into another machine, then who recorded it and where it stands
// in the journal; at the end what residents did at the screen, which no paper sheet has.
#pragma once

#include <string>

#include "app/export/csv.h"
#include "platform/base/result.h"
#include "sync/domain/catalogue.h"
#include "sync/journal/queries.h"

namespace outreach::exports {

// Every outing, consultation and handout as corrections left it, every rating and reading; what was
// taken back is not there, so that each column adds up to the tally. A rating's words are in none.
// Whole or not at all.
Result<std::string> entries_csv(sqlite::Database& database, const domain::Catalogue& catalogue,
                                CsvFor reader);

}  // namespace outreach::exports
