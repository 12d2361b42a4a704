// Samples of 能收摊吗.
#include <string>

#include "tests/app/ui/sample_parts.h"

namespace outreach::ui {
namespace {

using core::ScreenName;

core::DeliveryView delivery() {
  core::DeliveryView view;
  view.recorded = 236;
  view.local = 12;
  view.on_stick = view.waiting_on_stick = 60;
  view.acknowledged = 163;
  view.quarantined = 1;
  view.enrolled = true;
  view.county_url = "http://127.0.0.1:8443";
  view.link = core::DeliveryView::Link::WaitingRetry;
  view.retry_seconds = 25;
  view.trouble = core::DeliveryView::Trouble::Unreachable;
  view.oldest_waiting_minutes = 130;
  view.minutes_since_ack = 75;
  view.free_disk_bytes = 41'000'000'000;
  view.clock_skew_seconds = 120;
  view.returned = {3, 1};
  view.battery = core::Battery{68, core::Battery::State::Discharging, 300};
  return view;
}

core::DeliveryView& delivery_in(Sample& sample) {
  return std::get<core::DeliveryView>(sample.view.screen);
}

// What stands beside the sum: the battery, earlier days, more cards than find room.
void add_delivery_cards(std::vector<Sample>& all) {
  using State = core::Battery::State;
  Sample& low = copy_of(all, "delivery", "delivery-battery-low");
  delivery_in(low).battery = core::Battery{9, State::Discharging, 25};
  delivery_in(low).battery_charge = core::BatteryCharge::Low;
  low.view.frame.notice = core::Notice{core::Notice::Tone::Waiting, core::Notice::What::BatteryLow};
  low.view.frame.notice->count = 9;
  Sample& empty = copy_of(all, "delivery", "delivery-battery-nearly-empty");
  delivery_in(empty).battery = core::Battery{3, State::Discharging, 6};
  delivery_in(empty).battery_charge = core::BatteryCharge::NearlyEmpty;
  empty.view.frame.notice =
      core::Notice{core::Notice::Tone::Failed, core::Notice::What::BatteryNearlyEmpty};
  Sample& plugged_in = copy_of(all, "delivery-done", "delivery-plugged-in");
  delivery_in(plugged_in).battery = core::Battery{80, State::Charging};
  delivery_in(plugged_in).returned = {2, 0};
  Sample& no_battery = copy_of(all, "delivery-done", "delivery-no-battery");
  delivery_in(no_battery).battery.reset();
  Sample& earlier = copy_of(all, "delivery", "delivery-earlier-days");
  earlier.view.frame.waiting += 1'234;
  delivery_in(earlier).waiting_of_earlier = 1'234;
  delivery_in(earlier).mirror = core::MirrorState::Missing;
  delivery_in(earlier).mirror_behind = 40;
  Sample& second = copy_of(all, "delivery-earlier-days", "delivery-second-page");
  second.drafts.delivery.page = 1;
  Sample& unknown = copy_of(all, "delivery", "delivery-battery-unknown");
  delivery_in(unknown).battery = core::Battery{40, State::Unknown};
}

// What delivery cannot put right by itself.
void add_delivery_troubles(std::vector<Sample>& all) {
  Sample& same_disk = copy_of(all, "delivery", "delivery-same-disk");
  delivery_in(same_disk).mirror = core::MirrorState::Fine;
  delivery_in(same_disk).mirror_on_same_disk = true;

  // Everything else is delivered.
  Sample& lost_key = copy_of(all, "delivery-done", "delivery-lost-key");
  lost_key.view.frame.waiting = 1'234;
  delivery_in(lost_key).of_lost_key = 1'234;
  delivery_in(lost_key).can_pack_up = false;
  delivery_in(lost_key).mirror = core::MirrorState::Fine;

  Sample& lost_key_among_others = copy_of(all, "delivery", "delivery-lost-key-among-others");
  lost_key_among_others.view.frame.waiting = 12 + 60 + 1'234;
  delivery_in(lost_key_among_others).of_lost_key = 1'234;
}

}  // namespace

void add_delivery(std::vector<Sample>& all) {
  all.push_back(sample("delivery", ScreenName::Delivery, delivery()));
  core::DeliveryView done = delivery();
  done.recorded = done.acknowledged = 236;
  done.local = done.on_stick = done.waiting_on_stick = done.quarantined = 0;
  done.returned = {};
  done.link = core::DeliveryView::Link::Idle;
  done.trouble = core::DeliveryView::Trouble::None;
  done.oldest_waiting_minutes.reset();
  done.can_pack_up = true;
  all.push_back(sample("delivery-done", ScreenName::Delivery, done));
  core::DeliveryView both = delivery();
  both.stick = core::StickState::There;
  all.push_back(sample("delivery-stick", ScreenName::Delivery, both));
  core::DeliveryView by_stick = both;
  by_stick.link = core::DeliveryView::Link::ByStick;
  by_stick.trouble = core::DeliveryView::Trouble::None;
  by_stick.county_url.clear();
  all.push_back(sample("delivery-by-stick", ScreenName::Delivery, by_stick));
  by_stick.stick = core::StickState::Busy;
  all.push_back(sample("delivery-stick-busy", ScreenName::Delivery, by_stick));
  by_stick.stick = core::StickState::None;
  all.push_back(sample("delivery-no-stick", ScreenName::Delivery, by_stick));
  by_stick.stick = core::StickState::There;
  by_stick.on_stick += by_stick.local;
  by_stick.local = 0;
  all.push_back(sample("delivery-carried", ScreenName::Delivery, by_stick));
  all.back().view.frame.waiting = by_stick.waiting_on_stick = by_stick.on_stick;
  std::get<core::DeliveryView>(all.back().view.screen).waiting_on_stick = by_stick.on_stick;
  core::DeliveryView again = delivery();
  again.link = core::DeliveryView::Link::Sending;
  all.push_back(sample("delivery-again", ScreenName::Delivery, again));
  core::DeliveryView alone;
  alone.recorded = alone.local = 236;
  alone.clock_trusted = false;
  all.push_back(sample("delivery-not-enrolled", ScreenName::Delivery, alone));
  all.push_back(sample("delivery-close", ScreenName::Delivery, delivery()));
  all.back().drafts.delivery.closing = true;
  add_delivery_troubles(all);
  add_delivery_cards(all);
}

}  // namespace outreach::ui
