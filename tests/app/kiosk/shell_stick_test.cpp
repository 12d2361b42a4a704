// The kiosk without its window, and a stick.
#include <filesystem>

#include "tests/app/kiosk/kiosk_with_stick.h"
#include "tests/support/catch.h"

namespace outreach::kiosk {
namespace {

TEST_CASE("Shell: a stick enrols the kiosk, carries its records and brings receipts home",
          "[shell]") {
  KioskWithStick kiosk;
  kiosk.record();
  kiosk.until_idle();
  CHECK_FALSE(kiosk.delivery().enrolled);

  kiosk.grant();
  kiosk.say(core::GoTo{core::ScreenName::Delivery});
  kiosk.until([](const core::View& view) {
    return view.frame.notice && view.frame.notice->what == core::Notice::What::StickEnrolled;
  });
  kiosk.say(core::DismissNotice{});
  kiosk.until([](const core::View& view) {
    const auto* delivery = std::get_if<core::DeliveryView>(&view.screen);
    return delivery != nullptr && delivery->stick == core::StickState::There &&
           delivery->link == core::DeliveryView::Link::ByStick;
  });
  CHECK(kiosk.delivery().enrolled);
  CHECK(kiosk.delivery().local == 2);

  kiosk.say(core::WriteToStick{});
  kiosk.until([](const core::View& view) {
    return view.frame.notice && view.frame.notice->what == core::Notice::What::StickWritten;
  });
  CHECK(kiosk.delivery().on_stick == 2);
  CHECK(kiosk.delivery().local == 0);
  CHECK(kiosk.batches() == 1);

  kiosk.close();
  kiosk.acknowledge_all();
  kiosk.start_at_home();
  kiosk.say(core::GoTo{core::ScreenName::Delivery});
  kiosk.until([](const core::View& view) {
    const auto* delivery = std::get_if<core::DeliveryView>(&view.screen);
    return delivery != nullptr && delivery->can_pack_up && view.frame.notice;
  });
  CHECK(kiosk.delivery().acknowledged == 2);
  CHECK(kiosk.delivery().on_stick == 0);
  kiosk.until_idle();
  CHECK(kiosk.batches() == 0);
}

TEST_CASE("Shell: a stick brings content, by the key of the grant that came with it", "[shell]") {
  KioskWithStick kiosk;
  kiosk.publish(3);
  kiosk.grant();
  kiosk.say(core::GoTo{core::ScreenName::Delivery});
  kiosk.until([](const core::View& view) {
    const auto* delivery = std::get_if<core::DeliveryView>(&view.screen);
    return delivery != nullptr &&
           (delivery->content.version == 3 || delivery->content.arrived == 3);
  });
  kiosk.say(core::GoTo{core::ScreenName::Home});
  kiosk.say(core::GoTo{core::ScreenName::Delivery});
  CHECK(kiosk.delivery().content.version == 3);
  CHECK(kiosk.delivery().content.refusal == core::ContentRefusal::None);

  kiosk.close();
  kiosk.start_at_home();
  kiosk.say(core::GoTo{core::ScreenName::Delivery});
  CHECK(kiosk.delivery().content.version == 3);
  kiosk.until_idle();
  CHECK(kiosk.delivery().content.refusal == core::ContentRefusal::None);  // it is here already
}

TEST_CASE("Shell: closing the window finishes what is being written to the stick", "[shell]") {
  KioskWithStick kiosk;
  kiosk.grant();
  kiosk.record();
  kiosk.until_idle();
  kiosk.say(core::WriteToStick{});
  kiosk.close();
  CHECK(kiosk.batches() == 1);
  kiosk.start_at_home();
  kiosk.say(core::GoTo{core::ScreenName::Delivery});
  CHECK(kiosk.delivery().on_stick == 2);
}

TEST_CASE("Shell: a stick that is not there any more is told so", "[shell]") {
  KioskWithStick kiosk;
  kiosk.grant();
  kiosk.record();
  kiosk.until([](const core::View& view) {
    return view.frame.notice && view.frame.notice->what == core::Notice::What::StickEnrolled;
  });
  kiosk.say(core::DismissNotice{});
  kiosk.until_idle();
  std::filesystem::remove_all(kiosk.stick());
  kiosk.say(core::WriteToStick{});
  kiosk.until([](const core::View& view) {
    return view.frame.notice && view.frame.notice->what == core::Notice::What::StickGone;
  });
  CHECK(kiosk.delivery().local == 2);
}

}  // namespace
}  // namespace outreach::kiosk
