// 改内容 by a person's taps.
#include <string>

#include "tests/app/ui/visitor.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

using domain::CorrectionReason;

const ConsultationDraft& chosen_by(Visitor& person) {
  return person.sample().drafts.consultation;
}

TEST_CASE("Today: what a consultation says is changed once it was said why", "[screens]") {
  CHECK_FALSE(Visitor("today-correct").scene().sees("改内容"));
  Visitor person("today-replaceable");
  CHECK(person.scene().find_targets("改内容").empty());
  person.tap("数错了");
  const auto target = person.sample().drafts.today.correcting;
  REQUIRE(target);
  CHECK(person.tap("改内容") ==
        core::Intent{core::BeginReplacement{*target, CorrectionReason::Miscount}});
  CHECK_FALSE(person.sample().drafts.today.correcting);
}

TEST_CASE("Consultation: it is filled from the one it takes the place of, and changed there",
          "[screens]") {
  Visitor person("consultation-replacing");
  CHECK(person.scene().sees("李秀英"));
  CHECK(chosen_by(person).people == 2);
  CHECK(chosen_by(person).topic == "road");
  CHECK_FALSE(chosen_by(person).pathway);  // as the rule has it
  CHECK(chosen_by(person).department == "xf");
  person.tap("3 人");
  const auto intent = person.tap("改成：1 批 3 人次");
  REQUIRE(intent);
  const auto& made = std::get<core::ReplaceConsultation>(*intent);
  CHECK(made.target == 14);
  CHECK(made.consultation.people == 3);
  CHECK(made.consultation.topic == "road");
  CHECK(made.consultation.department == "xf");
  CHECK(made.consultation.outcome == domain::Outcome::GuidedToPathway);
  CHECK(made.consultation.note == "问的是村口的桥");
  person.frame();  // refused: what was changed stays
  CHECK(chosen_by(person).people == 3);
}

TEST_CASE("Undo bar: it says what was changed, and after an undo what counts again", "[screens]") {
  for (const std::string screen : {"handout", "consultation"}) {
    CHECK(Visitor(screen + "-changed").scene().sees("改成：低保救助"));
    CHECK(Visitor(screen + "-counts-again").scene().sees("恢复：低保救助"));
  }
}

TEST_CASE("Consultation: replacing is given up by a tap, and nothing of it stays", "[screens]") {
  Visitor person("consultation-replacing");
  CHECK(person.tap("不改了，返回") == core::Intent{core::GoTo{core::ScreenName::Today}});
  std::get<core::ConsultationView>(person.sample().view.screen).replaced.reset();
  person.frame();
  CHECK(chosen_by(person) == ConsultationDraft{});
}

TEST_CASE("Consultation: a topic that left the list is chosen anew", "[screens]") {
  Visitor person("consultation-replacing-unlisted");
  CHECK(chosen_by(person).topic.empty());
  CHECK(chosen_by(person).people == 2);
  CHECK(person.scene().find_targets("改成：1 批 2 人次").empty());
}

}  // namespace
}  // namespace outreach::ui
