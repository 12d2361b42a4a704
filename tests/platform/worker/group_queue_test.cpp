#include "platform/worker/group_queue.h"

#include "tests/support/catch.h"
#include "tests/support/manual_worker.h"

namespace outreach {
namespace {

using testing::ManualWorker;

constexpr MonotonicTime kStart{1'000};

struct Handled {
  explicit Handled(const GroupLimits& limits)
      : queue(worker, limits, [this](std::vector<int> group) { groups.push_back(group); }) {}
  bool offer(int item, std::size_t weight = 1, MonotonicTime now = kStart) {
    return queue.offer(item, weight, now);
  }
  void run_all() {
    while (worker.step()) {
    }
  }

  std::vector<std::vector<int>> groups;
  ManualWorker worker;
  GroupQueue<int> queue;
};

TEST_CASE("GroupQueue: what waits goes together, in order, and nothing is left", "[worker]") {
  Handled handled({});
  for (const int item : {1, 2, 3}) {
    CHECK(handled.offer(item));
  }
  handled.run_all();
  CHECK(handled.offer(4));
  handled.run_all();
  CHECK(handled.groups == std::vector<std::vector<int>>{{1, 2, 3}, {4}});
}

TEST_CASE("GroupQueue: a group ends at its count and at its weight; what is heavier goes alone",
          "[worker]") {
  GroupLimits limits;
  limits.group_items_max = 3;
  limits.group_weight_max = 10;
  Handled handled(limits);
  for (int item = 1; item <= 4; ++item) {
    handled.offer(item);
  }
  handled.offer(5, 9);
  handled.offer(6, 1);
  handled.offer(7, 100);
  handled.offer(8);
  handled.run_all();
  CHECK(handled.groups == std::vector<std::vector<int>>{{1, 2, 3}, {4, 5}, {6}, {7}, {8}});
}

TEST_CASE("GroupQueue: turns away above its places, and takes again once some are free",
          "[worker]") {
  GroupLimits limits;
  limits.waiting_max = 2;
  Handled handled(limits);
  CHECK(handled.offer(1));
  CHECK(handled.offer(2));
  CHECK_FALSE(handled.offer(3));
  handled.run_all();
  CHECK(handled.offer(4));
  handled.run_all();
  CHECK(handled.groups == std::vector<std::vector<int>>{{1, 2}, {4}});
}

TEST_CASE("GroupQueue: turns away while the oldest has waited too long", "[worker]") {
  GroupLimits limits;
  limits.waiting_time_max = std::chrono::seconds(5);
  Handled handled(limits);
  CHECK(handled.offer(1));
  CHECK(handled.offer(2, 1, MonotonicTime{kStart.milliseconds + 5'000}));
  CHECK_FALSE(handled.offer(3, 1, MonotonicTime{kStart.milliseconds + 5'001}));
  handled.run_all();
  CHECK(handled.offer(4, 1, MonotonicTime{kStart.milliseconds + 5'001}));
}

TEST_CASE("GroupQueue: what is turned away is left as it was", "[worker]") {
  ManualWorker worker;
  GroupLimits limits;
  limits.waiting_max = 0;
  GroupQueue<std::unique_ptr<int>> queue(worker, limits, [](auto) {});
  auto item = std::make_unique<int>(7);
  CHECK_FALSE(queue.offer(item, 1, kStart));
  REQUIRE(item);
  CHECK(*item == 7);
}

}  // namespace
}  // namespace outreach
