// What a running kiosk program holds. Private to kiosk*.cpp.
#pragma once

#include <optional>

#include "tests/simulation/kiosk.h"

namespace outreach::simulation {

struct Kiosk::Program {
  explicit Program(const Clock& machine) : clock(machine) {}

  DoubtingClock clock;
  testing::ManualWorker recording;
  testing::ManualWorker reading;
  Inbox inbox;
  std::optional<journal::Journal> journal;
  std::optional<sqlite::Statement> promises;  // what watch() asks; of the journal, so after it
  std::optional<client::Recorder> recorder;
  std::optional<client::Delivery> delivery;

  // As the control thread knows them.
  domain::ChainId chain;
  domain::Sequence head = 0;
  domain::Sequence outing = 0;
  bool begins_epoch = false;
  bool has_failed = false;  // the journal's handle: the program opens it anew
  std::int64_t epoch_due = 0;
  std::int64_t turn_at = -1;  // the next turn that is set; -1: none
  bool is_recording = false;  // a job of that worker is set to run
  bool is_reading = false;
  std::optional<WallTime> learned_from;
};

}  // namespace outreach::simulation
