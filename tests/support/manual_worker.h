// A worker whose jobs run when the test says so, on the test's own thread.
#pragma once

#include <cstddef>
#include <deque>
#include <utility>

#include "platform/worker/worker.h"

namespace outreach::testing {

class ManualWorker final : public Worker {
 public:
  void post(Job job) override {
    jobs_.push_back(std::move(job));
  }
  void flush() override {
    // Jobs that these jobs post come after the flush, as they would on a thread.
    for (std::size_t count = jobs_.size(); count > 0; --count) {
      step();
    }
  }
  // Runs the oldest job; false when there is none.
  bool step() {
    if (jobs_.empty()) {
      return false;
    }
    const Job job = std::move(jobs_.front());
    jobs_.pop_front();
    job();
    return true;
  }
  std::size_t waiting() const {
    return jobs_.size();
  }

 private:
  std::deque<Job> jobs_;
};

}  // namespace outreach::testing
