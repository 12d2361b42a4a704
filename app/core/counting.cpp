#include "app/core/counting.h"

#include <algorithm>
#include <utility>

namespace outreach::core {

OutingLines::OutingLines(const AppState& state) {
  if (!state.outing) {
    return;
  }
  outing_ = &*state.outing;
  for (const InFlight& tap : state.in_flight) {
    if (tap.outing == outing_->sequence) {
      add_flight(tap);
    }
  }
}

// Corrections come after what they correct, so one walk by ticket is enough.
void OutingLines::add_flight(const InFlight& tap) {
  Flying flight{&tap, amount_of(tap.record.content), nullptr};
  if (const auto* correction = std::get_if<domain::Correction>(&tap.record.content)) {
    flight.amount = correction->new_amount - correction->old_amount;
    if (tap.target) {
      const auto target = std::lower_bound(
          flights_.begin(), flights_.end(), *tap.target,
          [](const Flying& other, Ticket wanted) { return other.tap->ticket < wanted; });
      if (target != flights_.end() && target->tap->ticket == *tap.target) {
        target->amount = correction->new_amount;
        flight.corrected = &target->tap->record;
      }
    } else if (const auto target = durable_target(*correction)) {
      changed_[*target] = correction->new_amount;
      flight.corrected = &outing_->entries[*target].record;
    }
  }
  flights_.push_back(flight);
}

std::optional<std::size_t> OutingLines::durable_target(const domain::Correction& correction) const {
  // A target of an earlier epoch names another entry than the one that has this number here.
  const auto index = correction.epoch ? std::nullopt : outing_->counts.index_of(correction.target);
  const bool has_amount = index && amount_of(outing_->entries[*index].record.content) > 0;
  return has_amount ? index : std::nullopt;
}

std::size_t OutingLines::size() const {
  return outing_ == nullptr ? 0 : outing_->entries.size() + flights_.size();
}

OutingLine OutingLines::durable(std::size_t index) const {
  const OutingEntry& entry = outing_->entries[index];
  OutingLine line{entry.sequence, std::nullopt, &entry.record, entry.device_time};
  line.amount = outing_->counts.amount(index);
  line.original_amount = amount_of(entry.record.content);
  if (const auto changed = changed_.find(index); changed != changed_.end()) {
    line.amount = changed->second;
    line.being_corrected = true;
  }
  if (const auto* correction = std::get_if<domain::Correction>(&entry.record.content)) {
    line.original_amount = line.amount;
    if (const auto target = durable_target(*correction)) {
      line.corrected = &outing_->entries[*target].record;
    }
  }
  return line;
}

OutingLine OutingLines::flying(const Flying& flight) const {
  OutingLine line{std::nullopt, flight.tap->ticket, &flight.tap->record, flight.tap->asked_at};
  line.amount = flight.amount;
  line.original_amount = std::holds_alternative<domain::Correction>(line.record->content)
                             ? flight.amount
                             : amount_of(line.record->content);
  line.corrected = flight.corrected;
  return line;
}

OutingLine OutingLines::at(std::size_t index) const {
  const std::size_t first_flight = outing_->entries.size();
  return index < first_flight ? durable(index) : flying(flights_[index - first_flight]);
}

std::optional<OutingLine> OutingLines::with_sequence(Sequence sequence) const {
  const auto index = outing_ == nullptr ? std::nullopt : outing_->counts.index_of(sequence);
  return index ? std::optional(durable(*index)) : std::nullopt;
}

std::optional<std::size_t> OutingLines::newest_of(const std::vector<std::size_t>& counting) const {
  const auto found = std::find_if(counting.rbegin(), counting.rend(), [&](std::size_t index) {
    const auto changed = changed_.find(index);
    return changed == changed_.end() || changed->second > 0;
  });
  return found == counting.rend() ? std::nullopt : std::optional(*found);
}

template <typename Content>
std::optional<std::size_t> OutingLines::newest_durable(
    const std::vector<std::size_t>& counting) const {
  std::optional<std::size_t> newest = newest_of(counting);
  // What was taken out of the counts may be on its way back into them.
  for (const auto& [index, amount] : changed_) {
    const auto& content = outing_->entries[index].record.content;
    if (amount > 0 && std::holds_alternative<Content>(content) && (!newest || index > *newest)) {
      newest = index;
    }
  }
  return newest;
}

std::optional<OutingLine> OutingLines::newest_counting() const {
  if (outing_ == nullptr) {
    return std::nullopt;
  }
  const auto flight = std::find_if(flights_.rbegin(), flights_.rend(), [](const Flying& one) {
    return is_tap(one.tap->record.content) && one.amount > 0;
  });
  if (flight != flights_.rend()) {
    return flying(*flight);
  }
  const auto handout = newest_durable<domain::Handout>(outing_->counts.handouts());
  const auto consultation = newest_durable<domain::Consultation>(outing_->counts.consultations());
  const auto movement = newest_durable<domain::Stock>(outing_->counts.movements());
  const auto newest = std::max({handout, consultation, movement});  // none is less than any
  return newest ? std::optional(durable(*newest)) : std::nullopt;
}

const domain::Consultation* OutingLines::newest_consultation() const {
  if (outing_ == nullptr) {
    return nullptr;
  }
  for (auto flight = flights_.rbegin(); flight != flights_.rend(); ++flight) {
    const auto* tapped = std::get_if<domain::Consultation>(&flight->tap->record.content);
    if (tapped != nullptr && flight->amount > 0) {
      return tapped;
    }
  }
  const auto newest = newest_durable<domain::Consultation>(outing_->counts.consultations());
  return newest ? std::get_if<domain::Consultation>(&outing_->entries[*newest].record.content)
                : nullptr;
}

std::optional<OutingLine> OutingLines::newest_correction() const {
  if (size() == 0) {
    return std::nullopt;
  }
  const OutingLine newest = at(size() - 1);
  const auto* correction = std::get_if<domain::Correction>(&newest.record->content);
  const bool by_person = correction != nullptr && correction->target != 0 &&
                         correction->reason != domain::CorrectionReason::Undo;
  return by_person ? std::optional(newest) : std::nullopt;
}

const domain::Remark* OutingLines::newest_explanation() const {
  if (size() == 0) {
    return nullptr;
  }
  const auto* remark = std::get_if<domain::Remark>(&at(size() - 1).record->content);
  const bool explains = remark != nullptr && is_about_stock(*remark) && !remark->reason.empty();
  return explains ? remark : nullptr;
}

domain::Totals OutingLines::totals() const {
  if (outing_ == nullptr) {
    return {};
  }
  domain::Totals totals = outing_->counts.totals();
  for (const auto& [index, amount] : changed_) {
    const domain::Content& content = outing_->entries[index].record.content;
    add_to(totals, content, outing_->counts.amount(index), -1);
    add_to(totals, content, amount, 1);
  }
  for (const Flying& flight : flights_) {
    add_to(totals, flight.tap->record.content, flight.amount, 1);
  }
  return totals;
}

std::int64_t OutingLines::copies(const std::string& leaflet) const {
  return stock(leaflet).balance.given;
}

LeafletStock OutingLines::stock(const std::string& leaflet) const {
  if (outing_ == nullptr) {
    return {};
  }
  LeafletStock stock = outing_->counts.stock(leaflet);
  for (const auto& [index, amount] : changed_) {
    const domain::Content& content = outing_->entries[index].record.content;
    if (leaflet_of(content) == leaflet) {
      stock.add(content, std::int64_t{amount} - outing_->counts.amount(index));
    }
  }
  for (const Flying& flight : flights_) {
    const domain::Content& content = flight.tap->record.content;
    if (leaflet_of(content) != leaflet) {
      continue;
    }
    stock.add(content, flight.amount);
    if (const auto* remark = std::get_if<domain::Remark>(&content);
        remark != nullptr && is_about_stock(*remark)) {
      stock.explain(*remark);
    }
  }
  return stock;
}

template <typename IsOfIt>
bool OutingLines::any_in_flight(IsOfIt is_of_it) const {
  return std::any_of(flights_.begin(), flights_.end(), [&](const Flying& flight) {
    return is_of_it(flight.tap->record.content) ||
           (flight.corrected != nullptr && is_of_it(flight.corrected->content));
  });
}

bool OutingLines::is_saving(const std::string& leaflet) const {
  return any_in_flight([&](const domain::Content& content) {
    return std::holds_alternative<domain::Handout>(content) && leaflet_of(content) == leaflet;
  });
}

bool OutingLines::is_stock_saving(const std::string& leaflet) const {
  return any_in_flight([&](const domain::Content& content) {
    return !std::holds_alternative<domain::Handout>(content) && leaflet_of(content) == leaflet;
  });
}

namespace {

// Who records one after the other is mostly the same person.
void remember_recorder(std::vector<std::string>& recorders, const std::string& staff) {
  const bool is_person = staff != domain::kStaffMachine && staff != domain::kStaffSelfService;
  if (!is_person || (!recorders.empty() && recorders.front() == staff)) {
    return;
  }
  std::erase(recorders, staff);
  recorders.insert(recorders.begin(), staff);
}

}  // namespace

std::optional<DayCounts::Change> enter(CurrentOuting& outing, OutingEntry entry) {
  const auto change = outing.counts.add(entry.sequence, entry.record.content);
  if (change) {
    remember_recorder(outing.recorders, entry.record.staff);
    outing.entries.push_back(std::move(entry));
  }
  return change;
}

bool can_be_corrected(const OutingLines& lines, const OutingLine& line) {
  if (!line.sequence || line.amount <= 0 || line.being_corrected) {
    return false;
  }
  return is_tap(line.record->content) ||
         (std::holds_alternative<domain::OutingOpened>(line.record->content) &&
          !lines.newest_counting());
}

}  // namespace outreach::core
