// 练习: a second face beside the one that records, with the same names and none of its records. Who
// performs its commands keeps them from the journal. Pure.
#pragma once

#include "app/core/state.h"

namespace outreach::core {

// On the home screen, with nothing recorded. It has the real PINs, and what is known of their
// waits, so that it is no way around either.
AppState practice_beside(const AppState& real, Now now);

}  // namespace outreach::core
