#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>

#include "platform/worker/worker.h"

namespace outreach {

struct Inbox::State {
  std::mutex mutex;
  std::condition_variable arrived;
  std::deque<Job> jobs;
  std::function<void()> wake;
};

Inbox::Inbox() : state_(std::make_unique<State>()) {}
Inbox::~Inbox() = default;

void Inbox::post(Job job) {
  // Wakes under the lock: the owner may run the job and destroy this inbox once it is released.
  const std::lock_guard lock(state_->mutex);
  state_->jobs.push_back(std::move(job));
  state_->arrived.notify_one();
  if (state_->wake) {
    state_->wake();
  }
}

std::size_t Inbox::drain() {
  std::deque<Job> jobs;
  {
    const std::lock_guard lock(state_->mutex);
    jobs.swap(state_->jobs);
  }
  for (Job& job : jobs) {
    job();
  }
  return jobs.size();
}

void Inbox::set_wake(std::function<void()> wake) {
  const std::lock_guard lock(state_->mutex);
  state_->wake = std::move(wake);
}

void Inbox::wait(int milliseconds) {
  std::unique_lock lock(state_->mutex);
  state_->arrived.wait_for(lock, std::chrono::milliseconds(milliseconds),
                           [this] { return !state_->jobs.empty(); });
}

}  // namespace outreach
