#include "platform/machine/private_memory.h"

#include <cerrno>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace outreach {

Result<void> keep_memory_private() {
  // Both: the limit does not stop a collector that cores are piped to (core(5)), and "dumpable"
  // does not outlive exec.
  const rlimit none{0, 0};
  if (setrlimit(RLIMIT_CORE, &none) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
    return Error{ErrorCode::Refused, "keeping memory out of core dumps", errno};
  }
  return {};
}

}  // namespace outreach
