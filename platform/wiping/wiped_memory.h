// Memory that is overwritten when it is given back, so that what somebody typed does not lie on in
// a freed string of ours, of an input engine's or of the C++ library's. A program that links this
// folder has its operator new and delete replaced, in every library it loads.
#pragma once

namespace outreach {

// From here on all that is given back by `delete` is overwritten first; until then, and in a
// program that never asks, nothing is and nothing costs time. What C libraries free() is not
// reached. Any thread; cannot be taken back.
void wipe_freed_memory();

}  // namespace outreach
