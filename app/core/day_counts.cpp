#include "app/core/day_counts.h"

#include <algorithm>

namespace outreach::core {
namespace {

// Indices come and go mostly at the end: what was tapped last is what is taken back.
void set_counting(std::vector<std::size_t>& counting, std::size_t index, bool counts) {
  const auto place = std::lower_bound(counting.begin(), counting.end(), index);
  const bool is_there = place != counting.end() && *place == index;
  if (counts && !is_there) {
    counting.insert(place, index);
  } else if (!counts && is_there) {
    counting.erase(place);
  }
}

}  // namespace

int amount_of(const domain::Content& content) {
  if (const auto* handout = std::get_if<domain::Handout>(&content)) {
    return handout->copies;
  }
  if (const auto* consultation = std::get_if<domain::Consultation>(&content)) {
    return consultation->people;
  }
  if (const auto* stock = std::get_if<domain::Stock>(&content)) {
    return stock->copies;
  }
  return std::holds_alternative<domain::OutingOpened>(content) ? 1 : 0;
}

bool is_tap(const domain::Content& content) {
  return std::holds_alternative<domain::Handout>(content) ||
         std::holds_alternative<domain::Consultation>(content) ||
         std::holds_alternative<domain::Stock>(content);
}

void add_to(domain::Totals& totals, const domain::Content& content, int amount, int times) {
  if (amount <= 0) {
    return;
  }
  if (std::holds_alternative<domain::Handout>(content)) {
    totals.copies += std::int64_t{amount} * times;
  } else if (std::holds_alternative<domain::Consultation>(content)) {
    totals.parties += times;
    totals.people += std::int64_t{amount} * times;
  } else if (std::holds_alternative<domain::OutingOpened>(content)) {
    totals.outings += times;
  }
}

DayCounts::Kind DayCounts::kind_of(const domain::Content& content) {
  if (std::holds_alternative<domain::Handout>(content)) {
    return Kind::Handout;
  }
  if (std::holds_alternative<domain::Consultation>(content)) {
    return Kind::Consultation;
  }
  if (std::holds_alternative<domain::Stock>(content)) {
    return Kind::Stock;
  }
  return std::holds_alternative<domain::OutingOpened>(content) ? Kind::Outing : Kind::Other;
}

const LeafletStock* DayCounts::find_leaflet(std::string_view leaflet) const {
  const auto found = std::find_if(leaflets_.begin(), leaflets_.end(),
                                  [&](const auto& one) { return one.first == leaflet; });
  return found == leaflets_.end() ? nullptr : &found->second;
}

std::size_t DayCounts::place_of_leaflet(std::string_view leaflet) {
  const auto found = std::find_if(leaflets_.begin(), leaflets_.end(),
                                  [&](const auto& one) { return one.first == leaflet; });
  if (found != leaflets_.end()) {
    return static_cast<std::size_t>(found - leaflets_.begin());
  }
  leaflets_.emplace_back(leaflet, LeafletStock{});
  return leaflets_.size() - 1;
}

void DayCounts::note_content(Counted& entry, const domain::Content& content) {
  if (const auto* stock = std::get_if<domain::Stock>(&content)) {
    entry.movement = stock->movement;
  }
  if (entry.kind == Kind::Handout) {
    all_handouts_.push_back(entries_.size());
  } else if (entry.kind == Kind::Consultation) {
    all_consultations_.push_back(entries_.size());
  }
  if (entry.kind == Kind::Handout || entry.kind == Kind::Stock) {
    entry.leaflet = place_of_leaflet(leaflet_of(content));
  } else if (const auto* remark = std::get_if<domain::Remark>(&content);
             remark != nullptr && is_about_stock(*remark)) {
    leaflets_[place_of_leaflet(remark->leaflet)].second.explain(*remark);
  }
}

std::optional<DayCounts::Change> DayCounts::add(domain::Sequence sequence,
                                                const domain::Content& content) {
  if (!entries_.empty() && sequence <= entries_.back().sequence) {
    return std::nullopt;
  }
  const std::size_t own = entries_.size();
  const auto* correction = std::get_if<domain::Correction>(&content);
  if (correction == nullptr) {
    Counted entry;
    entry.sequence = sequence;
    entry.kind = kind_of(content);
    note_content(entry, content);
    entries_.push_back(entry);
    set_amount(own, amount_of(content));
    return Change{own, 0, entries_[own].amount};
  }
  // A target of an earlier epoch names another entry than the one that has this number here.
  const auto target = correction->epoch ? std::nullopt : index_of(correction->target);
  Counted change_made;
  change_made.sequence = sequence;
  change_made.amount = correction->new_amount - correction->old_amount;
  entries_.push_back(change_made);
  corrections_.push_back(own);
  if (!target || entries_[*target].kind == Kind::Other) {
    return Change{own, 0, 0};
  }
  const Change change{*target, entries_[*target].amount, correction->new_amount};
  set_amount(*target, correction->new_amount);
  return change;
}

std::optional<std::size_t> DayCounts::index_of(domain::Sequence sequence) const {
  const auto found = std::lower_bound(
      entries_.begin(), entries_.end(), sequence,
      [](const Counted& entry, domain::Sequence wanted) { return entry.sequence < wanted; });
  if (found == entries_.end() || found->sequence != sequence) {
    return std::nullopt;
  }
  return static_cast<std::size_t>(found - entries_.begin());
}

std::int64_t DayCounts::copies(const std::string& leaflet) const {
  const LeafletStock* found = find_leaflet(leaflet);
  return found == nullptr ? 0 : found->balance.given;
}

LeafletStock DayCounts::stock(const std::string& leaflet) const {
  const LeafletStock* found = find_leaflet(leaflet);
  return found == nullptr ? LeafletStock{} : *found;
}

void DayCounts::set_amount(std::size_t index, int amount) {
  Counted& entry = entries_[index];
  const int before = std::max(0, entry.amount);
  const int after = std::max(0, amount);
  const std::int64_t more = std::int64_t{after} - before;
  const int one_more = (after > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
  entry.amount = amount;
  switch (entry.kind) {
    case Kind::Outing:
      totals_.outings += one_more;
      break;
    case Kind::Handout:
      totals_.copies += more;
      leaflets_[entry.leaflet].second.balance.given += more;
      set_counting(handouts_, index, after > 0);
      break;
    case Kind::Consultation:
      totals_.parties += one_more;
      totals_.people += more;
      set_counting(consultations_, index, after > 0);
      break;
    case Kind::Stock:
      leaflets_[entry.leaflet].second.balance.add(entry.movement, more);
      set_counting(movements_, index, after > 0);
      break;
    case Kind::Other:
      break;
  }
}

}  // namespace outreach::core
