// Items from any thread, handed to a worker in groups in the order they came: what each would pay
// alone (a commit) is paid once for all that wait. Bounded: what would wait too long is turned away
// at the door.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "platform/base/time.h"
#include "platform/worker/worker.h"

namespace outreach {

struct GroupLimits {
  std::size_t waiting_max = 1'000;
  // Nothing new is let in while the oldest has waited longer than this: the worker does not keep
  // up, and who waits behind it would have gone before his turn.
  std::chrono::milliseconds waiting_time_max{5'000};
  std::size_t group_items_max = 64;
  // Of the weights given to offer(); an item that is heavier goes alone.
  std::size_t group_weight_max = 1 << 20;
};

template <typename Item>
class GroupQueue {
 public:
  // `handle` runs on the worker, whose jobs use this: end the worker before this dies.
  GroupQueue(Worker& worker, const GroupLimits& limits,
             std::function<void(std::vector<Item>)> handle)
      : worker_(worker), limits_(limits), handle_(std::move(handle)) {}

  // Takes the item, or leaves it as it is and answers false. Any thread.
  bool offer(Item& item, std::size_t weight, MonotonicTime now) {
    {
      const std::lock_guard lock(mutex_);
      const bool is_behind = !waiting_.empty() && now.milliseconds - waiting_.front().since >
                                                      limits_.waiting_time_max.count();
      if (waiting_.size() >= limits_.waiting_max || is_behind) {
        return false;
      }
      waiting_.push_back({std::move(item), weight, now.milliseconds});
    }
    worker_.post([this] { handle_group(); });
    return true;
  }

 private:
  struct Waiting {
    Item item;
    std::size_t weight = 0;
    std::int64_t since = 0;
  };

  // There is a job for each item, so that none is left waiting; those whose items went with an
  // earlier group find nothing.
  void handle_group() {
    std::vector<Item> group;
    {
      const std::lock_guard lock(mutex_);
      std::size_t weight = 0;
      while (!waiting_.empty() && group.size() < limits_.group_items_max &&
             (group.empty() || weight + waiting_.front().weight <= limits_.group_weight_max)) {
        weight += waiting_.front().weight;
        group.push_back(std::move(waiting_.front().item));
        waiting_.pop_front();
      }
    }
    if (!group.empty()) {
      handle_(std::move(group));
    }
  }

  Worker& worker_;
  const GroupLimits limits_;
  const std::function<void(std::vector<Item>)> handle_;
  std::mutex mutex_;
  std::deque<Waiting> waiting_;
};

}  // namespace outreach
