// 登记详情（封存）: what is asked for, and that leaving leaves nothing.
#include <algorithm>
#include <memory>
#include <vector>

#include "app/core/lock.h"
#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

const domain::Receipt kReceipt = domain::Receipt::of_number(38'140'926'557);

// At the question's screen, on an open outing.
Stall taking_down() {
  Stall stall;
  stall.open();
  stall.input(Event{SealingChanged{Sealing::Possible}});
  stall.input(Intent{GoTo{ScreenName::Consultation}});
  stall.input(Intent{BeginQuestion{"wages"}});
  REQUIRE(stall.view().frame.screen == ScreenName::Question);
  return stall;
}

QuestionHandle words_of_somebody() {
  auto words = std::make_shared<QuestionWords>();
  words->words.add("欠了我三个月工钱");
  return words;
}

// The ticket under which it is sealed.
Ticket leave(Stall& stall) {
  stall.input(Intent{LeaveQuestion{words_of_somebody()}});
  REQUIRE_FALSE(stall.commands().empty());
  return std::get<SealQuestion>(stall.commands().back()).ticket;
}

void answer(Stall& stall, Ticket ticket) {
  domain::Question question{"wages", Bytes(domain::kSealedBytesMin, 7), std::nullopt};
  stall.input(Event{QuestionSealed{ticket, std::move(question), kReceipt}});
}

std::size_t sealings(const Stall& stall) {
  return static_cast<std::size_t>(std::count_if(
      stall.commands().begin(), stall.commands().end(),
      [](const Command& command) { return std::holds_alternative<SealQuestion>(command); }));
}

void leave_alone(Stall& stall) {
  Now now = stall.now();
  now.monotonic.milliseconds += kStaffIdleMilliseconds;
  stall.set_time(now);
  stall.input(Tick{});
  REQUIRE(stall.view().frame.lock);
}

TEST_CASE("Question: it is sealed, recorded with the outing, and its receipt shown once",
          "[core]") {
  Stall stall = taking_down();
  CHECK(stall.screen<QuestionView>() == QuestionView{"拖欠工资", false, {}});
  const Ticket ticket = leave(stall);
  CHECK(stall.screen<QuestionView>().sealing);
  CHECK(std::get<SealQuestion>(stall.commands().back()).topic == "wages");
  stall.input(Intent{LeaveQuestion{words_of_somebody()}});  // a second tap
  CHECK(sealings(stall) == 1);
  answer(stall, ticket);
  REQUIRE(stall.asked().size() == 1);
  CHECK(stall.asked().front().outing == 1);
  CHECK(stall.asked().front().record.staff == "张");
  CHECK(stall.screen<QuestionView>().receipt.empty());  // not durable yet
  stall.save_all();
  CHECK(stall.screen<QuestionView>().receipt == kReceipt.grouped());
  CHECK(stall.view().frame.last.what == LastAction::What::Question);
  CHECK_FALSE(stall.view().frame.last.can_undo);
  stall.input(Intent{FinishReceipt{}});
  CHECK(stall.view().frame.screen == ScreenName::Consultation);
  CHECK_FALSE(stall.state().question.has_value());
  stall.input(Intent{BeginQuestion{"land"}});
  CHECK(stall.screen<QuestionView>().receipt.empty());
}

TEST_CASE("Question: leaving, idle and home wipe it", "[core]") {
  for (const ScreenName where : {ScreenName::Consultation, ScreenName::Home, ScreenName::Today}) {
    Stall stall = taking_down();
    const Ticket ticket = leave(stall);
    stall.input(Intent{GoTo{where}});
    CHECK_FALSE(stall.state().question.has_value());
    answer(stall, ticket);
    CHECK(stall.asked().empty());
    CHECK(stall.view().frame.screen == where);
  }
  Stall idle = taking_down();
  leave_alone(idle);
  // The screen behind the lock is another one: the words on this one are wiped with it.
  CHECK(idle.view().frame.screen == ScreenName::Consultation);
  CHECK_FALSE(idle.state().question.has_value());
  Stall shown = taking_down();
  answer(shown, leave(shown));
  shown.save_all();
  leave_alone(shown);
  shown.input(Intent{Unlock{"张"}});
  CHECK(shown.view().frame.screen == ScreenName::Consultation);
  CHECK_FALSE(shown.state().question.has_value());
}

TEST_CASE("Question: whoever goes on while it is being written still gets the receipt", "[core]") {
  Stall stall = taking_down();
  answer(stall, leave(stall));
  stall.input(Intent{GoTo{ScreenName::Handout}});
  CHECK(stall.view().frame.screen == ScreenName::Handout);
  stall.input(Intent{BeginQuestion{"land"}});
  CHECK(stall.view().frame.screen == ScreenName::Handout);
  stall.save_all();
  CHECK(stall.screen<QuestionView>().receipt == kReceipt.grouped());
  // Not residents, though.
  Stall home = taking_down();
  answer(home, leave(home));
  home.input(Intent{GoTo{ScreenName::Home}});
  home.save_all();
  CHECK(home.view().frame.screen == ScreenName::Home);
  CHECK_FALSE(home.state().question.has_value());
}

TEST_CASE("Question: what could not be sealed or saved can be tried again, without a receipt",
          "[core]") {
  Stall stall = taking_down();
  stall.input(Event{QuestionSealed{leave(stall)}});
  CHECK(stall.asked().empty());
  REQUIRE(stall.view().frame.notice);
  CHECK(stall.view().frame.notice->what == Notice::What::NotSealed);
  CHECK_FALSE(stall.screen<QuestionView>().sealing);
  answer(stall, leave(stall));
  stall.fail_next(ErrorCode::NoSpace);
  CHECK(stall.view().frame.notice->what == Notice::What::NotSavedDiskFull);
  CHECK_FALSE(stall.screen<QuestionView>().sealing);
  CHECK(stall.screen<QuestionView>().receipt.empty());
  answer(stall, leave(stall));
  stall.save_all();
  CHECK_FALSE(stall.screen<QuestionView>().receipt.empty());
}

std::vector<PutReceiptOnPaper> papers(const Stall& stall) {
  std::vector<PutReceiptOnPaper> all;
  for (const Command& command : stall.commands()) {
    if (const auto* paper = std::get_if<PutReceiptOnPaper>(&command)) {
      all.push_back(*paper);
    }
  }
  return all;
}

TEST_CASE(
    "Question: its receipt goes on paper as often as it is asked for, and what came of it is "
    "said on its screen alone",
    "[core]") {
  Stall stall = taking_down();
  stall.input(Event{PrinterChanged{PrinterState::Ready}});
  const Ticket sealing = leave(stall);
  answer(stall, sealing);
  stall.input(Intent{PrintReceipt{}});
  CHECK(papers(stall).empty());  // it is not durable yet
  stall.save_all();
  CHECK(stall.screen<QuestionView>().printer == PrinterState::Ready);
  stall.input(Intent{PrintReceipt{}});
  stall.input(Intent{PrintReceipt{}});
  REQUIRE(papers(stall).size() == 1);
  CHECK(papers(stall).front().receipt == kReceipt);
  CHECK(stall.screen<QuestionView>().job == PrintJob::Printing);
  using Result = ReceiptPrinted::Result;
  stall.input(Event{
      ReceiptPrinted{papers(stall).back().ticket, Result::NotPrinted, PrinterState::NoPaper}});
  CHECK(stall.screen<QuestionView>().job == PrintJob::NotPrinted);
  stall.input(Event{PrinterChanged{PrinterState::Ready}});  // a new roll is in
  CHECK(stall.screen<QuestionView>().trouble == PrinterState::NoPaper);
  CHECK(stall.screen<QuestionView>().printer == PrinterState::Ready);
  CHECK_FALSE(stall.view().frame.notice);
  stall.input(Intent{PrintReceipt{}});
  stall.input(
      Event{ReceiptPrinted{papers(stall).back().ticket, Result::Printed, PrinterState::Ready}});
  CHECK(papers(stall).size() == 2);
  CHECK(stall.screen<QuestionView>().job == PrintJob::Printed);
  stall.input(Intent{GoTo{ScreenName::Slip}});
  CHECK(stall.screen<SlipView>().job == PrintJob::None);
}

TEST_CASE("Question: what came of another's receipt on paper is not said of this one", "[core]") {
  Stall stall = taking_down();
  stall.input(Event{PrinterChanged{PrinterState::Ready}});
  answer(stall, leave(stall));
  stall.save_all();
  stall.input(Intent{PrintReceipt{}});
  stall.input(Intent{FinishReceipt{}});
  stall.input(Intent{BeginQuestion{"land"}});
  answer(stall, leave(stall));
  stall.save_all();
  CHECK(stall.screen<QuestionView>().job == PrintJob::None);
  stall.input(Event{ReceiptPrinted{papers(stall).back().ticket, ReceiptPrinted::Result::NotPrinted,
                                   PrinterState::Unreachable}});
  CHECK(stall.screen<QuestionView>().job == PrintJob::None);
  CHECK(stall.screen<QuestionView>().printer == PrinterState::Unreachable);
}

TEST_CASE("Question: without a printer its receipt is on the screen alone", "[core]") {
  Stall stall = taking_down();
  answer(stall, leave(stall));
  stall.save_all();
  stall.input(Intent{PrintReceipt{}});
  CHECK(papers(stall).empty());
  CHECK(stall.screen<QuestionView>().job == PrintJob::None);
}

TEST_CASE("Question: without a key of the county, or an outing, none is taken down", "[core]") {
  for (const Sealing sealing : {Sealing::NotEnrolled, Sealing::NoCaseworkKey}) {
    Stall stall;
    stall.open();
    stall.input(Event{SealingChanged{sealing}});
    stall.input(Intent{GoTo{ScreenName::Consultation}});
    CHECK(stall.screen<ConsultationView>().sealing == sealing);
    stall.input(Intent{BeginQuestion{"wages"}});
    CHECK(stall.view().frame.screen == ScreenName::Consultation);
  }
  Stall closed;
  closed.input(Event{SealingChanged{Sealing::Possible}});
  closed.input(Intent{BeginQuestion{"wages"}});
  CHECK(closed.view().frame.screen == ScreenName::Home);
  Stall empty = taking_down();
  empty.input(Intent{LeaveQuestion{std::make_shared<QuestionWords>()}});
  empty.input(Intent{LeaveQuestion{}});
  CHECK(sealings(empty) == 0);
}

TEST_CASE("Question: the screen is reached by its button alone", "[core]") {
  Stall stall;
  stall.open();
  stall.input(Intent{GoTo{ScreenName::Question}});
  CHECK(stall.view().frame.screen == ScreenName::Consultation);
}

}  // namespace
}  // namespace outreach::core
