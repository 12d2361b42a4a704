// The model of a journal: a list of things that were recorded, and how far the county is with each
// chain. It knows no file, no hash and no table; an epoch changes where things stand and no sum.
#pragma once

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "sync/journal/journal.h"
#include "tests/support/invariants_count.h"

namespace outreach::testing {

// Anything that can be corrected. Its number in the list of all of them, from 1, stands for it.
struct ModelThing {
  domain::EpochId epoch{};  // where it stands now
  journal::Sequence sequence = 0;
  std::vector<std::pair<domain::EpochId, journal::Sequence>> stood{};  // there, and before
  int amount = 0;
  int most = 0;
  bool is_outing = false;
  bool is_question = false;
  bool is_stock = false;
  bool is_of_resident = false;  // a rating or a reading: never corrected
  bool is_erased = false;
  bool is_left = false;  // its body was gone when the epoch ended: it counts, and stays as it is
};

struct ModelChain {
  struct Archived {
    journal::Sequence through = 0;
    WallTime since{};
  };
  journal::ChainNumber number = 0;
  journal::ChainId id;
  journal::Sequence recorded = 0;  // that stand here
  journal::Sequence acknowledged = 0;
  journal::Sequence archived = 0;
  WallTime newest_ack{};
  std::vector<Archived> notes{};
  journal::Sequence pruned = 0;

  void acknowledge(journal::Sequence through, journal::Sequence archived_through, WallTime now) {
    if (through >= acknowledged) {
      acknowledged = through;
      archived = std::max(archived, std::min(archived_through, through));
      newest_ack = now;
      notes.push_back({archived, now});
    }
  }
  void prune() {
    for (const Archived& note : notes) {
      if (note.since + journal::kArchivedFor <= newest_ack) {
        pruned = std::max(pruned, note.through);
      }
    }
  }
  void end(journal::Sequence common) {
    recorded = std::min(recorded, common);
    acknowledged = std::min(acknowledged, common);
    archived = std::min(archived, common);
    std::erase_if(notes, [&](const Archived& note) { return note.through > common; });
  }
};

class Model {
 public:
  std::vector<ModelThing> things;
  std::vector<ModelChain> chains;  // the last is the one that grows

  ModelChain& chain() {
    return chains.back();
  }
  const ModelChain& chain() const {
    return chains.back();
  }
  // Recorded as the next entry of the chain.
  void note(const journal::Draft& draft, journal::Sequence outing) {
    const journal::Sequence sequence = ++chain().recorded;
    domain::Record record = draft.record;
    const domain::Content& content = record.content;
    ModelThing thing{chain().id.epoch, sequence, {{chain().id.epoch, sequence}}};
    if (auto* correction = std::get_if<domain::Correction>(&record.content)) {
      const std::size_t target =
          *find(correction->epoch.value_or(chain().id.epoch), correction->target);
      things[target].amount = correction->new_amount;
      correction->target = target + 1;
      correction->epoch.reset();
      counted_.add({}, 0, 0, record);
      return;
    }
    if (const auto* erasure = std::get_if<domain::Erasure>(&content)) {
      things[*find(erasure->epoch.value_or(chain().id.epoch), erasure->target)].is_erased = true;
      return;
    }
    if (const auto* handout = std::get_if<domain::Handout>(&content)) {
      thing.amount = handout->copies;
      thing.most = domain::kCopiesMax;
    } else if (const auto* party = std::get_if<domain::Consultation>(&content)) {
      thing.amount = party->people;
      thing.most = domain::kPeopleMax;
    } else if (const auto* stock = std::get_if<domain::Stock>(&content)) {
      thing.amount = stock->copies;
      thing.most = domain::kCopiesMax;
      thing.is_stock = true;
    } else if (std::holds_alternative<domain::OutingClosed>(content) ||
               std::holds_alternative<domain::Remark>(content)) {
      return;
    } else if (std::holds_alternative<domain::Rating>(content) ||
               std::holds_alternative<domain::SelfService>(content)) {
      thing.amount = 1;  // and nothing corrects it
      thing.is_of_resident = true;
    } else {
      thing.amount = thing.most = 1;
      thing.is_outing = std::holds_alternative<domain::OutingOpened>(content);
      thing.is_question = !thing.is_outing;
    }
    const auto in = outing == 0 ? std::nullopt : find(chain().id.epoch, outing);
    things.push_back(thing);
    counted_.add({}, things.size(), in ? *in + 1 : 0, record);
  }
  // Positions of the things for which `is_wanted`.
  template <typename Wanted>
  std::vector<std::size_t> those(Wanted is_wanted) const {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < things.size(); ++i) {
      if (is_wanted(things[i])) {
        out.push_back(i);
      }
    }
    return out;
  }

  domain::Totals totals() const {
    return counted_.totals();
  }
  std::int64_t questions() const {
    return counted_.questions();
  }
  std::int64_t stock() const {
    return counted_.stock();
  }

 private:
  std::optional<std::size_t> find(const domain::EpochId& epoch, journal::Sequence sequence) const {
    const auto found = std::find_if(things.begin(), things.end(), [&](const ModelThing& thing) {
      return thing.epoch == epoch && thing.sequence == sequence;
    });
    return found == things.end() ? std::nullopt
                                 : std::optional(static_cast<std::size_t>(found - things.begin()));
  }

  CountedAgain counted_;
};

}  // namespace outreach::testing
