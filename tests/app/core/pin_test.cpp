// Long because every way to a PIN, and past one, is tried in one place:
// who records, switching with and without one, setting, forgetting, waiting.
#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

const StaffPins kLiHasPin{{"李"}, false};

EnterPin typed(std::string_view digits, std::string_view fresh = {}) {
  return {PinDigits(digits), PinDigits(fresh)};
}

// The newest command, when it is of this kind.
template <typename Kind>
const Kind* newest(const Stall& stall) {
  return stall.commands().empty() ? nullptr : std::get_if<Kind>(&stall.commands().back());
}

void answer(Stall& stall, Ticket ticket, PinAnswered::Result result, int tries_left = 0,
            std::int64_t wait = 0) {
  stall.input(Event{PinAnswered{ticket, result, tries_left, wait}});
}

void pass(Stall& stall, std::int64_t milliseconds) {
  Now now = stall.now();
  now.wall += std::chrono::milliseconds(milliseconds);
  now.monotonic.milliseconds += milliseconds;
  stall.set_time(now);
}

Stall with_li_asked() {
  Stall stall;
  stall.set_pins(kLiHasPin);
  stall.open();
  stall.input(Intent{ChangeStaff{"李"}});
  return stall;
}

TEST_CASE("PIN: a name without one switches at once", "[core][pin]") {
  Stall stall;
  stall.set_pins(kLiHasPin);
  stall.open();
  stall.input(Intent{ChangeStaff{"王"}});
  CHECK(stall.view().frame.staff == "王");
  CHECK_FALSE(stall.view().frame.pin.has_value());
}

TEST_CASE("PIN: a name with one switches only after the right digits", "[core][pin]") {
  Stall stall = with_li_asked();
  REQUIRE(stall.view().frame.pin.has_value());
  CHECK(stall.view().frame.pin->staff == "李");
  CHECK(stall.view().frame.pin->has_pin);
  CHECK(stall.view().frame.staff == "张");
  stall.input(Intent{typed("4711")});
  const auto* check = newest<CheckPin>(stall);
  REQUIRE(check != nullptr);
  CHECK(check->staff == "李");
  CHECK(check->digits.view() == "4711");
  CHECK(stall.view().frame.pin->checking);
  CHECK(stall.view().frame.staff == "张");
  answer(stall, check->ticket, PinAnswered::Result::Ok);
  CHECK(stall.view().frame.staff == "李");
  CHECK_FALSE(stall.view().frame.pin.has_value());
}

TEST_CASE("PIN: a wrong one says how often it can be tried, and nobody changes", "[core][pin]") {
  Stall stall = with_li_asked();
  stall.input(Intent{typed("0000")});
  answer(stall, newest<CheckPin>(stall)->ticket, PinAnswered::Result::Wrong, 2);
  CHECK(stall.view().frame.pin->answer == PinView::Answer::Wrong);
  CHECK(stall.view().frame.pin->tries_left == 2);
  CHECK_FALSE(stall.view().frame.pin->checking);
  CHECK(stall.view().frame.staff == "张");
  stall.input(Intent{LeavePin{}});
  CHECK_FALSE(stall.view().frame.pin.has_value());
  CHECK(stall.view().frame.staff == "张");
}

