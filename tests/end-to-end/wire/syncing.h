// outreach-kiosk sync that goes on while the test does something else.
#pragma once

#include <string>
#include <vector>

#include "tests/end-to-end/wire/wire_stall.h"
#include "tests/support/process.h"

namespace outreach::testing {

class Syncing {
 public:
  Syncing(const WireStall& stall, const std::vector<std::string>& more)
      : stall_(stall), process_(stall.sync_words(more)) {}

  // When it has ended.
  Synced result() {
    const int code = process_.wait();
    std::string printed;
    for (const std::string& line : process_.lines()) {
      printed += line + "\n";
    }
    return stall_.synced(code, printed);
  }
  Process& process() {
    return process_;
  }

 private:
  const WireStall& stall_;
  Process process_;
};

}  // namespace outreach::testing
