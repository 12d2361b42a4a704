// What was chosen most, asked of the journal.
#include "sync/journal/query_use.h"

#include "sync/journal/queries.h"
#include "tests/support/catch.h"
#include "tests/sync/journal/stall.h"

namespace outreach::journal {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace)
using domain::Outcome;

Draft advice(const std::string& topic, Outcome outcome) {
  Draft draft = consultation_draft(kOutingOfThisAppend, 1, topic);
  std::get<domain::Consultation>(draft.record.content).outcome = outcome;
  return draft;
}

TEST_CASE("Use: how often each outcome of a topic was recorded leaves out what was taken back",
          "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  append(journal,
         {outing_draft(), advice("wages", Outcome::AnsweredOnTheSpot),
          advice("wages", Outcome::GuidedToPathway), advice("land", Outcome::ReferredToDepartment),
          advice("wages", Outcome::GuidedToPathway), advice("land", Outcome::RegisteredForReply),
          correction_draft(1, 6, 1, 0)});
  const auto use = outcome_use(journal.database());
  REQUIRE(use);
  CHECK(*use == std::vector<OutcomeUse>{{"land", Outcome::ReferredToDepartment, 1},
                                        {"wages", Outcome::GuidedToPathway, 2},
                                        {"wages", Outcome::AnsweredOnTheSpot, 1}});
}

TEST_CASE("Use: the newest consultations say what is chosen most", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  std::vector<Draft> drafts{outing_draft(), advice("land", Outcome::ReferredToDepartment)};
  for (int i = 0; i < kUseCounted; ++i) {
    drafts.push_back(advice("wages", Outcome::GuidedToPathway));
  }
  append(journal, drafts);
  const auto outcomes = outcome_use(journal.database());
  REQUIRE(outcomes);
  CHECK(*outcomes == std::vector<OutcomeUse>{{"wages", Outcome::GuidedToPathway, kUseCounted}});
  const auto topics = topic_use(journal.database());
  REQUIRE(topics);
  CHECK(*topics == std::vector<std::pair<std::string, std::int64_t>>{{"wages", kUseCounted}});
}

TEST_CASE("Use: a journal without a consultation has none", "[journal]") {
  Stall stall;
  Journal journal = stall.opened();
  const auto use = outcome_use(journal.database());
  REQUIRE(use);
  CHECK(use->empty());
}

}  // namespace
}  // namespace outreach::journal
