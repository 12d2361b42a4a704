#include "platform/clock/clock.h"

namespace outreach {

WallTime build_time() {
  return WallTime{std::chrono::seconds{OUTREACH_BUILD_UNIX_SECONDS}};
}

}  // namespace outreach
