// 能收摊吗: when it is yes, and what stands beside the sum.
#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

Stall open_stall() {
  Stall stall;
  stall.open();
  stall.hand_out("guide", 1);
  stall.save_all();
  return stall;
}

TEST_CASE("Delivery: nothing that is no signed receipt makes it a yes", "[core]") {
  using Link = DeliveryView::Link;
  using Trouble = DeliveryView::Trouble;
  for (const Link link : {Link::Idle, Link::Sending, Link::WaitingRetry, Link::Held}) {
    for (const Trouble trouble :
         {Trouble::None, Trouble::NotTheCounty, Trouble::Malformed, Trouble::Diverged}) {
      Stall stall = open_stall();
      DeliveryChanged event;
      event.link = link;
      event.trouble = trouble;
      event.last_ack_at = stall.now().wall;
      event.clock_skew_seconds = 0;
      stall.input(Event{event});
      const DeliveryView view = stall.delivery();
      CHECK_FALSE(view.can_pack_up);
      CHECK(view.acknowledged == 0);
      CHECK(view.local == 2);
    }
  }
  Stall stall = open_stall();
  stall.acknowledge(2);
  CHECK(stall.delivery().can_pack_up);
}

TEST_CASE("Delivery: what waits of earlier days is counted beside the outing's sum", "[core]") {
  Stall stall = open_stall();
  stall.input(Intent{CloseOuting{}});
  stall.save_all();
  CHECK(stall.delivery().waiting_of_earlier == 0);
  stall.open();
  stall.hand_out("guide", 1);
  DeliveryView view = stall.delivery();
  CHECK(view.recorded == 2);
  CHECK(view.waiting_of_earlier == 3);
  DeliveryChanged event;
  event.link = DeliveryView::Link::Idle;
  event.waiting_elsewhere = 7;
  event.of_lost_key = 2;  // these have no way to go
  stall.input(Event{event});
  CHECK(stall.delivery().waiting_of_earlier == 3 + 5);
  stall.save_all();
  stall.acknowledge(3);
  CHECK(stall.delivery().waiting_of_earlier == 5);
}

TEST_CASE("Delivery: a machine without a battery says so, one with it how much it has", "[core]") {
  Stall stall = open_stall();
  CHECK_FALSE(stall.delivery().battery);
  FactsChanged facts;
  facts.battery = Battery{68, Battery::State::Discharging, 300};
  stall.input(Event{facts});
  CHECK(stall.delivery().battery == facts.battery);
  CHECK(stall.delivery().battery_charge == BatteryCharge::Enough);
}

}  // namespace
}  // namespace outreach::core
