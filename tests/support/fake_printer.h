// A printer in memory that can be unplugged, run out of paper, and be read back.
#pragma once

#include <utility>

#include "platform/printer/printer.h"
#include "tests/support/paper_roll.h"

namespace outreach::testing {

class FakePrinter final : public Printer {
 public:
  void plug(bool plugged) {
    plugged_ = plugged;
  }
  // Anything but Ready takes no job.
  void become(PrinterState state) {
    state_ = state;
  }

  Result<void> print(ByteView bytes) override {
    if (!plugged_) {
      return missing();
    }
    if (state_ != PrinterState::Ready) {
      return Error{ErrorCode::Unavailable, "printing on the fake: it takes nothing more", 0};
    }
    taken_.insert(taken_.end(), bytes.begin(), bytes.end());
    return {};
  }
  Result<PrinterState> look() override {
    return plugged_ ? Result<PrinterState>(state_) : Result<PrinterState>(missing());
  }

  // All it ever took.
  const Bytes& taken() const {
    return taken_;
  }
  PaperRoll paper(int dots) const {
    return unroll(taken_, dots);
  }

 private:
  static Error missing() {
    return {ErrorCode::NotFound, "printer: the fake is not plugged in", 0};
  }

  bool plugged_ = true;
  PrinterState state_ = PrinterState::Ready;
  Bytes taken_;
};

}  // namespace outreach::testing
