// A copy of a database that others go on reading and writing.
#pragma once

#include <string>

#include "platform/base/result.h"

namespace outreach::sqlite {

// Copies the database `from`, as it is at one moment, into the new file `to`; any number of others
// may use `from` meanwhile, which is only read. The copy is one file without a log beside it, and
// synced on success. NoSpace: the target's disk is full. After a failure `to` is worth nothing and
// may be there or not. AlreadyExists never: the caller looks first.
Result<void> copy_database(const std::string& from, const std::string& to);

}  // namespace outreach::sqlite
