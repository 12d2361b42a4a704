// What entries add up to, counted a second time and in another way than the product does: every
// entry is kept, and the sums are made from scratch (FORMAT.md "What is counted").
#pragma once

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
  // In the order of the chain. `outing` is the envelope's.
  void add(const domain::EpochId& epoch, domain::Sequence sequence, domain::Sequence outing,
           const domain::Record& record) {
    const Place place{epoch, sequence};
    const Place in{epoch, outing};
    if (const auto* opened = std::get_if<domain::OutingOpened>(&record.content)) {
      items_[place] = {Item::Outing, place, 1};
      names_[place] = to_iso(opened->date) + "|" + opened->place + "|" + opened->township;
    } else if (const auto* party = std::get_if<domain::Consultation>(&record.content)) {
      items_[place] = {Item::Consultation, in, party->people};
    } else if (const auto* handout = std::get_if<domain::Handout>(&record.content)) {
      items_[place] = {Item::Handout, in, handout->copies};
    } else if (const auto* correction = std::get_if<domain::Correction>(&record.content)) {
      const auto target = items_.find({correction->epoch.value_or(epoch), correction->target});
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
      const auto outing = items_.find(item.outing);
      if (item.amount == 0 || outing == items_.end() || outing->second.amount == 0) {
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
      }
    }
    sums.outings = static_cast<std::int64_t>(outings.size());
    return sums;
  }

 private:
  using Place = std::pair<domain::EpochId, domain::Sequence>;
  struct Item {
    enum What { Outing, Consultation, Handout } what = Outing;
    Place outing;
    int amount = 0;
  };
  std::map<Place, Item> items_;
  std::map<Place, std::string> names_;
};

}  // namespace outreach::testing
