// What a program says in memory stays there.
#pragma once

#include "platform/base/result.h"

namespace outreach {

// From here on no crash writes this process's memory to a core file or hands it to the system's
// crash collector, and no other process of the same user may read or trace it. Processes it starts
// leave no core files either. Call it first thing in main, before any secret or resident's word is
// in memory.
Result<void> keep_memory_private();

}  // namespace outreach
