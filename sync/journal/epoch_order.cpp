#include "sync/journal/epoch_order.h"

#include <algorithm>
#include <utility>

#include "sync/journal/row.h"

namespace outreach::journal {

Result<EpochOrder> EpochOrder::read(sqlite::Statement& select) {
  EpochOrder order;
  const auto read = sqlite::each_row(select, [&] {
    const auto decoded = domain::decode_body("epoch_opened", select.blob(1));
    if (const auto* record = std::get_if<domain::Record>(&decoded)) {
      order.opened_.push_back({array_column<16>(select, 0),
                               std::get<domain::EpochOpened>(record->content).previous,
                               select.integer(2)});
    }
  });
  return read ? Result<EpochOrder>(std::move(order)) : read.error();
}

const EpochOrder::Opened* EpochOrder::find(const domain::EpochId& epoch) const {
  const auto at = std::find_if(opened_.begin(), opened_.end(),
                               [&](const Opened& one) { return one.epoch == epoch; });
  return at == opened_.end() ? nullptr : &*at;
}

// As many steps as there are epochs: what they claim may go round in a ring.
bool EpochOrder::follows(const domain::EpochId& later, const domain::EpochId& earlier) const {
  const Opened* at = find(later);
  for (std::size_t steps = 0; at != nullptr && steps < opened_.size(); ++steps) {
    if (at->previous == earlier) {
      return true;
    }
    at = find(at->previous);
  }
  return false;
}

bool EpochOrder::is_later(const domain::EpochId& epoch, const domain::EpochId& other) const {
  if (epoch == other || follows(other, epoch)) {
    return false;
  }
  if (follows(epoch, other)) {
    return true;
  }
  const Opened* one = find(epoch);
  const Opened* two = find(other);
  return one != nullptr && (two == nullptr || one->device_time > two->device_time);
}

bool EpochOrder::is_followed(const domain::EpochId& epoch) const {
  return std::any_of(opened_.begin(), opened_.end(),
                     [&](const Opened& one) { return one.previous == epoch; });
}

}  // namespace outreach::journal
