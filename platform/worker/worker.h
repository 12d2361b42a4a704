// Threads exist only here and inside platform/http. A Worker runs jobs in order on a thread of its
// own; an Inbox carries results back to the control thread, which drains it once per turn.
#pragma once

#include <functional>
#include <memory>
#include <utility>

namespace outreach {

using Job = std::function<void()>;

// A queue of jobs for one owner thread. post: any thread. drain: the owner only.
class Inbox {
 public:
  Inbox();
  ~Inbox();
  Inbox(const Inbox&) = delete;
  Inbox& operator=(const Inbox&) = delete;

  void post(Job job);
  // Runs every job that was there when it was called; returns how many.
  std::size_t drain();
  // Called after each post, on the posting thread: wakes an event loop that sleeps. Set before use.
  // It must not touch this inbox.
  void set_wake(std::function<void()> wake);
  // Blocks until there is something to drain or `milliseconds` have passed; for programs without a
  // window.
  void wait(int milliseconds);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class Worker {
 public:
  virtual ~Worker() = default;
  // Any thread. Jobs run one after the other, in the order posted. A job must not throw.
  virtual void post(Job job) = 0;
  // Blocks until every job posted before this call has run. Not from inside a job.
  virtual void flush() = 0;
};

enum class Urgency {
  Prompt,  // somebody waits
  // What can wait: where the cores are all busy, it gives way to everything else.
  Background,
};

// Runs jobs on one thread. The destructor finishes the jobs already posted, then joins.
class ThreadWorker final : public Worker {
 public:
  explicit ThreadWorker(Urgency urgency = Urgency::Prompt);
  ~ThreadWorker() override;
  void post(Job job) override;
  void flush() override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Asks `worker` for `compute()` and gives its result to `deliver` on the inbox's owner thread.
// T must be movable.
template <typename Compute, typename Deliver>
void run_on(Worker& worker, Inbox& inbox, Compute compute, Deliver deliver) {
  worker.post([compute = std::move(compute), deliver = std::move(deliver), &inbox]() mutable {
    using Value = decltype(compute());
    auto value = std::make_shared<Value>(compute());
    inbox.post([value, deliver = std::move(deliver)]() mutable { deliver(std::move(*value)); });
  });
}

}  // namespace outreach
