// Screens that nobody touches, who may go on, and what is kept of who tried.
#include "app/core/lock.h"

#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

void pass_untouched(Stall& stall, std::int64_t milliseconds) {
  Now now = stall.now();
  now.wall += std::chrono::milliseconds(milliseconds);
  now.monotonic.milliseconds += milliseconds;
  stall.set_time(now);
  stall.input(Tick{});
}

bool is_locked(const Stall& stall) {
  return stall.view().frame.lock.has_value();
}

// An open outing, with these PINs, left alone until it locks.
Stall left_alone(StaffPins pins) {
  Stall stall;
  stall.set_pins(std::move(pins));
  stall.open();
  if (stall.view().frame.pin) {
    stall.input(Intent{EnterPin{PinDigits("4711"), {}}});
    const Ticket ticket = std::get<CheckPin>(stall.commands().back()).ticket;
    stall.input(Event{PinAnswered{ticket, PinAnswered::Result::Ok}});
    stall.save_all();
  }
  pass_untouched(stall, kStaffIdleMilliseconds);
  return stall;
}

void give_pin(Stall& stall, PinAnswered::Result result, int lock_number = 0) {
  stall.input(Intent{EnterPin{PinDigits("4711"), {}}});
  REQUIRE(stall.state().pin);
  REQUIRE(stall.state().pin->ticket);
  PinAnswered answered{*stall.state().pin->ticket, result};
  answered.wait_milliseconds = lock_number > 0 ? 30'000 : 0;
  answered.lock_number = lock_number;
  stall.input(Event{answered});
}

