// What is said to people about an entry that is kept and not counted. Pure.
#pragma once

#include "sync/domain/record.h"

namespace outreach::domain {

// A message for tr(): what is wrong, in the words of who stands at the stall.
const char* words_of(Rejection reason);
// A message for tr(): what the office can do about it.
const char* remedy_of(Rejection reason);

}  // namespace outreach::domain
