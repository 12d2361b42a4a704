// A few hundred entries with corrections of anything, taken back, put right and corrected again, in
// whatever epoch the journal is.
#pragma once

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "tests/sync/domain/random_record.h"
#include "tests/sync/journal/stall.h"

namespace outreach::testing {

inline journal::Draft question_draft(journal::Sequence outing, std::string topic = "land",
                                     std::size_t bytes = 200) {
  return {{domain::Question{std::move(topic), Bytes(bytes, 0x5A)}, domain::kStaffSelfService, {}},
          outing};
}
inline journal::Draft erasure_draft(journal::Sequence target,
                                    std::optional<domain::EpochId> epoch = {}) {
  return {{domain::Erasure{target, domain::ErasureReason::PersonAsked, epoch}, "王五", {}}, 0};
}

class RandomDays {
 public:
  explicit RandomDays(Random& random) : random_(random) {}

  void record(journal::Journal& journal, int entries) {
    if (epoch_ != journal.chain().epoch) {
      epoch_ = journal.chain().epoch;
      outings_.clear();
      const auto open = journal::open_outing(journal.database());
      REQUIRE(open);
      if (*open) {
        outings_.push_back((*open)->sequence);
      }
      follow(journal);
    }
    for (int i = 0; i < entries; ++i) {
      record_one(journal);
    }
  }

 private:
  struct Correctable {
    domain::EpochId epoch;
    journal::Sequence sequence;
    int most;
  };

  // What can be corrected in a new epoch: what it took over, as it stands there, and what was left
  // in the earlier ones.
  void follow(journal::Journal& journal) {
    const auto chains = journal::chains(journal.database());
    REQUIRE(chains);
    std::erase_if(correctable_, [&](const Correctable& one) {
      return std::any_of(chains->begin(), chains->end(), [&](const journal::ChainRow& chain) {
        return chain.id.epoch == one.epoch && one.sequence > chain.deliverable_through();
      });
    });
    auto copies = journal.database().prepare(
        "SELECT e.sequence,e.kind FROM entry e JOIN taken_over t ON t.chain=e.chain AND "
        "t.sequence=e.sequence WHERE e.chain=?");
    REQUIRE(copies);
    copies->bind(1, journal.chain_number());
    REQUIRE(sqlite::each_row(*copies, [&] {
      const std::string kind(copies->text(1));
      const int most = kind == "handout" || kind == "stock" ? domain::kCopiesMax
                       : kind == "consultation"             ? domain::kPeopleMax
                                                            : 1;
      if (kind != "correction" && kind != "outing_closed" && kind != "remark" && kind != "rating" &&
          kind != "self_service") {
        correctable_.push_back({epoch_, copies->unsigned_integer(0), most});
      }
    }));
  }

