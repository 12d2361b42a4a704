// 改内容: a consultation that says something wrong, and what it should have said.
#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

const domain::Consultation kMeant{3, "land", domain::Pathway::Petition, "agriculture",
                                  domain::Outcome::RegisteredForReply};

// Entry 2 is a consultation of 张's, which 李 is about to change.
Stall changing() {
  Stall stall;
  stall.open();
  stall.consult(2);
  stall.save_all();
  stall.input(Intent{ChangeStaff{"李"}});
  stall.input(Intent{GoTo{ScreenName::Today}});
  stall.input(Intent{BeginReplacement{2, domain::CorrectionReason::Miscount}});
  REQUIRE(stall.view().frame.screen == ScreenName::Consultation);
  return stall;
}

domain::Totals totals_today(Stall& stall) {
  stall.input(Intent{GoTo{ScreenName::Today}});
  return stall.screen<TodayView>().totals;
}

TEST_CASE("Core: a replaced consultation is one step: both or neither", "[core]") {
  Stall stall = changing();
  stall.input(Intent{ReplaceConsultation{2, kMeant}});
  REQUIRE(stall.asked().size() == 1);
  CHECK(stall.view().frame.screen == ScreenName::Today);
  CHECK(stall.screen<TodayView>().totals.people == 3);  // as it will count
  stall.fail_next(ErrorCode::NoSpace);
  CHECK(stall.view().frame.notice->what == Notice::What::NotSavedDiskFull);
  CHECK(stall.view().frame.last.state == SaveState::Failed);
  CHECK(totals_today(stall).parties == 1);
  CHECK(totals_today(stall).people == 2);
  CHECK(stall.state().in_flight.empty());
  CHECK(stall.journal().size() == 2);

  stall.input(Intent{BeginReplacement{2, domain::CorrectionReason::Miscount}});
  stall.input(Intent{ReplaceConsultation{2, kMeant}});
  stall.save_all();
  CHECK(totals_today(stall).parties == 1);
  CHECK(totals_today(stall).people == 3);
  REQUIRE(stall.journal().size() == 4);
  const auto& out = stall.journal()[2].record;
  CHECK(std::get<domain::Correction>(out.content) ==
        domain::Correction{2, 2, 0, domain::CorrectionReason::Miscount});
  CHECK(std::get<domain::Consultation>(stall.journal()[3].record.content) == kMeant);
  stall.restart();
  CHECK(totals_today(stall).people == 3);
}

TEST_CASE("Core: an undo of a replacement brings back what was before, in one step", "[core]") {
  Stall stall = changing();
  stall.input(Intent{ReplaceConsultation{2, kMeant}});
  CHECK(stall.view().frame.last.what == LastAction::What::ConsultationChanged);
  SECTION("while it is in flight") {
    stall.undo();
    CHECK(totals_today(stall).people == 2);
    CHECK(stall.asked().size() == 1);  // both wait for it
  }
  SECTION("when it is durable") {
    stall.save_all();
    CHECK(stall.view().frame.last.what == LastAction::What::ConsultationChanged);
    stall.undo();
    CHECK(stall.asked().size() == 1);
  }
  SECTION("after a restart") {
    stall.save_all();
    stall.restart();
    stall.undo();
  }
  CHECK(totals_today(stall).parties == 1);
  stall.save_all();
  CHECK(totals_today(stall).parties == 1);
  CHECK(totals_today(stall).people == 2);
  REQUIRE(stall.journal().size() == 6);
  CHECK(std::get<domain::Correction>(stall.journal()[4].record.content) ==
        domain::Correction{4, 3, 0, domain::CorrectionReason::Undo});
  CHECK(std::get<domain::Correction>(stall.journal()[5].record.content) ==
        domain::Correction{2, 0, 2, domain::CorrectionReason::Undo});
  const LastAction last = stall.view().frame.last;
  CHECK(last.what == LastAction::What::CountsAgain);
  CHECK(last.name == "拖欠工资");
  CHECK(last.amount == 2);
  // It is a consultation like any other again.
  stall.undo();
  stall.save_all();
  CHECK(totals_today(stall).parties == 0);
  CHECK(stall.view().frame.last.what == LastAction::What::Correction);
}

TEST_CASE("Core: what came after a replacement is undone first, and then the whole replacement",
          "[core]") {
  Stall stall = changing();
  stall.input(Intent{ReplaceConsultation{2, kMeant}});
  stall.hand_out("guide", 5);
  stall.save_all();
  stall.undo();
  stall.undo();
  stall.save_all();
  CHECK(totals_today(stall).copies == 0);
  CHECK(totals_today(stall).people == 2);
}

TEST_CASE("Core: what was replaced twice is brought back step by step", "[core]") {
  Stall stall = changing();
  stall.input(Intent{ReplaceConsultation{2, kMeant}});
  stall.save_all();
  domain::Consultation other = kMeant;
  other.people = 7;
  stall.input(Intent{BeginReplacement{4, domain::CorrectionReason::Miscount}});
  stall.input(Intent{ReplaceConsultation{4, other}});
  stall.save_all();
  CHECK(totals_today(stall).people == 7);
  for (const int before : {3, 2, 0}) {
    stall.undo();
    stall.save_all();
    CHECK(totals_today(stall).people == before);
  }
}

