// Where memory may run out, and what was begun must then end as an Error instead of ending the
// program.
#pragma once

#include <new>

#include "platform/base/result.h"

namespace outreach {

// What `work` answers (some Result). When memory runs out inside it: InputOutput, because what it
// used may have stopped half way and must be closed and opened anew. The error itself takes no
// memory: its words fit into the string.
template <typename Work>
auto without_running_out(Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::InputOutput, "out of memory", 0};
  }
}

}  // namespace outreach
