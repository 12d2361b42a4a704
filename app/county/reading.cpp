#include "app/county/reading.h"

#include <utility>

#include "sync/ledger/ledger.h"

namespace outreach::county {

Result<Reading> open_for_reading(const Path& folder, Files& files) {
  const auto keys = ledger::load_keys(folder, files);
  if (!keys) {
    return keys.error();
  }
  auto database = ledger::open_reader(folder);
  if (!database) {
    return database.error().code == ErrorCode::NotFound
               ? Error{ErrorCode::NotFound,
                       folder.string() +
                           " has no ledger: put it back from the backup, or run "
                           "`outreach-county serve` to begin an empty one"}
               : database.error();
  }
  return Reading{keys->county, std::move(*database)};
}

}  // namespace outreach::county