  void record_one(journal::Journal& journal) {
    constexpr std::array<const char*, 4> kTopics{"land", "wages", "pension", "other"};
    const std::uint64_t choice = outings_.empty() ? 0 : random_.below(28);
    const journal::Sequence next = journal.head().sequence + 1;
    if (choice == 0) {
      const Date day{std::chrono::sys_days{kMarketDay} +
                     std::chrono::days{static_cast<int>(random_.below(20))}};
      journal::Draft draft = outing_draft(any_of(random_, std::array{"东集", "西集"}), day,
                                          any_of(random_, domain::kOutingKinds));
      auto& opened = std::get<domain::OutingOpened>(draft.record.content);
      opened.is_planned = random_.below(2) == 0;
      if (random_.below(6) == 0) {
        opened.kind = domain::OutingKind::Other;
        opened.other_kind = "temple-fair";
      }
      append(journal, {draft});
      outings_.push_back(next);
      correctable_.push_back({epoch_, next, 1});
    } else if (choice < 9) {
      append(journal, {handout_draft(any_of(random_, outings_), number_between(random_, 1, 500),
                                     any_of(random_, kTopics))});
      correctable_.push_back({epoch_, next, domain::kCopiesMax});
    } else if (choice < 15) {
      append(journal, {consultation_draft(any_of(random_, outings_), number_between(random_, 1, 9),
                                          any_of(random_, kTopics))});
      correctable_.push_back({epoch_, next, domain::kPeopleMax});
    } else if (choice < 17) {
      append(journal, {question_draft(random_.below(2) == 0 ? 0 : any_of(random_, outings_))});
      correctable_.push_back({epoch_, next, 1});
    } else if (choice < 21 && !correctable_.empty()) {
      const Correctable target = any_of(random_, correctable_);
      const int to = random_.below(3) == 0 ? 0 : number_between(random_, 0, target.most);
      journal::Draft draft = correction_draft(0, target.sequence, 1, to);
      if (target.epoch != epoch_) {
        std::get<domain::Correction>(draft.record.content).epoch = target.epoch;
      }
      append(journal, {draft});
    } else if (choice < 23) {
      append(journal, {stock_draft(any_of(random_, outings_), number_between(random_, 1, 500),
                                   any_of(random_, domain::kStockMovements))});
      correctable_.push_back({epoch_, next, domain::kCopiesMax});
    } else if (choice == 23) {
      append(journal, {settled_draft(random_.below(2) == 0 ? 0 : any_of(random_, outings_),
                                     random_.below(next + 1))});
    } else if (choice == 24) {
      append(journal,
             {rating_draft(random_.below(2) == 0 ? 0 : any_of(random_, outings_),
                           any_of(random_, domain::kFaces), any_of(random_, domain::kAllRated))});
    } else if (choice < 27) {
      append(journal, {reading_draft(random_.below(2) == 0 ? 0 : any_of(random_, outings_),
                                     number_between(random_, 1, 360) * 10,
                                     number_between(random_, 0, domain::kTakeAwaysMax),
                                     any_of(random_, kTopics))});
    } else {
      append(journal, {closing_draft(any_of(random_, outings_))});
    }
  }

  Random& random_;
  domain::EpochId epoch_{};
  std::vector<journal::Sequence> outings_;
  std::vector<Correctable> correctable_;
};

// Everything a tally says: keys, then every measure; a blank is "-".
inline std::vector<std::string> tally_text(sqlite::Database& database,
                                           const std::vector<domain::Dimension>& dimensions,
                                           const domain::TallyFilter& filter = {}) {
  const auto table = journal::tally(database, dimensions, filter);
  REQUIRE(table);
  std::vector<std::string> out;
  for (const domain::TallyRow& row : table->rows) {
    std::string line;
    for (const std::string& key : row.keys) {
      line += key + " ";
    }
    for (const auto& measure : {row.outings, row.parties, row.people, row.copies, row.ratings,
                                row.readings, row.reading_seconds, row.take_aways}) {
      line += (measure ? std::to_string(*measure) : "-") + " ";
    }
    line.pop_back();
    out.push_back(line);
  }
  return out;
}

// Totals, every dimension, the questions and the stock.
inline std::vector<std::string> everything_counted(sqlite::Database& database) {
  using domain::Dimension;
  const domain::Totals totals = totals_of(database);
  std::vector<std::string> out;
  for (const std::int64_t sum :
       {totals.outings, totals.parties, totals.people, totals.copies, totals.ratings,
        totals.readings, totals.reading_seconds, totals.take_aways}) {
    out.push_back(std::to_string(sum));
  }
  for (const Dimension dimension :
       {Dimension::Day, Dimension::Month, Dimension::Township, Dimension::Place,
        Dimension::OutingKind, Dimension::Topic, Dimension::Leaflet, Dimension::Rated,
        Dimension::Face, Dimension::Staff, Dimension::Kiosk}) {
    const auto rows = tally_text(database, {dimension});
    out.insert(out.end(), rows.begin(), rows.end());
  }
  const auto questions = database.integer("SELECT COUNT(*) FROM question WHERE amount>0");
  REQUIRE(questions);
  out.push_back("questions " + std::to_string(*questions));
  for (const domain::StockMovement movement : domain::kStockMovements) {
    const auto copies = database.integer(
        "SELECT COALESCE(SUM(s.copies),0) FROM stock s JOIN outing o ON "
        "o.chain=s.chain AND o.sequence=s.outing WHERE o.amount>0 AND "
        "s.movement='" +
        std::string(code_of(movement)) + "'");
    REQUIRE(copies);
    out.push_back(std::string(code_of(movement)) + " " + std::to_string(*copies));
  }
  return out;
}

}  // namespace outreach::testing
