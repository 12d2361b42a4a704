#include <condition_variable>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <sched.h>
#include <thread>

#include "platform/worker/worker.h"

namespace outreach {
namespace {

// Of this thread alone. SCHED_IDLE and not a niceness: only before an idle thread does one that
// wakes, from its fsync say, never wait for the end of a time slice (Linux 6.6 and later: 3 ms). It
// still has its turn, if a small one, where the cores are never idle (sched(7)).
void give_way() {
  const sched_param none{};
  static_cast<void>(sched_setscheduler(0, SCHED_IDLE, &none));
}

}  // namespace

struct ThreadWorker::State {
  void work();

  std::mutex mutex;
  std::condition_variable posted_changed;
  std::condition_variable finished_changed;
  std::deque<Job> jobs;
  std::uint64_t posted = 0;
  std::uint64_t finished = 0;
  bool is_stopping = false;
  std::jthread thread;  // last: it uses everything above
};

void ThreadWorker::State::work() {
  std::unique_lock lock(mutex);
  for (;;) {
    posted_changed.wait(lock, [this] { return !jobs.empty() || is_stopping; });
    if (jobs.empty()) {
      return;
    }
    Job job = std::move(jobs.front());
    jobs.pop_front();
    lock.unlock();
    job();
    job = nullptr;  // what it held is gone before flush() answers
    lock.lock();
    ++finished;
    finished_changed.notify_all();
  }
}

ThreadWorker::ThreadWorker(Urgency urgency) : state_(std::make_unique<State>()) {
  state_->thread = std::jthread([state = state_.get(), urgency] {
    if (urgency == Urgency::Background) {
      give_way();
    }
    state->work();
  });
}

ThreadWorker::~ThreadWorker() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->is_stopping = true;
  }
  state_->posted_changed.notify_all();
  state_->thread.join();
}

void ThreadWorker::post(Job job) {
  const std::lock_guard lock(state_->mutex);
  state_->jobs.push_back(std::move(job));
  ++state_->posted;
  state_->posted_changed.notify_one();
}

void ThreadWorker::flush() {
  if (std::this_thread::get_id() == state_->thread.get_id()) {
    std::abort();  // a job that waits for itself
  }
  std::unique_lock lock(state_->mutex);
  const std::uint64_t awaited = state_->posted;
  state_->finished_changed.wait(lock, [this, awaited] { return state_->finished >= awaited; });
}

}  // namespace outreach