TEST_CASE("Lock: after 120 s untouched, and not at 119", "[core][lock]") {
  Stall stall;
  stall.open();
  pass_untouched(stall, 119'000);
  CHECK_FALSE(is_locked(stall));
  stall.input(Touched{});
  pass_untouched(stall, 119'000);
  CHECK_FALSE(is_locked(stall));
  CHECK(lock_due(stall.state()) == MonotonicTime{stall.now().monotonic.milliseconds + 1'000});
  pass_untouched(stall, 1'000);
  REQUIRE(is_locked(stall));
  CHECK(stall.view().frame.lock->staff == "张");
  CHECK_FALSE(lock_due(stall.state()));
}

TEST_CASE("Lock: a touch that comes too late finds the lock", "[core][lock]") {
  Stall stall;
  stall.open();
  Now late = stall.now();
  late.monotonic.milliseconds += kStaffIdleMilliseconds;
  stall.set_time(late);
  stall.input(Touched{});
  CHECK(is_locked(stall));
}

TEST_CASE("Lock: what the journal says is no touch", "[core][lock]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 3);
  pass_untouched(stall, 119'000);
  stall.save_all();
  pass_untouched(stall, 1'000);
  CHECK(is_locked(stall));
}

TEST_CASE("Lock: home does not lock, but a pad left on it goes away", "[core][lock]") {
  Stall stall;
  stall.open();
  stall.input(Intent{GoTo{ScreenName::Home}});
  pass_untouched(stall, 10 * kStaffIdleMilliseconds);
  CHECK_FALSE(is_locked(stall));
  stall.input(Intent{AskPin{PinPurpose::EndProgram}});
  REQUIRE(stall.view().frame.pin);
  pass_untouched(stall, kStaffIdleMilliseconds);
  CHECK_FALSE(stall.view().frame.pin);
  CHECK_FALSE(is_locked(stall));
}

TEST_CASE("Lock: taps in flight are kept, and new ones are not taken", "[core][lock]") {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 3);
  pass_untouched(stall, kStaffIdleMilliseconds);
  REQUIRE(is_locked(stall));
  stall.hand_out("guide", 50);
  stall.input(Intent{GoTo{ScreenName::Home}});
  stall.input(Intent{ChangeStaff{"李"}});
  stall.input(Intent{CloseOuting{}});
  stall.input(Intent{AskPin{PinPurpose::SetOwn}});
  CHECK(is_locked(stall));
  CHECK(stall.asked().size() == 1);
  stall.save_all();
  CHECK(stall.screen<HandoutView>().copies == 3);
  stall.input(Intent{Unlock{"张"}});
  CHECK_FALSE(is_locked(stall));
  CHECK(stall.view().frame.staff == "张");
  CHECK(stall.screen<HandoutView>().copies == 3);
  stall.hand_out("guide", 1);
  CHECK(stall.screen<HandoutView>().copies == 4);
}

TEST_CASE("Lock: without a PIN one tap goes on, also as somebody else", "[core][lock]") {
  Stall stall = left_alone({});
  CHECK_FALSE(stall.view().frame.pin);
  stall.input(Intent{Unlock{"王"}});
  CHECK_FALSE(is_locked(stall));
  CHECK(stall.view().frame.staff == "王");
}

TEST_CASE("Lock: before anybody was chosen one tap goes on", "[core][lock]") {
  Stall stall;
  stall.input(Intent{GoTo{ScreenName::OpenOuting}});
  pass_untouched(stall, kStaffIdleMilliseconds);
  REQUIRE(is_locked(stall));
  CHECK(stall.view().frame.lock->staff.empty());
  stall.input(Intent{Unlock{}});
  CHECK_FALSE(is_locked(stall));
  CHECK(stall.view().frame.screen == ScreenName::OpenOuting);
}

TEST_CASE("Lock: the PIN of who recorded is asked for first", "[core][lock]") {
  Stall stall = left_alone({{"张", "李"}, false});
  REQUIRE(stall.view().frame.pin);
  CHECK(stall.view().frame.pin->purpose == PinPurpose::Unlock);
  CHECK(stall.view().frame.pin->staff == "张");
  // Nobody's name is no way around it, nor is leaving the pad.
  stall.input(Intent{Unlock{}});
  stall.input(Intent{LeavePin{}});
  REQUIRE(stall.view().frame.pin);
  give_pin(stall, PinAnswered::Result::Wrong);
  CHECK(is_locked(stall));
  give_pin(stall, PinAnswered::Result::Ok);
  CHECK_FALSE(is_locked(stall));
  CHECK_FALSE(stall.view().frame.pin);
  CHECK(stall.view().frame.staff == "张");
}

TEST_CASE("Lock: a colleague goes on by their own PIN and records from there on", "[core][lock]") {
  Stall stall = left_alone({{"张", "李"}, false});
  stall.input(Intent{Unlock{"李"}});
  REQUIRE(stall.view().frame.pin);
  CHECK(stall.view().frame.pin->staff == "李");
  stall.input(Intent{Unlock{"张"}});
  CHECK(stall.view().frame.pin->staff == "张");
  stall.input(Intent{Unlock{"李"}});
  give_pin(stall, PinAnswered::Result::Ok);
  CHECK_FALSE(is_locked(stall));
  stall.hand_out("guide", 1);
  CHECK(stall.asked().back().record.staff == "李");
}

TEST_CASE("Lock: a forgotten PIN is cleared on it, and going back leads to the lock",
          "[core][lock]") {
  Stall stall = left_alone({{"张"}, true});
  stall.input(Intent{AskPin{PinPurpose::ClearForgotten}});
  CHECK(stall.view().frame.pin->purpose == PinPurpose::ClearForgotten);
  stall.input(Intent{LeavePin{}});
  CHECK(stall.view().frame.pin->purpose == PinPurpose::Unlock);
  stall.input(Intent{AskPin{PinPurpose::ClearForgotten}});
  give_pin(stall, PinAnswered::Result::Ok);
  CHECK_FALSE(is_locked(stall));
  CHECK(stall.view().frame.notice->what == Notice::What::PinCleared);
}

TEST_CASE("Lock: it goes with the outing that is not there any more", "[core][lock]") {
  Stall stall = left_alone({{"张"}, false});
  stall.input(Event{JournalReopened{}});
  CHECK(stall.view().frame.screen == ScreenName::Home);
  CHECK_FALSE(is_locked(stall));
  CHECK_FALSE(stall.view().frame.pin);
}

TEST_CASE("Lock: a wrong PIN is logged once per lock, with no name and no digit", "[core][lock]") {
  Stall stall = left_alone({{"张"}, false});
  give_pin(stall, PinAnswered::Result::Wrong);
  CHECK(stall.asked().empty());
  give_pin(stall, PinAnswered::Result::Locked, 1);
  REQUIRE(stall.asked().size() == 1);
  const Append remark = stall.asked().front();
  CHECK(remark.record.staff == domain::kStaffMachine);
  CHECK(remark.outing == 0);
  domain::Remark wanted{domain::kRemarkPinRefused};
  wanted.reason = "1";
  CHECK(std::get<domain::Remark>(remark.record.content) == wanted);
  // Asked again while it is locked: nothing is looked at, nothing is said of it.
  pass_untouched(stall, 30'000);
  give_pin(stall, PinAnswered::Result::Locked, 0);
  CHECK(stall.asked().size() == 1);
  stall.save_all();
  CHECK(stall.screen<HandoutView>().copies == 0);
  CHECK(stall.view().frame.last.what == LastAction::What::OutingOpened);
}

TEST_CASE("Lock: a wrong try whose pad is gone is logged all the same", "[core][lock]") {
  Stall stall;
  stall.set_pins({{"李"}, false});
  stall.open();
  stall.input(Intent{ChangeStaff{"李"}});
  stall.input(Intent{EnterPin{PinDigits("0000"), {}}});
  PinAnswered answered{*stall.state().pin->ticket, PinAnswered::Result::Locked, 0, 30'000};
  answered.lock_number = 1;
  stall.input(Intent{LeavePin{}});
  stall.input(Event{answered});
  CHECK(stall.asked().size() == 1);
}

TEST_CASE("Lock: what was logged and not kept is nobody's failed tap", "[core][lock]") {
  Stall stall = left_alone({{"张"}, false});
  give_pin(stall, PinAnswered::Result::Locked, 1);
  stall.fail_next(ErrorCode::InputOutput);
  CHECK_FALSE(stall.view().frame.notice);
  CHECK(stall.view().frame.last.state == SaveState::Saved);
}

TEST_CASE("Pad: its digits stand in another order each time it is opened", "[core][pin]") {
  Stall stall;
  stall.set_pins({{"李"}, false});
  stall.open();
  stall.input(Intent{ChangeStaff{"李"}});
  CHECK(stall.pads() == 1);
  CHECK(stall.view().frame.pin->order == kStallPad);
  stall.input(Event{PadScrambled{{1, 1, 3, 4, 5, 6, 7, 8, 9, 0}}});  // no pad has two of one digit
  CHECK(stall.view().frame.pin->order == kStallPad);
  stall.input(Intent{LeavePin{}});
  stall.input(Intent{ChangeStaff{"李"}});
  CHECK(stall.pads() == 2);
}

TEST_CASE("End: the supervisor's PIN alone ends the program", "[core][pin]") {
  Stall stall;
  stall.set_pins({{"张"}, false});
  const auto ends = [&] {
    return !stall.commands().empty() && std::holds_alternative<EndProgram>(stall.commands().back());
  };
  stall.input(Intent{AskPin{PinPurpose::EndProgram}});
  REQUIRE(stall.view().frame.pin);
  CHECK(stall.view().frame.pin->lacks_supervisor);
  const std::size_t asked = stall.commands().size();
  stall.input(Intent{EnterPin{PinDigits("4711"), {}}});
  CHECK(stall.commands().size() == asked);
  stall.set_pins({{"张"}, true});
  CHECK_FALSE(stall.view().frame.pin->lacks_supervisor);
  give_pin(stall, PinAnswered::Result::Wrong);
  CHECK_FALSE(ends());
  CHECK(std::holds_alternative<CheckSupervisorPin>(stall.commands().back()));
  give_pin(stall, PinAnswered::Result::Ok);
  CHECK(ends());
  CHECK_FALSE(stall.view().frame.pin);
}

TEST_CASE("Staff: who records now stands first, then who recorded last", "[core]") {
  Stall stall;
  stall.open();
  CHECK(stall.view().frame.staff_choices == std::vector<std::string>{"张", "李", "王"});
  stall.input(Intent{ChangeStaff{"王"}});
  stall.hand_out("guide", 1);
  stall.save_all();
  stall.input(Intent{ChangeStaff{"李"}});
  CHECK(stall.view().frame.staff_choices == std::vector<std::string>{"李", "王", "张"});
  stall.hand_out("guide", 1);
  stall.save_all();
  stall.input(Intent{ChangeStaff{"张"}});
  stall.restart();
  CHECK(stall.view().frame.staff == "李");
  CHECK(stall.view().frame.staff_choices == std::vector<std::string>{"李", "王", "张"});
}

}  // namespace
}  // namespace outreach::core
