#include "app/core/today_lines.h"

#include <algorithm>

namespace outreach::core {
namespace {

bool passes(TodayFilter filter, const domain::Content& content) {
  switch (filter) {
    case TodayFilter::Handouts:
      return std::holds_alternative<domain::Handout>(content);
    case TodayFilter::Advice:
      return std::holds_alternative<domain::Consultation>(content);
    case TodayFilter::Corrections:
      return std::holds_alternative<domain::Correction>(content);
    case TodayFilter::Returned:
      return false;  // the county returns what is durable
    case TodayFilter::All:
      break;
  }
  return true;
}

std::vector<std::size_t> returned_of(const AppState& state) {
  std::vector<std::size_t> indices;
  for (const SetAsideEntry& entry : state.delivery.set_aside) {
    if (const auto index = state.outing->counts.index_of(entry.sequence)) {
      indices.push_back(*index);
    }
  }
  std::sort(indices.begin(), indices.end());
  return indices;
}

}  // namespace

TodayLines::TodayLines(const AppState& state, const OutingLines& lines) : lines_(lines) {
  if (!state.outing) {
    return;
  }
  const DayCounts& counts = state.outing->counts;
  switch (state.today_filter) {
    case TodayFilter::All:
      whole_ = lines.size();
      return;
    case TodayFilter::Handouts:
      durable_ = &counts.all_handouts();
      break;
    case TodayFilter::Advice:
      durable_ = &counts.all_consultations();
      break;
    case TodayFilter::Corrections:
      durable_ = &counts.corrections();
      break;
    case TodayFilter::Returned:
      returned_ = returned_of(state);
      break;
  }
  for (std::size_t i = state.outing->entries.size(); i < lines.size(); ++i) {
    if (passes(state.today_filter, lines.at(i).record->content)) {
      flying_.push_back(i);
    }
  }
}

std::size_t TodayLines::durable_size() const {
  return durable_ != nullptr ? durable_->size() : returned_.size();
}

std::size_t TodayLines::size() const {
  return whole_ + durable_size() + flying_.size();
}

OutingLine TodayLines::newest(std::size_t index) const {
  const std::size_t from_oldest = size() - 1 - index;
  if (whole_ > 0) {
    return lines_.at(from_oldest);
  }
  if (from_oldest >= durable_size()) {
    return lines_.at(flying_[from_oldest - durable_size()]);
  }
  return lines_.at(durable_ != nullptr ? (*durable_)[from_oldest] : returned_[from_oldest]);
}

}  // namespace outreach::core
