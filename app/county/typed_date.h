// A day as it is typed on the command line.
#pragma once

#include <optional>
#include <string>

#include "platform/base/result.h"
#include "platform/base/time.h"

namespace outreach::county {

// None for an empty text. InvalidInput: not a day of the form 2021-01-31; the message names
// `option`.
Result<std::optional<Date>> read_date(const std::string& text, const char* option);

}  // namespace outreach::county
