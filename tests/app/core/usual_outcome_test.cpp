// The outcome that comes with a topic.
#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

std::optional<domain::Outcome> usual(const Stall& stall, const std::string& topic) {
  for (const TopicChoice& choice : stall.screen<ConsultationView>().topics) {
    if (choice.id == topic) {
      return choice.usual_outcome;
    }
  }
  FAIL("no topic " << topic);
  return std::nullopt;
}

TEST_CASE("Core: a topic's usual outcome is what this kiosk recorded most, else there is none",
          "[core]") {
  using domain::Outcome;
  Stall stall;
  JournalFacts facts;
  facts.outcome_use = {{"wages", Outcome::AnsweredOnTheSpot, 2},
                       {"wages", Outcome::GuidedToPathway, 3},
                       {"wages", Outcome::ReferredToDepartment, 1}};
  stall.input(Event{JournalReopened{facts}});
  stall.open();
  stall.input(Intent{GoTo{ScreenName::Consultation}});
  CHECK(usual(stall, "wages") == Outcome::GuidedToPathway);
  CHECK_FALSE(usual(stall, "land").has_value());
}

TEST_CASE("Core: before its first use a topic's outcome is that of the county's list", "[core]") {
  using domain::Outcome;
  domain::Catalogue lists = sample_catalogue();
  lists.topics.front().outcome = Outcome::RegisteredForReply;  // of land
  Stall stall;
  ContentChanged content;
  content.catalogue = lists;
  content.was_asked_for = true;
  stall.input(Event{content});
  stall.open();
  stall.input(Intent{GoTo{ScreenName::Consultation}});
  CHECK(usual(stall, "land") == Outcome::RegisteredForReply);
  CHECK_FALSE(usual(stall, "wages").has_value());
  stall.consult(1, "land");
  CHECK(usual(stall, "land") == Outcome::RegisteredForReply);  // not durable yet
  stall.save_all();
  CHECK(usual(stall, "land") == Outcome::GuidedToPathway);
  stall.undo();
  stall.save_all();
  CHECK(usual(stall, "land") == Outcome::RegisteredForReply);
}

TEST_CASE("Core: an outcome becomes usual once it is durable, and no longer when taken back",
          "[core]") {
  using domain::Outcome;
  Stall stall;
  stall.open();
  stall.input(Intent{GoTo{ScreenName::Consultation}});
  stall.consult(1);
  CHECK_FALSE(usual(stall, "wages").has_value());
  stall.save_all();
  CHECK(usual(stall, "wages") == Outcome::GuidedToPathway);
  CHECK_FALSE(usual(stall, "land").has_value());

  SECTION("taken back, and counted again") {
    stall.undo();
    stall.save_all();
    CHECK_FALSE(usual(stall, "wages").has_value());
    stall.consult(2);
    stall.save_all();
    CHECK(usual(stall, "wages") == Outcome::GuidedToPathway);
  }
  SECTION("another number of people is no second use; of two alike the first of the list") {
    stall.input(Intent{Correct{2, 3, domain::CorrectionReason::Miscount}});
    stall.save_all();
    stall.input(Intent{RecordConsultation{
        {1, "wages", domain::Pathway::Arbitration, "labour", Outcome::AnsweredOnTheSpot}}});
    stall.save_all();
    CHECK(usual(stall, "wages") == Outcome::AnsweredOnTheSpot);
  }
}

}  // namespace
}  // namespace outreach::core
