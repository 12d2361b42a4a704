// Other programs of this machine, run to their end. POSIX.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "platform/base/result.h"

namespace outreach::process {

struct Ran {
  int exit_code = 0;  // minus the signal that ended it
  std::string said;   // the beginning of its standard error
};

// The first word is the program, looked for in PATH; no shell is between. It gets no input and no
// environment, and its standard output is dropped. Blocks until it has ended. NotFound: this
// machine has no such program. Unavailable: it said nothing and did not end for as long as
// `patience`; it was killed.
Result<Ran> run_to_end(const std::vector<std::string>& words, std::chrono::milliseconds patience);

}  // namespace outreach::process
