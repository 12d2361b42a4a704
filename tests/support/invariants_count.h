// What entries add up to, counted a second time and in another way than the product does: every
// entry is kept, and the sums are made from scratch (FORMAT.md "What is counted"). What was taken
// over into a later epoch is the same item at another place.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "sync/domain/record.h"
#include "sync/domain/tally.h"

namespace outreach::testing {

class CountedAgain {
 public:
  // That this entry stands here, whether it counts here or in a later epoch; answers where it stood
  // first.
  std::pair<domain::EpochId, domain::Sequence> note_place(const domain::EpochId& epoch,
                                                          domain::Sequence sequence,
                                                          const domain::Record& record) {
    const Place stands{epoch, sequence};
    if (!record.origin) {
      return stands;
    }
    return first_[stands] = first_place({record.origin->epoch, record.origin->sequence});
  }
  // In the order of the chain. `outing` is the envelope's.
  void add(const domain::EpochId& epoch, domain::Sequence sequence, domain::Sequence outing,
           const domain::Record& record) {
    const Place place = note_place(epoch, sequence, record);
    if (items_.contains(place)) {
      return;  // an outing that was opened again
    }
    const Place in = first_place({epoch, outing});
    if (const auto* opened = std::get_if<domain::OutingOpened>(&record.content)) {
      items_[place] = {Item::Outing, place, 1};
      names_[place] = to_iso(opened->date) + "|" + opened->place + "|" + opened->township;
    } else if (const auto* party = std::get_if<domain::Consultation>(&record.content)) {
      items_[place] = {Item::Consultation, in, party->people};
    } else if (const auto* handout = std::get_if<domain::Handout>(&record.content)) {
      items_[place] = {Item::Handout, in, handout->copies};
    } else if (std::holds_alternative<domain::Question>(record.content)) {
      items_[place] = {Item::Question, in, 1};
    } else if (const auto* stock = std::get_if<domain::Stock>(&record.content)) {
      items_[place] = {Item::Stock, in, stock->copies};
    } else if (std::holds_alternative<domain::Rating>(record.content)) {
      items_[place] = {Item::Rating, in, 1};
    } else if (const auto* reading = std::get_if<domain::SelfService>(&record.content)) {
      items_[place] = {Item::Reading, in, 1, reading->seconds, reading->take_aways};
    } else if (const auto* correction = std::get_if<domain::Correction>(&record.content)) {
      const auto target =
          items_.find(first_place({correction->epoch.value_or(epoch), correction->target}));
      if (target != items_.end()) {
        target->second.amount = correction->new_amount;
      }
    }
  }
  // One day at one place is one outing, however often it was opened. Of one kiosk.
  domain::Totals totals() const {
    domain::Totals sums;
    std::set<std::string> outings;
    for (const auto& [place, item] : items_) {
      if (item.what == Item::Question || item.what == Item::Stock || item.amount == 0 ||
          !is_in_force(item)) {
        continue;
      }
      switch (item.what) {
        case Item::Outing:
          outings.insert(names_.at(place));
          break;
        case Item::Consultation:
          ++sums.parties;
          sums.people += item.amount;
          break;
        case Item::Handout:
          sums.copies += item.amount;
          break;
        case Item::Rating:
          ++sums.ratings;
          break;
        case Item::Reading:
          ++sums.readings;
          sums.reading_seconds += item.seconds;
          sums.take_aways += item.take_aways;
          break;
        case Item::Question:
        case Item::Stock:
          break;
      }
    }
    sums.outings = static_cast<std::int64_t>(outings.size());
    return sums;
  }
  // Copies that moved without being given out, whatever became of their outing.
  std::int64_t stock() const {
    std::int64_t copies = 0;
    for (const auto& [place, item] : items_) {
      copies += item.what == Item::Stock ? item.amount : 0;
    }
    return copies;
  }
  std::int64_t questions() const {
    return std::count_if(items_.begin(), items_.end(), [](const auto& held) {
      return held.second.what == Item::Question && held.second.amount > 0;
    });
  }

 private:
  using Place = std::pair<domain::EpochId, domain::Sequence>;
  struct Item {
    enum What { Outing, Consultation, Handout, Question, Stock, Rating, Reading } what = Outing;
    Place outing;
    int amount = 0;
    int seconds = 0;
    int take_aways = 0;
  };
  // Its outing counts, or it is a resident's and stands in none.
  bool is_in_force(const Item& item) const {
    if (item.outing.second == 0) {
      return item.what == Item::Rating || item.what == Item::Reading;
    }
    const auto outing = items_.find(item.outing);
    return outing != items_.end() && outing->second.amount != 0;
  }
  Place first_place(const Place& stands) const {
    const auto found = first_.find(stands);
    return found == first_.end() ? stands : found->second;
  }

  std::map<Place, Item> items_;   // by where they stood first
  std::map<Place, Place> first_;  // of what was taken over
  std::map<Place, std::string> names_;
};

}  // namespace outreach::testing
