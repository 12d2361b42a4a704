// A long day at a stall as a pure function: what entry number n says, and what n entries add up to.
// So a program that was killed at any instant knows where to go on, and a test knows what must be
// there.
#pragma once

#include <cstdint>
#include <string>

#include "sync/domain/record.h"
#include "sync/domain/tally.h"
#include "sync/journal/journal.h"
#include "tests/support/seeded_random.h"

namespace outreach::testing {

class ScriptedDay {
 public:
  explicit ScriptedDay(std::uint64_t seed) : seed_(seed) {}

  // Entries 1, 401, 801 … open an outing; entry 400, 800 … closes it.
  static constexpr domain::Sequence kEntriesOfOuting = 400;

  journal::Draft entry(domain::Sequence sequence) const {
    const domain::Sequence place = (sequence - 1) % kEntriesOfOuting;
    const domain::Sequence outing = sequence - place;
    if (place == 0) {
      const Date day{std::chrono::year{2127} / 1 / 10};
      // Each at a place of its own: one place on one day is one outing, however often it is opened.
      const std::string at = "县城集" + std::to_string(sequence / kEntriesOfOuting + 1);
      return {{domain::OutingOpened{domain::OutingKind::Market, at, "乐昌镇", day}, "张三", {}}, 0};
    }
    if (place == kEntriesOfOuting - 1) {
      return {{domain::OutingClosed{}, "张三", {}}, outing};
    }
    SeededRandom random(seed_ * 1'000'003 + sequence);
    const auto choice = random.below(10);
    if (choice < 3) {
      const int people = 1 + static_cast<int>(random.below(4));
      return {{domain::Consultation{people, "land", domain::Pathway::Arbitration, "labour",
                                    domain::Outcome::AnsweredOnTheSpot},
               "李四",
               {}},
              outing};
    }
    // Now and then the handout before is corrected; a correction of anything else would be set
    // aside.
    if (choice == 3 && copies_of(sequence - 1) > 0) {
      const int corrected = static_cast<int>(random.below(30));
      return {{domain::Correction{sequence - 1, copies_of(sequence - 1), corrected,
                                  domain::CorrectionReason::Miscount},
               "张三",
               {}},
              outing};
    }
    return {{domain::Handout{"regulations", 1 + static_cast<int>(random.below(50))}, "张三", {}},
            outing};
  }

  domain::Totals totals(domain::Sequence entries) const {
    domain::Totals totals;
    for (domain::Sequence sequence = 1; sequence <= entries; ++sequence) {
      const domain::Content content = entry(sequence).record.content;
      if (std::holds_alternative<domain::OutingOpened>(content)) {
        ++totals.outings;
      } else if (const auto* consultation = std::get_if<domain::Consultation>(&content)) {
        ++totals.parties;
        totals.people += consultation->people;
      } else if (const auto* handout = std::get_if<domain::Handout>(&content)) {
        totals.copies += handout->copies;
      } else if (const auto* correction = std::get_if<domain::Correction>(&content)) {
        totals.copies += correction->new_amount - correction->old_amount;
      }
    }
    return totals;
  }

 private:
  // Of the entry when it is a handout, else 0.
  int copies_of(domain::Sequence sequence) const {
    const domain::Content content = entry(sequence).record.content;
    const auto* handout = std::get_if<domain::Handout>(&content);
    return handout != nullptr ? handout->copies : 0;
  }

  std::uint64_t seed_;
};

}  // namespace outreach::testing
