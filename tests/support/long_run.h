// `./dev test --long`: everything that is bounded otherwise.
#pragma once

#include <cstdlib>

namespace outreach::testing {

inline bool is_long_run() {
  return std::getenv("OUTREACH_LONG") != nullptr;
}

}  // namespace outreach::testing
