#include "platform/worker/worker.h"

#include <algorithm>
#include <memory>
#include <sched.h>
#include <thread>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/manual_worker.h"
#include "tests/support/signal.h"

namespace outreach::testing {
namespace {

constexpr int kPatienceMilliseconds = 60'000;

TEST_CASE("Inbox: runs what was there when drained, in order", "[worker]") {
  Inbox inbox;
  std::vector<int> ran;
  inbox.post([&] {
    ran.push_back(1);
    inbox.post([&] { ran.push_back(3); });
  });
  inbox.post([&] { ran.push_back(2); });
  CHECK(inbox.drain() == 2);
  CHECK(ran == std::vector<int>{1, 2});
  CHECK(inbox.drain() == 1);
  CHECK(ran == std::vector<int>{1, 2, 3});
  CHECK(inbox.drain() == 0);
}

TEST_CASE("Inbox: wakes the loop once for each post", "[worker]") {
  Inbox inbox;
  int woken = 0;
  inbox.set_wake([&woken] { ++woken; });
  inbox.post([] {});
  inbox.post([] {});
  CHECK(woken == 2);
}

TEST_CASE("Inbox: waiting ends when something comes from another thread", "[worker]") {
  Inbox inbox;
  inbox.wait(0);
  bool is_delivered = false;
  ThreadWorker worker;
  worker.post([&] { inbox.post([&] { is_delivered = true; }); });
  while (inbox.drain() == 0) {
    inbox.wait(kPatienceMilliseconds);
  }
  CHECK(is_delivered);
}

TEST_CASE("ThreadWorker: runs jobs in order on one other thread", "[worker]") {
  std::vector<int> ran;
  std::vector<std::thread::id> threads;
  ThreadWorker worker;
  for (int number = 0; number < 1000; ++number) {
    worker.post([&, number] {
      ran.push_back(number);
      threads.push_back(std::this_thread::get_id());
    });
  }
  worker.flush();
  REQUIRE(ran.size() == 1000);
  CHECK(std::is_sorted(ran.begin(), ran.end()));
  CHECK(std::count(threads.begin(), threads.end(), threads.front()) == 1000);
  CHECK(threads.front() != std::this_thread::get_id());
}

TEST_CASE("ThreadWorker: its destructor finishes what was posted, also by jobs", "[worker]") {
  int ran = 0;
  Signal go;
  {
    ThreadWorker worker;
    worker.post([&] {
      static_cast<void>(go.wait());
      worker.post([&] { ++ran; });
      ++ran;
    });
    worker.post([&] { ++ran; });
    go.raise();
  }
  CHECK(ran == 3);
}

TEST_CASE("ThreadWorker: a flush waits for what jobs held to be gone", "[worker]") {
  ThreadWorker worker;
  worker.flush();
  auto held = std::make_shared<int>(1);
  const std::weak_ptr<int> seen = held;
  worker.post([held = std::move(held)] {});
  worker.flush();
  CHECK(seen.expired());
}

TEST_CASE("ThreadWorker: any thread may post and flush", "[worker]") {
  int ran = 0;
  ThreadWorker worker;
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int number = 0; number < 4; ++number) {
    threads.emplace_back([&] {
      for (int index = 0; index < 100; ++index) {
        worker.post([&ran] { ++ran; });
      }
      worker.flush();
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  CHECK(ran == 400);
}

TEST_CASE("ThreadWorker: only one for the background gives way to every other thread", "[worker]") {
  const auto policy_of = [](Urgency urgency) {
    int policy = -1;
    ThreadWorker worker(urgency);
    worker.post([&policy] { policy = sched_getscheduler(0); });
    worker.flush();
    return policy;
  };
  CHECK(policy_of(Urgency::Background) == SCHED_IDLE);
  CHECK(policy_of(Urgency::Prompt) == sched_getscheduler(0));
}

TEST_CASE("run_on: computes on the worker and delivers on the inbox's thread", "[worker]") {
  ManualWorker worker;
  Inbox inbox;
  std::unique_ptr<int> delivered;
  run_on(
      worker, inbox, [] { return std::make_unique<int>(42); },
      [&](std::unique_ptr<int> value) { delivered = std::move(value); });
  CHECK(inbox.drain() == 0);
  CHECK(worker.step());
  CHECK(delivered == nullptr);
  CHECK(inbox.drain() == 1);
  REQUIRE(delivered != nullptr);
  CHECK(*delivered == 42);
  CHECK_FALSE(worker.step());
}

}  // namespace
}  // namespace outreach::testing
