// 练习: taps that are answered as the journal would, and of which nothing is on the disk: it lives
// in memory, and is gone with the program or the power. Control thread.
#pragma once

#include <vector>

#include "app/core/command.h"
#include "app/core/practice.h"
#include "app/core/update.h"

namespace outreach::kiosk {

class Practice {
 public:
  // Beside the real face, of which it keeps a copy of names and settings alone.
  Practice(const core::AppState& real, Now now);

  // Answers what would be recorded, and forgets what would reach county, stick or settings. Returns
  // what is real even here: a look at a PIN, the pad's order, sounds, the program's end; and
  // LeavePractice, after which nothing is asked of this any more.
  std::vector<core::Command> input(const core::Input& input, Now now);
  const core::AppState& face() const;

 private:
  // Empty: nothing waits for one.
  std::vector<core::Event> answer(const core::Command& command, Now now);

  core::AppState face_;
  core::Sequence head_ = 0;
};

}  // namespace outreach::kiosk
