// Long because each rule of a resident's question is a fact of its own.
// 留言提问: the steps, what is refused and why, the receipt, its ten minutes; and that whoever
// leaves leaves nothing.
#include <algorithm>
#include <memory>
#include <vector>

#include "app/core/resident.h"
#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

const domain::Receipt kTakenHome = domain::Receipt::of_number(38'140'926'557);

void pass(Stall& stall, std::int64_t milliseconds) {
  Now now = stall.now();
  now.wall += std::chrono::milliseconds(milliseconds);
  now.monotonic.milliseconds += milliseconds;
  stall.set_time(now);
  stall.input(Tick{});
}

// A resident stands at home; one of the topics is for the discipline commission.
Stall at_residents_home(Sealing sealing = Sealing::Possible) {
  Stall stall;
  ContentChanged content;
  content.catalogue = sample_catalogue();
  content.catalogue.topics.push_back(
      {{"conduct", "干部作风", {}}, "shield", domain::Pathway::Discipline, "labour"});
  content.catalogue.contacts = {{}, {"0357-12388", "县城北环路", "周一到周五"}};
  content.was_asked_for = true;
  stall.input(Event{content});
  stall.input(Event{SealingChanged{sealing}});
  stall.input(Intent{OpenToResidents{}});
  stall.input(Intent{BeginVisit{}});
  return stall;
}

AskView ask(const Stall& stall) {
  return stall.screen<AskView>();
}

QuestionHandle written(const char* words = "欠了我三个月工钱", const char* contact = "") {
  auto typed = std::make_shared<QuestionWords>();
  typed->words.add(words);
  typed->contact.add(contact);
  return typed;
}

Stall at_words(Stall stall = at_residents_home()) {
  stall.input(Intent{GoTo{ScreenName::Ask}});
  stall.input(Intent{ChooseAskTopic{"wages"}});
  REQUIRE(ask(stall).step == AskStep::Words);
  return stall;
}

Stall at_look(Stall stall = at_residents_home()) {
  stall = at_words(std::move(stall));
  stall.input(Intent{OfferAskWords{written()}});
  stall.input(Intent{OfferAskContact{written()}});
  REQUIRE(ask(stall).step == AskStep::Look);
  return stall;
}

// The ticket under which it is sealed.
Ticket confirm(Stall& stall, const QuestionHandle& words = written()) {
  stall.input(Intent{LeaveQuestion{words}});
  REQUIRE_FALSE(stall.commands().empty());
  return std::get<SealQuestion>(stall.commands().back()).ticket;
}

void seal_it(Stall& stall, Ticket ticket) {
  domain::Question question{"wages", Bytes(domain::kSealedBytesMin, 7), std::nullopt};
  stall.input(Event{QuestionSealed{ticket, std::move(question), kTakenHome}});
}

Stall at_receipt(Stall stall = at_residents_home()) {
  stall = at_look(std::move(stall));
  seal_it(stall, confirm(stall));
  stall.save_all();
  REQUIRE(ask(stall).step == AskStep::Receipt);
  return stall;
}

bool seals_anything(const Stall& stall) {
  return std::any_of(stall.commands().begin(), stall.commands().end(), [](const Command& command) {
    return std::holds_alternative<SealQuestion>(command);
  });
}

const domain::Erasure* erasure_of(const Stall::Durable& entry) {
  return std::get_if<domain::Erasure>(&entry.record.content);
}

TEST_CASE("Ask: from a topic to a receipt, recorded as a resident's own and no consultation",
          "[core][resident]") {
  Stall stall = at_residents_home();
  stall.input(Intent{GoTo{ScreenName::Ask}});
  REQUIRE(ask(stall).step == AskStep::Topic);
  REQUIRE(ask(stall).topics.size() == 3);
  CHECK(ask(stall).topics[1] == AskTopic{"wages", "拖欠工资", "wage"});
  stall.input(Intent{ChooseAskTopic{"wages"}});
  stall.input(Intent{OfferAskWords{written()}});
  CHECK(ask(stall).step == AskStep::Contact);
  stall.input(Intent{OfferAskContact{written("欠了我三个月工钱", "王 13935712345")}});
  CHECK(ask(stall).step == AskStep::Look);
  CHECK(ask(stall).topic == "拖欠工资");
  const Ticket ticket = confirm(stall);
  CHECK(ask(stall).sealing);
  CHECK(std::get<SealQuestion>(stall.commands().back()).topic == "wages");
  seal_it(stall, ticket);
  REQUIRE(stall.asked().size() == 1);
  CHECK(stall.asked().front().record.staff == domain::kStaffSelfService);
  CHECK(ask(stall).receipt.empty());  // not durable yet
  stall.save_all();
  CHECK(ask(stall).step == AskStep::Receipt);
  CHECK(ask(stall).receipt == kTakenHome.grouped());
  CHECK(ask(stall).minutes_left == 10);
  CHECK(ask(stall).left_on == china_date(stall.now().wall));
  CHECK(ask(stall).left_at == "08:00");
  for (const Stall::Durable& entry : stall.journal()) {
    CHECK_FALSE(std::holds_alternative<domain::Consultation>(entry.record.content));
  }
}

TEST_CASE("Ask: it belongs to the outing that is on, and else to none", "[core][resident]") {
  const Stall alone = at_receipt();
  CHECK(alone.journal().back().outing == 0);
  Stall stall;
  stall.open();
  stall.input(Intent{GoTo{ScreenName::Home}});
  stall.input(Event{SealingChanged{Sealing::Possible}});
  stall.input(Intent{OpenToResidents{}});
  stall.input(Intent{BeginVisit{}});
  SECTION("on") {
    stall = at_receipt(std::move(stall));
    CHECK(stall.journal().back().outing == 1);
    stall.input(Intent{GoTo{ScreenName::Residents}});
    stall.input(Intent{EnterStaff{"张"}});
    CHECK(stall.screen<HomeView>().today.parties == 0);
    CHECK(stall.state().outing->recorders == std::vector<std::string>{"张"});
  }
  SECTION("the next day, before staff said that it is on") {
    pass(stall, 24 * 3'600'000);
    stall.input(Intent{StayHere{}});
    stall = at_receipt(std::move(stall));
    CHECK(stall.journal().back().outing == 0);
  }
}

TEST_CASE("Ask: who cannot say what it is about goes on all the same", "[core][resident]") {
  Stall stall = at_residents_home();
  stall.input(Intent{GoTo{ScreenName::Ask}});
  stall.input(Intent{ChooseAskTopic{"no such topic"}});
  CHECK(ask(stall).step == AskStep::Topic);
  stall.input(Intent{ChooseAskTopic{""}});
  CHECK(ask(stall).step == AskStep::Words);
  CHECK(ask(stall).topic.empty());
}

TEST_CASE("Ask: topics are listed six at a time", "[core][resident]") {
  Stall stall = at_residents_home();
  ContentChanged content;
  content.catalogue = sample_catalogue();
  for (int i = 0; i < 7; ++i) {
    content.catalogue.topics.push_back(content.catalogue.topics.front());
  }
  content.was_asked_for = true;
  stall.input(Event{content});
  stall.input(Intent{GoTo{ScreenName::Ask}});
  CHECK(ask(stall).topics.size() == 6);
  CHECK(ask(stall).pages == 2);
  stall.input(Intent{TurnPage{1}});
  CHECK(ask(stall).topics.size() == 3);
  CHECK(ask(stall).page == 1);
}

TEST_CASE("Ask: a charge against officials is sent to its office and never gets to words",
          "[core][resident]") {
  Stall stall = at_residents_home();
  stall.input(Intent{GoTo{ScreenName::Ask}});
  stall.input(Intent{ChooseAskTopic{"conduct"}});
  CHECK(ask(stall).step == AskStep::Elsewhere);
  CHECK(ask(stall).office ==
        AskOffice{"县人力资源和社会保障局", "0357-12388", "县城北环路", "周一到周五"});
  stall.input(Intent{OfferAskWords{written()}});
  stall.input(Intent{OfferAskContact{written()}});
  stall.input(Intent{ReturnToAskStep{AskStep::Words}});
  stall.input(Intent{LeaveQuestion{written()}});
  CHECK(ask(stall).step == AskStep::Elsewhere);
  CHECK_FALSE(seals_anything(stall));
  stall.input(Intent{ReturnToAskStep{AskStep::Topic}});
  CHECK(ask(stall).step == AskStep::Topic);
}

TEST_CASE("Ask: numbers of ID cards are refused, and phones have their own place",
          "[core][resident]") {
  Stall stall = at_words();
  stall.input(Intent{OfferAskWords{written("我的身份证141023195102034170")}});
  CHECK(ask(stall).step == AskStep::Words);
  CHECK(ask(stall).trouble == AskTrouble::LikeIdCard);
  stall.input(Intent{OfferAskWords{written("打我电话13935712345")}});
  CHECK(ask(stall).trouble == AskTrouble::LikePhone);
  stall.input(Intent{OfferAskWords{written("")}});
  CHECK(ask(stall).step == AskStep::Words);
  stall.input(Intent{OfferAskWords{written("2019年起欠12000元")}});
  CHECK(ask(stall).trouble == AskTrouble::None);
  REQUIRE(ask(stall).step == AskStep::Contact);
  stall.input(Intent{OfferAskContact{written("欠", "13935712345 141023195102034170")}});
  CHECK(ask(stall).step == AskStep::Contact);
  CHECK(ask(stall).trouble == AskTrouble::LikeIdCard);
  stall.input(Intent{OfferAskContact{written("欠", "13935712345，13800138000")}});
  REQUIRE(ask(stall).step == AskStep::Look);
  // What is sealed is what was looked at, whatever was shown to the steps before.
  stall.input(Intent{LeaveQuestion{written("我的身份证141023195102034170")}});
  stall.input(Intent{LeaveQuestion{written("欠", "141023195102034170")}});
  CHECK(ask(stall).trouble == AskTrouble::LikeIdCard);
  CHECK_FALSE(seals_anything(stall));
}

TEST_CASE("Ask: one goes back step by step, but not out of what is being sealed",
          "[core][resident]") {
  Stall stall = at_look();
  stall.input(Intent{ReturnToAskStep{AskStep::Words}});
  CHECK(ask(stall).step == AskStep::Words);
  stall.input(Intent{ReturnToAskStep{AskStep::Look}});  // no way forward
  CHECK(ask(stall).step == AskStep::Words);
  stall.input(Intent{OfferAskWords{written()}});
  stall.input(Intent{OfferAskContact{written()}});
  const Ticket ticket = confirm(stall);
  stall.input(Intent{ReturnToAskStep{AskStep::Words}});
  CHECK(ask(stall).step == AskStep::Look);
  seal_it(stall, ticket);
  stall.save_all();
  stall.input(Intent{ReturnToAskStep{AskStep::Topic}});
  CHECK(ask(stall).step == AskStep::Receipt);
}

TEST_CASE("Ask: without a county, or its key, the tile says so and leads to nothing",
          "[core][resident]") {
  for (const Sealing sealing : {Sealing::NotEnrolled, Sealing::NoCaseworkKey}) {
    Stall stall = at_residents_home(sealing);
    CHECK(stall.screen<ResidentsView>().sealing == sealing);
    stall.input(Intent{GoTo{ScreenName::Ask}});
    CHECK(stall.view().frame.screen == ScreenName::Residents);
  }
}

TEST_CASE("Ask: whoever walks away while it is sealed leaves nothing", "[core][resident]") {
  Stall stall = at_look();
  const Ticket ticket = confirm(stall);
  SECTION("home") {
    stall.input(Intent{GoTo{ScreenName::Residents}});
  }
  SECTION("done") {
    stall.input(Intent{EndVisit{}});
  }
  SECTION("idle") {
    pass(stall, kWritingIdleMilliseconds);
    pass(stall, kStillThereMilliseconds);
    REQUIRE(stall.view().frame.screen == ScreenName::Attract);
  }
  SECTION("staff") {
    stall.input(Intent{GoTo{ScreenName::Residents}});
    stall.input(Intent{EnterStaff{"张"}});
  }
  CHECK_FALSE(stall.state().visit.ask.has_value());
  seal_it(stall, ticket);
  CHECK(stall.asked().empty());
  CHECK(stall.journal().empty());
}

TEST_CASE("Ask: whoever writes is given twice as long, and then asked", "[core][resident]") {
  Stall stall = at_words();
  pass(stall, kWritingIdleMilliseconds - 1'000);
  CHECK_FALSE(stall.view().frame.still_there);
  pass(stall, 1'000);
  REQUIRE(stall.view().frame.still_there);
  CHECK(stall.view().frame.still_there->seconds == 30);
  stall.input(Intent{StayHere{}});
  CHECK(ask(stall).step == AskStep::Words);
}

TEST_CASE("Ask: whoever goes home while it is written still gets the receipt", "[core][resident]") {
  Stall stall = at_look();
  seal_it(stall, confirm(stall));
  stall.input(Intent{GoTo{ScreenName::Residents}});
  CHECK(stall.view().frame.screen == ScreenName::Residents);
  stall.save_all();
  CHECK(ask(stall).receipt == kTakenHome.grouped());
}

TEST_CASE("Ask: after home, or the end of the visit, nothing of it is in the state",
          "[core][resident]") {
  for (const Intent& leaving : {Intent{GoTo{ScreenName::Residents}}, Intent{EndVisit{}}}) {
    Stall stall = at_receipt();
    stall.input(leaving);
    CHECK_FALSE(stall.state().visit.ask.has_value());
    stall.input(Intent{BeginVisit{}});
    stall.input(Intent{GoTo{ScreenName::Ask}});
    CHECK(ask(stall).step == AskStep::Topic);
    CHECK(ask(stall).receipt.empty());
  }
}

TEST_CASE("Ask: what could not be sealed or saved is told there, and can be tried again",
          "[core][resident]") {
  Stall stall = at_look();
  stall.input(Event{QuestionSealed{confirm(stall)}});
  CHECK(ask(stall).trouble == AskTrouble::NotSealed);
  CHECK_FALSE(ask(stall).sealing);
  seal_it(stall, confirm(stall));
  stall.fail_next(ErrorCode::NoSpace);
  CHECK(ask(stall).trouble == AskTrouble::NotSaved);
  CHECK(ask(stall).step == AskStep::Look);
  CHECK_FALSE(stall.state().failed.has_value());  // staff cannot tap it again
  seal_it(stall, confirm(stall));
  stall.save_all();
  CHECK(ask(stall).trouble == AskTrouble::None);
  CHECK(ask(stall).receipt == kTakenHome.grouped());
}

TEST_CASE("Ask: its receipt goes on paper where there is a printer", "[core][resident]") {
  Stall stall = at_receipt();
  stall.input(Intent{PrintReceipt{}});
  CHECK(ask(stall).job == PrintJob::None);
  stall.input(Event{PrinterChanged{PrinterState::Ready}});
  stall.input(Intent{PrintReceipt{}});
  stall.input(Intent{PrintReceipt{}});
  const auto& paper = std::get<PutReceiptOnPaper>(stall.commands().back());
  CHECK(paper.receipt == kTakenHome);
  CHECK(ask(stall).job == PrintJob::Printing);
  stall.input(Event{
      ReceiptPrinted{paper.ticket, ReceiptPrinted::Result::NotPrinted, PrinterState::NoPaper}});
  CHECK(ask(stall).job == PrintJob::NotPrinted);
  CHECK(ask(stall).print_trouble == PrinterState::NoPaper);
}

TEST_CASE("Ask: withdrawn within ten minutes it is erased, and said only when that is durable",
          "[core][resident]") {
  Stall stall = at_receipt();
  const domain::Sequence question = stall.journal().back().sequence;
  stall.input(Intent{WithdrawQuestion{}});
  stall.input(Intent{WithdrawQuestion{}});  // a second tap
  REQUIRE(stall.asked().size() == 1);
  CHECK(stall.asked().front().outing == 0);
  CHECK(stall.asked().front().record.staff == domain::kStaffSelfService);
  CHECK(ask(stall).step == AskStep::Receipt);
  CHECK(ask(stall).withdrawing);
  stall.save_all();
  CHECK(ask(stall).step == AskStep::Withdrawn);
  CHECK(ask(stall).receipt.empty());
  REQUIRE(erasure_of(stall.journal().back()) != nullptr);
  CHECK(*erasure_of(stall.journal().back()) ==
        domain::Erasure{question, domain::ErasureReason::PersonAsked});
  stall.input(Intent{WithdrawQuestion{}});
  CHECK(stall.asked().empty());
}

TEST_CASE("Ask: the minutes run down, and after ten it is not withdrawn here", "[core][resident]") {
  Stall stall = at_receipt();
  const auto stay_for = [&](std::int64_t milliseconds) {
    for (; milliseconds > 0; milliseconds -= 60'000) {
      pass(stall, std::min<std::int64_t>(milliseconds, 60'000));
      stall.input(Touched{});
    }
  };
  stay_for(60'000);
  CHECK(ask(stall).minutes_left == 9);
  CHECK(counts_seconds(stall.state(), stall.now()));
  SECTION("a second before") {
    stay_for(kWithdrawMilliseconds - 61'000);
    CHECK(ask(stall).minutes_left == 1);
    stall.input(Intent{WithdrawQuestion{}});
    CHECK(stall.asked().size() == 1);
  }
  SECTION("to the second") {
    stay_for(kWithdrawMilliseconds - 60'000);
    CHECK(ask(stall).minutes_left == 0);
    stall.input(Intent{WithdrawQuestion{}});
    stall.input(Intent{RewriteQuestion{}});
    CHECK(stall.asked().empty());
    CHECK(ask(stall).receipt == kTakenHome.grouped());
  }
}

TEST_CASE("Ask: changed, it is withdrawn first and written anew about the same",
          "[core][resident]") {
  Stall stall = at_receipt();
  stall.input(Intent{RewriteQuestion{}});
  CHECK(ask(stall).step == AskStep::Receipt);
  stall.save_all();
  CHECK(erasure_of(stall.journal().back()) != nullptr);
  CHECK(ask(stall).step == AskStep::Words);
  CHECK(ask(stall).is_again);
  CHECK(ask(stall).topic == "拖欠工资");
  stall.input(Intent{OfferAskWords{written()}});
  stall.input(Intent{OfferAskContact{written()}});
  seal_it(stall, confirm(stall));
  stall.save_all();
  CHECK(ask(stall).minutes_left == 10);
}

TEST_CASE("Ask: what could not be withdrawn is as it was, and can be tried again",
          "[core][resident]") {
  Stall stall = at_receipt();
  stall.input(Intent{WithdrawQuestion{}});
  stall.fail_next(ErrorCode::NoSpace);
  CHECK(ask(stall).step == AskStep::Receipt);
  CHECK(ask(stall).trouble == AskTrouble::NotWithdrawn);
  CHECK(ask(stall).receipt == kTakenHome.grouped());
  stall.input(Intent{WithdrawQuestion{}});
  stall.save_all();
  CHECK(ask(stall).step == AskStep::Withdrawn);
}

TEST_CASE("Ask: in a new epoch its entry has another number, and is left to staff",
          "[core][resident]") {
  Stall stall = at_receipt();
  stall.input(Event{EpochBegan{domain::EpochReason::Restored, 0, 1}});
  CHECK(ask(stall).receipt == kTakenHome.grouped());
  CHECK(ask(stall).minutes_left == 0);
  stall.input(Intent{WithdrawQuestion{}});
  CHECK(stall.asked().empty());
}

TEST_CASE("Ask: with a clock in doubt no day is said", "[core][resident]") {
  Stall stall = at_look();
  Now now = stall.now();
  now.wall_trusted = false;
  stall.set_time(now);
  seal_it(stall, confirm(stall));
  stall.save_all();
  CHECK(ask(stall).receipt == kTakenHome.grouped());
  CHECK_FALSE(ask(stall).left_on);
}

TEST_CASE("Ask: staff's own way of taking a question down is not open to residents",
          "[core][resident]") {
  Stall stall = at_residents_home();
  stall.input(Intent{BeginQuestion{"wages"}});
  stall.input(Intent{GoTo{ScreenName::Question}});
  stall.input(Intent{LeaveQuestion{written()}});
  CHECK(stall.view().frame.screen == ScreenName::Residents);
  CHECK_FALSE(seals_anything(stall));
}

}  // namespace
}  // namespace outreach::core
