// Waiting for another thread without sleeping. The patience is only there so that a hang becomes a
// failure.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>

namespace outreach::testing {

constexpr std::chrono::seconds kPatience{60};

class Signal {
 public:
  void raise() {
    {
      const std::lock_guard lock(mutex_);
      ++raised_;
    }
    changed_.notify_all();
  }

  // Takes one raise; false when none came in time.
  bool wait() {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, kPatience, [this] { return raised_ > 0; })) {
      return false;
    }
    --raised_;
    return true;
  }

  std::function<void()> raiser() {
    return [this] { raise(); };
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t raised_ = 0;
};

}  // namespace outreach::testing
