// Signals that ask the program to end, as something its main thread waits for.
#pragma once

#include "platform/base/result.h"

namespace outreach {

// Make it first thing in main: threads started later inherit what is blocked here. While it lives,
// SIGTERM, SIGINT and SIGHUP do not end the program but end wait(); and SIGPIPE does nothing, so
// that a log reader or a peer that goes away ends nobody.
class StopSignals {
 public:
  static Result<StopSignals> watch();
  ~StopSignals();
  StopSignals(StopSignals&& other) noexcept;
  StopSignals& operator=(StopSignals&&) = delete;

  // Blocks until one of the signals came or stop() was called, which may have been before.
  void wait();
  // Any thread.
  void stop();

 private:
  StopSignals(int signals, int stopped) : signals_(signals), stopped_(stopped) {}
  int signals_ = -1;
  int stopped_ = -1;
};

}  // namespace outreach
