#include "app/core/returned.h"

#include <algorithm>
#include <iterator>

namespace outreach::core {
namespace {

// What is known of a returned entry of the current chain that the journal was not asked about yet.
ReturnedEntry known_of(const AppState& state, const SetAsideEntry& aside) {
  const auto read = std::find_if(
      state.returned.begin(), state.returned.end(),
      [&](const ReturnedEntry& entry) { return !entry.epoch && entry.sequence == aside.sequence; });
  ReturnedEntry entry;
  if (read != state.returned.end()) {
    entry = *read;
  }
  if (entry.kind.empty() && state.outing) {
    if (const auto index = state.outing->counts.index_of(aside.sequence)) {
      const OutingEntry& own = state.outing->entries[*index];
      entry.kind = domain::kind_of(own.record.content);
      entry.device_time = own.device_time;
      entry.record = own.record;
      entry.place = state.outing->opened.place;
      entry.date = state.outing->opened.date;
    }
  }
  entry.sequence = aside.sequence;
  entry.reason = aside.reason;
  return entry;
}

const domain::Correction* correction_in(const ReturnedEntry& entry) {
  return entry.record ? std::get_if<domain::Correction>(&entry.record->content) : nullptr;
}

// What a returned correction hangs on, where that was returned as well.
const ReturnedEntry* target_of(const std::vector<ReturnedEntry>& entries,
                               const ReturnedEntry& entry) {
  const domain::Correction* correction = correction_in(entry);
  if (correction == nullptr) {
    return nullptr;
  }
  return find_returned(entries, correction->epoch ? correction->epoch : entry.epoch,
                       correction->target);
}

bool is_remark(const ReturnedEntry& entry) {
  return entry.kind == "remark";
}

// A tap of the open outing that still counts here, so that it can be taken out and put in anew.
bool can_be_recorded_again(const ReturnedEntry& entry, const OutingLines& lines) {
  if (entry.epoch || entry.is_of_lost_key || !entry.record || !is_tap(entry.record->content)) {
    return false;
  }
  const auto line = lines.with_sequence(entry.sequence);
  return line && can_be_corrected(lines, *line);
}

}  // namespace

std::vector<ReturnedEntry> returned_entries(const AppState& state) {
  std::vector<ReturnedEntry> out;
  std::transform(state.delivery.set_aside.rbegin(), state.delivery.set_aside.rend(),
                 std::back_inserter(out),
                 [&](const SetAsideEntry& aside) { return known_of(state, aside); });
  std::stable_sort(out.begin(), out.end(), [](const ReturnedEntry& a, const ReturnedEntry& b) {
    return a.sequence > b.sequence;
  });
  std::copy_if(state.returned.begin(), state.returned.end(), std::back_inserter(out),
               [](const ReturnedEntry& entry) { return entry.epoch.has_value(); });
  // A correction of what was dealt with was dealt with, too.
  std::vector<bool> hangs_on_settled;
  for (const ReturnedEntry& entry : out) {
    const ReturnedEntry* target = target_of(out, entry);
    hangs_on_settled.push_back(target != nullptr && target->settled);
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i].settled = out[i].settled || hangs_on_settled[i];
  }
  std::stable_partition(out.begin(), out.end(),
                        [](const ReturnedEntry& entry) { return !entry.settled; });
  return out;
}

const ReturnedEntry* find_returned(const std::vector<ReturnedEntry>& entries,
                                   const std::optional<domain::EpochId>& epoch, Sequence sequence) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const ReturnedEntry& entry) {
    return entry.epoch == epoch && entry.sequence == sequence;
  });
  return found == entries.end() ? nullptr : &*found;
}

ReturnedRow::Do what_to_do(const std::vector<ReturnedEntry>& entries, const ReturnedEntry& entry,
                           const OutingLines& lines) {
  using Do = ReturnedRow::Do;
  const auto reason = domain::rejection_from(entry.reason);
  if (is_remark(entry) || target_of(entries, entry) != nullptr) {
    return Do::Wait;
  }
  if (!reason) {
    return Do::AskSupport;
  }
  switch (*reason) {
    case domain::Rejection::UnknownKind:
    case domain::Rejection::UnknownOuting:
      return Do::Wait;
    case domain::Rejection::BadTarget:
      return Do::CorrectAgain;
    case domain::Rejection::BodyMissing:
    case domain::Rejection::Damaged:
      return Do::PutCardIn;
    case domain::Rejection::NotText:
    case domain::Rejection::NotAnObject:
    case domain::Rejection::MissingField:
    case domain::Rejection::BadValue:
    case domain::Rejection::TooLarge:
      break;
  }
  return can_be_recorded_again(entry, lines) ? Do::RecordAgain : Do::AskSupport;
}

bool may_settle(const ReturnedEntry& entry, ReturnedRow::Do what_to_do) {
  return !entry.settled && !entry.is_of_lost_key && !is_remark(entry) &&
         what_to_do != ReturnedRow::Do::Wait;
}

bool is_settling(const AppState& state, const ReturnedEntry& entry) {
  return std::any_of(state.in_flight.begin(), state.in_flight.end(), [&](const InFlight& tap) {
    const auto* remark = std::get_if<domain::Remark>(&tap.record.content);
    return remark != nullptr && remark->about == domain::kRemarkSetAsideSettled &&
           remark->target == entry.sequence && remark->epoch == entry.epoch;
  });
}

}  // namespace outreach::core