TEST_CASE("PIN: while it is locked the seconds count down and nothing is looked at",
          "[core][pin]") {
  Stall stall = with_li_asked();
  stall.input(Intent{typed("0000")});
  answer(stall, newest<CheckPin>(stall)->ticket, PinAnswered::Result::Locked, 0, 30'000);
  CHECK(stall.view().frame.pin->wait_seconds == 30);
  CHECK(counts_seconds(stall.state(), stall.now()));
  const std::size_t asked = stall.commands().size();
  stall.input(Intent{typed("4711")});
  CHECK(stall.commands().size() == asked);
  // Leaving and coming back does not shorten the wait.
  pass(stall, 10'500);
  stall.input(Intent{LeavePin{}});
  CHECK_FALSE(counts_seconds(stall.state(), stall.now()));
  stall.input(Intent{ChangeStaff{"李"}});
  CHECK(stall.view().frame.pin->wait_seconds == 20);
  pass(stall, 20'000);
  CHECK(stall.view().frame.pin->wait_seconds == 0);
  CHECK_FALSE(counts_seconds(stall.state(), stall.now()));
  stall.input(Intent{typed("4711")});
  CHECK(stall.commands().size() == asked + 1);
}

TEST_CASE("PIN: taps in flight keep their name, and the outing goes on", "[core][pin]") {
  Stall stall = with_li_asked();
  stall.hand_out("guide", 3);
  stall.input(Intent{typed("4711")});
  stall.hand_out("aid", 1);
  const Ticket ticket = newest<CheckPin>(stall)->ticket;
  stall.save_next();
  answer(stall, ticket, PinAnswered::Result::Ok);
  stall.hand_out("guide", 1);
  stall.save_all();
  REQUIRE(stall.journal().size() == 4);
  CHECK(stall.journal()[1].record.staff == "张");
  CHECK(stall.journal()[2].record.staff == "张");
  CHECK(stall.journal()[3].record.staff == "李");
  CHECK(stall.journal()[3].outing == 1);
  CHECK(stall.screen<HandoutView>().copies == 5);
}

TEST_CASE("PIN: an answer that nobody waits for any more changes nothing", "[core][pin]") {
  Stall stall = with_li_asked();
  stall.input(Intent{typed("4711")});
  const Ticket ticket = newest<CheckPin>(stall)->ticket;
  stall.input(Intent{LeavePin{}});
  answer(stall, ticket, PinAnswered::Result::Ok);
  CHECK(stall.view().frame.staff == "张");
  stall.input(Intent{ChangeStaff{"李"}});
  answer(stall, ticket, PinAnswered::Result::Ok);
  CHECK(stall.view().frame.staff == "张");
}

TEST_CASE("PIN: too few digits are not handed over", "[core][pin]") {
  Stall stall = with_li_asked();
  const std::size_t asked = stall.commands().size();
  stall.input(Intent{typed("123")});
  CHECK(stall.commands().size() == asked);
}

TEST_CASE("PIN: an outing opens for a name with one only after the right digits", "[core][pin]") {
  Stall stall;
  stall.set_pins({{"张"}, false});
  stall.input(Intent{GoTo{ScreenName::OpenOuting}});
  const OpenOuting wanted{
      {domain::OutingKind::Fair, "东关集会", "乐昌镇", china_date(stall.now().wall)}, "张"};
  stall.input(Intent{wanted});
  stall.input(Intent{AnswerDay{true}});
  CHECK(stall.asked().empty());
  REQUIRE(stall.view().frame.pin.has_value());
  CHECK(stall.view().frame.pin->purpose == PinPurpose::OpenOuting);
  stall.input(Intent{typed("4711")});
  answer(stall, newest<CheckPin>(stall)->ticket, PinAnswered::Result::Wrong, 2);
  CHECK(stall.asked().empty());
  stall.input(Intent{typed("4712")});
  answer(stall, newest<CheckPin>(stall)->ticket, PinAnswered::Result::Ok);
  REQUIRE(stall.asked().size() == 1);
  stall.save_all();
  CHECK(stall.view().frame.staff == "张");
}

TEST_CASE("PIN: leaving the pad leaves the outing unopened", "[core][pin]") {
  Stall stall;
  stall.set_pins({{"张"}, false});
  stall.input(Intent{GoTo{ScreenName::OpenOuting}});
  stall.input(Intent{OpenOuting{
      {domain::OutingKind::Fair, "东关集会", "乐昌镇", china_date(stall.now().wall)}, "张"}});
  stall.input(Intent{AnswerDay{true}});
  stall.input(Intent{LeavePin{}});
  CHECK_FALSE(stall.view().frame.pin.has_value());
  CHECK_FALSE(stall.screen<OpenOutingView>().question.has_value());
  CHECK(stall.asked().empty());
}

TEST_CASE("PIN: who records sets one, and changing it needs the old", "[core][pin]") {
  Stall stall;
  stall.open();
  stall.input(Intent{AskPin{PinPurpose::SetOwn}});
  REQUIRE(stall.view().frame.pin.has_value());
  CHECK_FALSE(stall.view().frame.pin->has_pin);
  stall.input(Intent{typed("", "4711")});
  const auto* set = newest<SetPin>(stall);
  REQUIRE(set != nullptr);
  CHECK(set->staff == "张");
  CHECK(set->old_digits.empty());
  CHECK(set->new_digits.view() == "4711");
  const Ticket ticket = set->ticket;
  stall.set_pins({{"张"}, false});
  answer(stall, ticket, PinAnswered::Result::Ok);
  CHECK_FALSE(stall.view().frame.pin.has_value());
  CHECK(stall.view().frame.notice->what == Notice::What::PinSet);
  stall.input(Intent{AskPin{PinPurpose::SetOwn}});
  CHECK(stall.view().frame.pin->has_pin);
  const std::size_t asked = stall.commands().size();
  stall.input(Intent{typed("", "0815")});
  CHECK(stall.commands().size() == asked);
  stall.input(Intent{typed("4711", "0815")});
  CHECK(newest<SetPin>(stall)->old_digits.view() == "4711");
}

TEST_CASE("PIN: a forgotten one is cleared by the supervisor's, and the switch goes on",
          "[core][pin]") {
  Stall stall = with_li_asked();
  stall.set_pins({{"李"}, true});
  stall.hand_out("guide", 3);
  stall.input(Intent{AskPin{PinPurpose::ClearForgotten}});
  CHECK(stall.view().frame.pin->purpose == PinPurpose::ClearForgotten);
  stall.input(Intent{typed("99999999")});
  const auto* reset = newest<ResetPin>(stall);
  REQUIRE(reset != nullptr);
  CHECK(reset->staff == "李");
  const Ticket ticket = reset->ticket;
  stall.set_pins({{}, true});
  answer(stall, ticket, PinAnswered::Result::Ok);
  CHECK(stall.view().frame.staff == "李");
  CHECK(stall.view().frame.notice->what == Notice::What::PinCleared);
  CHECK(stall.asked().size() == 1);  // the queue is as it was
}

TEST_CASE("PIN: the supervisor's wrong tries lock the supervisor's, not the person's",
          "[core][pin]") {
  Stall stall = with_li_asked();
  stall.set_pins({{"李"}, true});
  stall.input(Intent{AskPin{PinPurpose::ClearForgotten}});
  stall.input(Intent{typed("99999999")});
  answer(stall, newest<ResetPin>(stall)->ticket, PinAnswered::Result::Locked, 0, 30'000);
  CHECK(stall.view().frame.pin->wait_seconds == 30);
  stall.input(Intent{LeavePin{}});
  stall.input(Intent{ChangeStaff{"李"}});
  CHECK(stall.view().frame.pin->wait_seconds == 0);
}

TEST_CASE("PIN: a forgotten one stays where there is no supervisor's to clear it", "[core][pin]") {
  Stall stall = with_li_asked();
  stall.input(Intent{AskPin{PinPurpose::ClearForgotten}});
  CHECK(stall.view().frame.pin->purpose == PinPurpose::ClearForgotten);
  CHECK(stall.view().frame.pin->lacks_supervisor);
  const std::size_t asked = stall.commands().size();
  stall.input(Intent{AskPin{PinPurpose::SetSupervisor}});
  CHECK(stall.view().frame.pin->purpose == PinPurpose::ClearForgotten);
  stall.input(Intent{typed("31415926", "31415926")});
  CHECK(stall.commands().size() == asked);
  stall.input(Intent{LeavePin{}});
  CHECK_FALSE(stall.view().frame.pin.has_value());
  CHECK(stall.view().frame.staff == "张");
}

TEST_CASE("PIN: the supervisor's is set on the pad while nobody has a PIN", "[core][pin]") {
  Stall stall;
  stall.open();
  stall.input(Intent{AskPin{PinPurpose::SetSupervisor}});
  CHECK_FALSE(stall.view().frame.pin.has_value());
  stall.input(Intent{AskPin{PinPurpose::SetOwn}});
  CHECK(stall.view().frame.pin->may_set_supervisor);
  stall.input(Intent{AskPin{PinPurpose::SetSupervisor}});
  CHECK(stall.view().frame.pin->purpose == PinPurpose::SetSupervisor);
  stall.input(Intent{typed("", "31415926")});
  const auto* set = newest<SetSupervisorPin>(stall);
  REQUIRE(set != nullptr);
  CHECK(set->digits.view() == "31415926");
  const Ticket ticket = set->ticket;
  stall.set_pins({{}, true});
  CHECK(stall.view().frame.pin->checking);
  answer(stall, ticket, PinAnswered::Result::Ok);
  CHECK_FALSE(stall.view().frame.pin.has_value());
  CHECK(stall.view().frame.notice->what == Notice::What::SupervisorPinSet);
  // One is enough: the pad does not offer it again.
  stall.input(Intent{AskPin{PinPurpose::SetOwn}});
  CHECK_FALSE(stall.view().frame.pin->may_set_supervisor);
  stall.input(Intent{AskPin{PinPurpose::SetSupervisor}});
  CHECK(stall.view().frame.pin->purpose == PinPurpose::SetOwn);
}

TEST_CASE("PIN: the supervisor's is not set on the pad once anybody has a PIN", "[core][pin]") {
  Stall stall;
  stall.set_pins(kLiHasPin);
  stall.open();
  stall.input(Intent{AskPin{PinPurpose::SetOwn}});
  CHECK_FALSE(stall.view().frame.pin->may_set_supervisor);
  stall.input(Intent{AskPin{PinPurpose::SetSupervisor}});
  CHECK(stall.view().frame.pin->purpose == PinPurpose::SetOwn);
}

TEST_CASE("PIN: a first PIN that is kept meanwhile takes the supervisor's pad away",
          "[core][pin]") {
  Stall stall;
  stall.open();
  stall.input(Intent{AskPin{PinPurpose::SetOwn}});
  stall.input(Intent{AskPin{PinPurpose::SetSupervisor}});
  stall.set_pins(kLiHasPin);
  CHECK_FALSE(stall.view().frame.pin.has_value());
  stall.input(Intent{typed("", "31415926")});
  CHECK(newest<SetSupervisorPin>(stall) == nullptr);
}

TEST_CASE("PIN: digits wipe themselves when they are moved on", "[core][pin]") {
  PinDigits digits("12a34567890");
  CHECK(digits.view() == "12345678");
  const PinDigits taken = std::move(digits);
  CHECK(taken.view() == "12345678");
  // What is left behind holds nothing: that is the type's promise.
  CHECK(digits.empty());  // NOLINT(bugprone-use-after-move)
  CHECK(digits == PinDigits());
}

}  // namespace
}  // namespace outreach::core
