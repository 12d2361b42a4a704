// Tells a job that runs long on another thread that nobody waits for it any more. Any thread; once
// put up it stays up.
#pragma once

#include <atomic>

namespace outreach {

class StopSign {
 public:
  void put_up() {
    is_up_.store(true, std::memory_order_relaxed);
  }
  bool is_up() const {
    return is_up_.load(std::memory_order_relaxed);
  }

 private:
  std::atomic<bool> is_up_{false};
};

}  // namespace outreach
