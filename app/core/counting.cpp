#include "app/core/counting.h"

#include <algorithm>

namespace outreach::core {

int amount_of(const domain::Content& content) {
  if (const auto* handout = std::get_if<domain::Handout>(&content)) {
    return handout->copies;
  }
  if (const auto* consultation = std::get_if<domain::Consultation>(&content)) {
    return consultation->people;
  }
  return std::holds_alternative<domain::OutingOpened>(content) ? 1 : 0;
}

bool is_tap(const domain::Content& content) {
  return std::holds_alternative<domain::Handout>(content) ||
         std::holds_alternative<domain::Consultation>(content);
}

OutingLines::OutingLines(const AppState& state) {
  if (!state.outing) {
    return;
  }
  // Lines point at each other, so the vector must not grow once they do.
  lines_.reserve(state.outing->entries.size() + state.in_flight.size());
  for (const OutingEntry& entry : state.outing->entries) {
    const int amount = amount_of(entry.record.content);
    lines_.push_back({entry.sequence, std::nullopt, &entry.record, entry.device_time, amount,
                      amount, false, nullptr});
  }
  std::vector<const InFlight*> flights;
  for (const InFlight& tap : state.in_flight) {
    if (tap.outing == state.outing->sequence) {
      const int amount = amount_of(tap.record.content);
      lines_.push_back(
          {std::nullopt, tap.ticket, &tap.record, tap.asked_at, amount, amount, false, nullptr});
      flights.push_back(&tap);
    }
  }
  const std::size_t first_flight = lines_.size() - flights.size();
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const auto* correction = std::get_if<domain::Correction>(&lines_[i].record->content);
    if (correction == nullptr) {
      continue;
    }
    const std::optional<Ticket> by_ticket =
        i < first_flight ? std::nullopt : flights[i - first_flight]->target;
    const auto target = std::find_if(lines_.begin(), lines_.end(), [&](const OutingLine& line) {
      return by_ticket ? line.ticket == by_ticket : line.sequence == correction->target;
    });
    lines_[i].amount = correction->new_amount - correction->old_amount;
    lines_[i].original_amount = lines_[i].amount;
    if (target != lines_.end()) {
      target->amount = correction->new_amount;
      target->being_corrected = target->being_corrected || i >= first_flight;
      lines_[i].corrected = &*target;
    }
  }
}

const OutingLine* OutingLines::with_sequence(Sequence sequence) const {
  const auto found = std::find_if(lines_.begin(), lines_.end(), [&](const OutingLine& line) {
    return line.sequence == sequence;
  });
  return found == lines_.end() ? nullptr : &*found;
}

const OutingLine* OutingLines::newest_counting() const {
  const auto found = std::find_if(lines_.rbegin(), lines_.rend(), [](const OutingLine& line) {
    return is_tap(line.record->content) && line.amount > 0;
  });
  return found == lines_.rend() ? nullptr : &*found;
}

const OutingLine* OutingLines::newest_correction() const {
  if (lines_.empty()) {
    return nullptr;
  }
  const auto* correction = std::get_if<domain::Correction>(&lines_.back().record->content);
  const bool by_person = correction != nullptr && correction->target != 0 &&
                         correction->reason != domain::CorrectionReason::Undo;
  return by_person ? &lines_.back() : nullptr;
}

domain::Totals OutingLines::totals() const {
  domain::Totals totals;
  for (const OutingLine& line : lines_) {
    if (line.amount <= 0) {
      continue;
    }
    if (std::holds_alternative<domain::Handout>(line.record->content)) {
      totals.copies += line.amount;
    } else if (std::holds_alternative<domain::Consultation>(line.record->content)) {
      totals.parties += 1;
      totals.people += line.amount;
    } else if (std::holds_alternative<domain::OutingOpened>(line.record->content)) {
      totals.outings += 1;
    }
  }
  return totals;
}

bool can_be_corrected(const OutingLines& lines, const OutingLine& line) {
  if (!line.sequence || line.amount <= 0 || line.being_corrected) {
    return false;
  }
  return is_tap(line.record->content) ||
         (std::holds_alternative<domain::OutingOpened>(line.record->content) &&
          lines.newest_counting() == nullptr);
}

}  // namespace outreach::core
