#include "app/kiosk/sheet_joined.h"

#include <utility>

#include "sync/journal/queries.h"

namespace outreach::kiosk {

Result<std::vector<journal::Draft>> onto_known_outings(const std::vector<journal::Draft>& drafts,
                                                       journal::Journal& journal) {
  std::vector<journal::Draft> kept;
  std::vector<journal::Sequence> outing_of(drafts.size(),
                                           0);  // what a reference to a draft becomes
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    journal::Draft draft = drafts[i];
    if (const auto* opened = std::get_if<domain::OutingOpened>(&draft.record.content)) {
      const auto known = journal::find_outing(journal.database(), journal.chain_number(),
                                              opened->date, opened->place);
      if (!known) {
        return known.error();
      }
      outing_of[i] = known->value_or(journal::kOutingOfThisAppend + kept.size());
      if (*known) {
        continue;
      }
    } else if (draft.outing >= journal::kOutingOfThisAppend) {
      draft.outing = outing_of[draft.outing - journal::kOutingOfThisAppend];
    }
    kept.push_back(std::move(draft));
  }
  return kept;
}

}  // namespace outreach::kiosk