TEST_CASE("Core: an undo of a replacement is both or neither, whatever fails", "[core]") {
  Stall stall = changing();
  stall.input(Intent{ReplaceConsultation{2, kMeant}});
  SECTION("the replacement: then there is nothing to undo") {
    stall.undo();
    stall.fail_next(ErrorCode::InputOutput);
    CHECK(stall.asked().empty());
    CHECK(stall.state().in_flight.empty());
    CHECK(totals_today(stall).people == 2);
  }
  SECTION("the undo: then the replacement counts") {
    stall.save_all();
    stall.undo();
    stall.fail_next(ErrorCode::InputOutput);
    CHECK(stall.state().in_flight.empty());
    CHECK(totals_today(stall).people == 3);
  }
  SECTION("what it waited for: then it says what counted instead") {
    stall.save_all();
    stall.input(Intent{Correct{4, 5, domain::CorrectionReason::Miscount}});
    stall.undo();  // takes that back
    stall.undo();
    stall.save_next();
    stall.fail_next(ErrorCode::InputOutput);
    REQUIRE(stall.asked().size() == 1);
    const Append& asked = stall.asked().front();
    CHECK(std::get<domain::Correction>(asked.record.content) ==
          domain::Correction{4, 5, 0, domain::CorrectionReason::Undo});
    REQUIRE(asked.also);
    CHECK(std::get<domain::Correction>(asked.also->record.content) ==
          domain::Correction{2, 0, 2, domain::CorrectionReason::Undo});
    stall.save_all();
    CHECK(totals_today(stall).people == 2);
  }
}

TEST_CASE("Core: a consultation after one that was corrected away took nobody's place", "[core]") {
  Stall stall;
  stall.open();
  stall.consult(2);
  stall.save_all();
  stall.input(Intent{Correct{2, 0, domain::CorrectionReason::Duplicate}});
  stall.save_all();
  stall.set_time(at("08:01"));
  stall.consult(3, "land");
  stall.save_all();
  CHECK(stall.view().frame.last.what == LastAction::What::Consultation);
  stall.undo();
  stall.save_all();
  CHECK(totals_today(stall).parties == 0);
}

TEST_CASE("Core: a replaced consultation keeps both names", "[core]") {
  Stall stall = changing();
  stall.input(Intent{ReplaceConsultation{2, kMeant}});
  stall.save_all();
  const auto rows = stall.screen<TodayView>().rows;
  REQUIRE(rows.size() == 4);
  CHECK(rows[0].what == LastAction::What::Consultation);
  CHECK(rows[0].staff == "李");
  CHECK(rows[1].what == LastAction::What::Correction);
  CHECK(rows[1].staff == "李");
  CHECK(rows[1].target_staff == "张");
  CHECK(rows[2].staff == "张");
  CHECK(rows[2].amount == 0);
  CHECK(rows[2].original_amount == 2);
  CHECK_FALSE(rows[2].replaceable);  // it counts no more
}

TEST_CASE("Core: the screen of a consultation says which one is being replaced, as it counts",
          "[core]") {
  Stall stall = changing();
  const auto replaced = stall.screen<ConsultationView>().replaced;
  REQUIRE(replaced);
  CHECK(replaced->sequence == 2);
  CHECK(replaced->staff == "张");
  CHECK(replaced->name == "拖欠工资");
  CHECK(replaced->consultation.people == 2);
  stall.input(Intent{GoTo{ScreenName::Today}});
  stall.input(Intent{Correct{2, 5, domain::CorrectionReason::Miscount}});
  stall.save_all();
  stall.input(Intent{BeginReplacement{2, domain::CorrectionReason::Mistap}});
  CHECK(stall.screen<ConsultationView>().replaced->consultation.people == 5);
}

TEST_CASE("Core: replacing is given up by going elsewhere, and a sealed question is no way out",
          "[core]") {
  for (const ScreenName where : {ScreenName::Today, ScreenName::Handout, ScreenName::Home}) {
    Stall stall = changing();
    stall.input(Intent{GoTo{where}});
    stall.input(Intent{GoTo{ScreenName::Consultation}});
    CHECK_FALSE(stall.screen<ConsultationView>().replaced);
    stall.input(Intent{ReplaceConsultation{2, kMeant}});
    CHECK(stall.asked().empty());
  }
  Stall asking = changing();
  asking.input(Event{SealingChanged{Sealing::Possible}});
  asking.input(Intent{BeginQuestion{"wages"}});
  asking.input(Intent{GoTo{ScreenName::Consultation}});
  CHECK(asking.screen<ConsultationView>().replaced);
}

TEST_CASE("Core: what says the same is not replaced, and a number in its note is refused",
          "[core]") {
  Stall stall = changing();
  domain::Consultation same = stall.screen<ConsultationView>().replaced->consultation;
  same.note = "打13900123456";
  stall.input(Intent{ReplaceConsultation{2, same}});
  CHECK(stall.view().frame.notice->what == Notice::What::NoteLikePhone);
  CHECK(stall.screen<ConsultationView>().replaced);  // to be put right
  same.note.clear();
  stall.input(Intent{ReplaceConsultation{2, same}});
  CHECK(stall.asked().empty());
  CHECK(stall.view().frame.screen == ScreenName::Today);
}

TEST_CASE("Core: only a consultation that counts on an open outing can be replaced", "[core]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 5);
  stall.consult(1);
  stall.save_all();
  const auto is_replaceable = [&stall](Sequence sequence) {
    stall.input(Intent{GoTo{ScreenName::Today}});
    stall.input(Intent{BeginReplacement{sequence, domain::CorrectionReason::Mistap}});
    return stall.view().frame.screen == ScreenName::Consultation;
  };
  CHECK_FALSE(is_replaceable(1));
  CHECK_FALSE(is_replaceable(2));
  CHECK(is_replaceable(3));
  CHECK_FALSE(is_replaceable(4));
  stall.input(Intent{CloseOuting{}});
  stall.save_all();
  CHECK_FALSE(is_replaceable(3));
}

}  // namespace
}  // namespace outreach::core
