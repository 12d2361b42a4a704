// 被退回 in words: what an entry says, why the county does not count it, what staff can do.
#pragma once

#include <string>

#include "app/core/view.h"

namespace outreach::ui {

// What it says, as far as this version reads it.
std::string returned_words(const core::ReturnedRow& row);
// Who, on what day, where and when; what is not known is left out.
std::string returned_origin(const core::ReturnedRow& row);
// Why it was returned; a reason this version does not know is named by its code.
std::string returned_reason(const core::ReturnedRow& row);
// What staff at the stall can do; the office has its own words.
std::string staff_remedy(const core::ReturnedRow& row);

}  // namespace outreach::ui
