// The kiosk without its window: what the network may say, and what the county returned.
#include <string>

#include "tests/app/kiosk/kiosk_with_stick.h"
#include "tests/support/catch.h"
#include "tests/support/raw_socket.h"

namespace outreach::kiosk {
namespace {

using core::DeliveryView;

const DeliveryView* delivery_in(const core::View& view) {
  return std::get_if<DeliveryView>(&view.screen);
}

void until_enrolled(KioskWithStick& kiosk) {
  kiosk.grant();
  kiosk.until([](const core::View& view) {
    return view.frame.notice && view.frame.notice->what == core::Notice::What::StickEnrolled;
  });
  kiosk.say(core::DismissNotice{});
}

// Answers 200 with this to whatever is asked.
testing::RawServer answering(const std::string& type, const std::string& body) {
  return testing::RawServer([answer = "HTTP/1.1 200 OK\r\nContent-Type: " + type +
                                      "\r\nContent-Length: " + std::to_string(body.size()) +
                                      "\r\nConnection: close\r\n\r\n" +
                                      body](testing::RawPeer& peer, int) {
    if (!peer.read_message().empty()) {
      peer.send(answer);
    }
  });
}

TEST_CASE("Delivery: a 200 without the county's signature leaves the verdict at no",
          "[shell][delivery]") {
  const bool is_page = GENERATE(true, false);
  // A sign-in page; and bytes as an ack has, signed by nobody.
  const testing::RawServer server =
      is_page ? answering("text/html", "<html><body>Please sign in</body></html>")
              : answering("application/octet-stream", std::string(200, '\1'));
  KioskWithStick kiosk;
  until_enrolled(kiosk);
  kiosk.reach_county_at("http://127.0.0.1:" + std::to_string(server.port()));
  kiosk.record();
  kiosk.until([](const core::View& view) {
    const DeliveryView* delivery = delivery_in(view);
    return delivery != nullptr && delivery->trouble != DeliveryView::Trouble::None;
  });
  const DeliveryView view = kiosk.delivery();
  CHECK(server.connections() > 0);
  CHECK_FALSE(view.can_pack_up);
  CHECK(view.acknowledged == 0);
  CHECK(view.local == 2);
}

TEST_CASE("Shell: what the county returned is shown with what it says, and is dealt with for good",
          "[shell][delivery]") {
  KioskWithStick kiosk;
  until_enrolled(kiosk);
  kiosk.record();
  kiosk.close();
  kiosk.acknowledge_all({{2, "of_a_newer_county"}});
  kiosk.start_at_home();
  kiosk.say(core::GoTo{core::ScreenName::Returned});
  kiosk.until([](const core::View& view) {
    const auto* returned = std::get_if<core::ReturnedView>(&view.screen);
    return returned != nullptr && returned->rows.size() == 1 && returned->rows[0].has_content;
  });
  const auto row = kiosk.returned().rows[0];
  CHECK(row.code == "of_a_newer_county");
  CHECK_FALSE(row.reason);
  CHECK(row.amount == 5);
  CHECK(row.place == "东关集会");
  kiosk.say(core::SettleReturned{row.epoch, row.sequence});
  kiosk.until([](const core::View& view) {
    const auto* returned = std::get_if<core::ReturnedView>(&view.screen);
    return returned != nullptr && returned->open == 0;
  });
  kiosk.close();
  kiosk.start_at_home();
  kiosk.say(core::GoTo{core::ScreenName::Returned});
  CHECK(kiosk.returned().entries == 1);
  CHECK(kiosk.returned().open == 0);
}

}  // namespace
}  // namespace outreach::kiosk
