#include "platform/machine/private_memory.h"

#include <csignal>
#include <cstdlib>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/catch.h"

namespace outreach {
namespace {

// In a process of its own, as it cannot be taken back and leak checkers need to look inside.
template <typename Body>
int status_of_child(Body body) {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    _exit(body());
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return status;
}

TEST_CASE("keep_memory_private: neither this process nor a file shows its memory", "[machine]") {
  const int status = status_of_child([] {
    if (!keep_memory_private()) {
      return 1;
    }
    rlimit limit{1, 1};
    getrlimit(RLIMIT_CORE, &limit);
    return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 && limit.rlim_cur == 0 && limit.rlim_max == 0
               ? 0
               : 2;
  });
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("keep_memory_private: a crash leaves no core", "[machine]") {
  const int status = status_of_child([] {
    const bool done = keep_memory_private().has_value();
    std::signal(SIGABRT, SIG_DFL);
    return done ? raise(SIGABRT) : 1;
  });
  CHECK(WIFSIGNALED(status));
  CHECK_FALSE(WCOREDUMP(status));
}

}  // namespace
}  // namespace outreach
