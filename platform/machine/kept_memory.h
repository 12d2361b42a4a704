// Whether memory that was given back is kept for the next who asks.
#pragma once

#include <cstddef>

namespace outreach {

// From here on up to so many freed bytes stay with this process, whatever size they were asked for
// in, instead of going to the system and being cleared and mapped again a moment later. For a
// server, whose batches of a megabyte come one after the other; a hint, where the C library takes
// it. Call it before threads are there.
void keep_freed_memory(std::size_t bytes);

// From here on what is freed goes to the system as soon as it can, pictures at once. For a program
// that is at rest nearly always, beside others on a small machine; a hint like the other.
void return_freed_memory();
// And at once what has been freed until now: for after a work that took much in small pieces. Any
// thread.
void return_freed_memory_now();

}  // namespace outreach
