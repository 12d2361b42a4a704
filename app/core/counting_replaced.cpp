// Which consultation stands in another's place (改内容). No entry says so by itself; that both were
// one append does.
#include <algorithm>

#include "app/core/counting.h"

namespace outreach::core {
namespace {

WallTime recorded_at(const OutingEntry& entry) {
  return entry.record.origin ? entry.record.origin->device_time : entry.device_time;
}

}  // namespace

// Appends have times of their own, because a commit lies between two: what has the same time, one
// after the other, was one append. A record that was taken over keeps the time it had.
const domain::Record* OutingLines::before_in_append(const OutingLine& line) const {
  if (line.ticket) {
    const auto same = [](Ticket ticket) {
      return [ticket](const Flying& one) { return one.tap->ticket == ticket; };
    };
    const auto found = std::find_if(flights_.begin(), flights_.end(), same(*line.ticket));
    if (found == flights_.end() || !found->tap->with) {
      return nullptr;
    }
    const auto before = std::find_if(flights_.begin(), found, same(*found->tap->with));
    return before == found ? nullptr : &before->tap->record;
  }
  const auto index = outing_->counts.index_of(*line.sequence);
  if (!index || *index == 0) {
    return nullptr;
  }
  const OutingEntry& before = outing_->entries[*index - 1];
  const OutingEntry& entry = outing_->entries[*index];
  const bool is_one_append =
      before.sequence + 1 == entry.sequence && recorded_at(before) == recorded_at(entry);
  return is_one_append ? &before.record : nullptr;
}

const domain::Correction* OutingLines::taken_out_for(const OutingLine& line) const {
  const domain::Record* before = std::holds_alternative<domain::Consultation>(line.record->content)
                                     ? before_in_append(line)
                                     : nullptr;
  const auto* out = before == nullptr ? nullptr : std::get_if<domain::Correction>(&before->content);
  if (out == nullptr || out->new_amount != 0 || out->reason == domain::CorrectionReason::Undo) {
    return nullptr;
  }
  const auto target = durable_target(*out);
  const bool is_out =
      target &&
      std::holds_alternative<domain::Consultation>(outing_->entries[*target].record.content) &&
      durable(*target).amount == 0;
  return is_out ? out : nullptr;
}

}  // namespace outreach::core
