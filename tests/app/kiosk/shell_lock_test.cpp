// The kiosk without its window, left alone, and ended from its screen.
#include <set>

#include "app/core/lock.h"
#include "app/kiosk/staff_pins.h"
#include "tests/app/kiosk/windowless_kiosk.h"

namespace outreach::kiosk {
namespace {

class KioskLeftAlone : public WindowlessKiosk {
 public:
  KioskLeftAlone() {
    start();
    open_outing();
  }

  void pass(std::int64_t milliseconds) {
    clock_.advance(std::chrono::milliseconds(milliseconds));
    shell_->turn();
  }
  core::FrameView frame() const {
    return shell_->view().frame;
  }
  Shell& shell() {
    return *shell_;
  }
};

TEST_CASE("Shell: staff's screens lock by themselves, and the loop wakes for it",
          "[shell][staff]") {
  KioskLeftAlone kiosk;
  kiosk.pass(core::kStaffIdleMilliseconds - 1);
  CHECK_FALSE(kiosk.frame().lock);
  CHECK(kiosk.shell().wait_milliseconds().value_or(2) <= 1);
  kiosk.pass(1);
  REQUIRE(kiosk.frame().lock);
  CHECK(kiosk.frame().lock->staff == "张");
  kiosk.say(core::Unlock{"张"});
  CHECK_FALSE(kiosk.frame().lock);
  kiosk.hand_out(5);
  kiosk.until_saved();
}

TEST_CASE("Shell: a touch keeps the screens open", "[shell][staff]") {
  KioskLeftAlone kiosk;
  kiosk.pass(core::kStaffIdleMilliseconds - 1);
  kiosk.shell().input(core::Touched{});
  kiosk.pass(1);
  CHECK_FALSE(kiosk.frame().lock);
}

TEST_CASE("Shell: each opening of the pad stands its digits anew", "[shell][staff]") {
  KioskLeftAlone kiosk;
  std::set<core::PadOrder> seen;
  for (int i = 0; i < 4; ++i) {
    kiosk.say(core::AskPin{core::PinPurpose::SetOwn});
    REQUIRE(kiosk.frame().pin);
    CHECK(core::has_each_digit(kiosk.frame().pin->order));
    seen.insert(kiosk.frame().pin->order);
    kiosk.say(core::LeavePin{});
  }
  CHECK(seen.size() > 1);  // of 3,628,800
}

TEST_CASE("Shell: the supervisor's PIN alone ends the program", "[shell][staff]") {
  KioskLeftAlone kiosk;
  kiosk.say(core::AskPin{core::PinPurpose::EndProgram});
  REQUIRE(kiosk.frame().pin);
  CHECK(kiosk.frame().pin->lacks_supervisor);
  kiosk.give("2468");
  CHECK_FALSE(kiosk.frame().pin->checking);
  kiosk.say(core::LeavePin{});
  kiosk.set_supervisor("135790");
  kiosk.say(core::AskPin{core::PinPurpose::EndProgram});
  kiosk.give("2468");
  kiosk.until_wrong();
  CHECK_FALSE(kiosk.shell().wants_end());
  kiosk.give("135790");
  kiosk.until([](const core::View& view) { return !view.frame.pin; });
  CHECK(kiosk.shell().wants_end());
}

TEST_CASE("Shell: a lock of the pad is in the record, and the day is counted from its start",
          "[shell][staff]") {
  KioskLeftAlone kiosk;
  kiosk.set_supervisor("135790");
  kiosk.say(core::CloseOuting{});
  kiosk.until([](const core::View& view) { return !view.frame.outing_open; });
  kiosk.open_outing();
  kiosk.hand_out(5);
  kiosk.until_saved();
  kiosk.say(core::CloseOuting{});
  kiosk.until([](const core::View& view) { return !view.frame.outing_open; });
  kiosk.say(core::AskPin{core::PinPurpose::EndProgram});
  for (int i = 1; i < kFreeTries; ++i) {
    kiosk.give("2468");
    kiosk.until_wrong();
  }
  kiosk.give("2468");
  kiosk.until(
      [](const core::View& view) { return view.frame.pin && view.frame.pin->wait_seconds > 0; });
  kiosk.close();
  kiosk.start();
  kiosk.say(core::GoTo{core::ScreenName::Delivery});
  // Opened, handed out, closed, and the remark.
  CHECK(std::get<core::DeliveryView>(kiosk.shell().view().screen).recorded == 4);
  kiosk.close();
}

}  // namespace
}  // namespace outreach::kiosk
