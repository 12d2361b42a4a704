// The lines of 今日 under its filter. Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "app/core/counting.h"

namespace outreach::core {

// Making it costs by what is in flight and what was set aside, not by what the day holds. Good
// while the state and its lines are not changed.
class TodayLines {
 public:
  TodayLines(const AppState& state, const OutingLines& lines);

  std::size_t size() const;
  // newest(0) is the newest; an index stays below size().
  OutingLine newest(std::size_t index) const;

 private:
  std::size_t durable_size() const;

  const OutingLines& lines_;
  std::size_t whole_ = 0;                              // so many lines, where nothing is filtered
  const std::vector<std::size_t>* durable_ = nullptr;  // indices of lines, oldest first
  std::vector<std::size_t> returned_;
  std::vector<std::size_t> flying_;  // likewise
};

}  // namespace outreach::core
