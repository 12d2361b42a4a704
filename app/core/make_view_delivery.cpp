// 能收摊吗.
#include <algorithm>

#include "app/core/notices.h"
#include "app/core/returned.h"
#include "app/core/view_parts.h"

namespace outreach::core {
namespace {

void count(DeliveryView& view, const AppState& state) {
  const Sequence start = std::max<Sequence>(1, state.day_start);
  const Sequence acknowledged = std::min(state.delivery.acknowledged_through, state.head);
  const auto in_flight = static_cast<std::int64_t>(state.in_flight.size());
  const auto from_start = [&](Sequence last) {
    return last < start ? std::int64_t{0} : static_cast<std::int64_t>(last - start + 1);
  };
  view.recorded = from_start(state.head) + in_flight;
  view.quarantined =
      std::count_if(state.delivery.set_aside.begin(), state.delivery.set_aside.end(),
                    [&](const SetAsideEntry& entry) {
                      return entry.sequence >= start && entry.sequence <= acknowledged;
                    });
  view.acknowledged = from_start(acknowledged) - view.quarantined;
  view.on_stick = entries_on_stick(state, start);
  view.local = view.recorded - view.on_stick - view.acknowledged - view.quarantined;
  view.waiting_of_earlier = waiting_entries(state) - view.local - view.on_stick - state.of_lost_key;
}

ReturnedSummary summary_of(const AppState& state) {
  const auto entries = returned_entries(state);
  ReturnedSummary summary;
  summary.entries = static_cast<std::int64_t>(entries.size());
  summary.open = std::count_if(entries.begin(), entries.end(),
                               [](const ReturnedEntry& entry) { return !entry.settled; });
  return summary;
}

ContentView content_of(const AppState& state, Now now) {
  ContentView view;
  const ContentFacts& facts = state.content;
  view.version = facts.version;
  // What the disk's pointer would go back to: before an arrived one lies the one in use.
  view.previous = state.arrived ? state.arrived->facts.previous : facts.previous;
  view.arrived = state.arrived ? state.arrived->facts.version : 0;
  view.refusal = state.content_refusal;
  if (facts.version != 0) {
    view.made = china_date(facts.made_at);
    view.expires = china_date(facts.expires_at);
    view.is_expired = is_expired(facts, now);
  }
  return view;
}

}  // namespace

bool is_expired(const ContentFacts& content, Now now) {
  return content.version != 0 && now.wall_trusted && content.expires_at <= now.wall;
}

DeliveryView make_delivery(const AppState& state, Now now) {
  DeliveryView view;
  count(view, state);
  view.enrolled = state.enrolled;
  view.county_url = state.county_url;
  view.link = state.delivery.link;
  view.retry_seconds = seconds_until(state.delivery.retry_at, now);
  view.trouble = state.delivery.trouble;
  if (!state.waiting_times.empty()) {
    view.oldest_waiting_minutes = minutes_since(state.waiting_times.front().second, now);
  }
  view.minutes_since_ack = minutes_since(state.delivery.last_ack_at, now);
  view.free_disk_bytes = state.free_disk_bytes;
  view.disk_room = disk_room(state);
  view.battery = state.battery;
  view.battery_charge = battery_charge(state);
  view.clock_skew_seconds = state.delivery.clock_skew_seconds;
  view.clock_trusted = now.wall_trusted;
  view.clock_doubt = now.wall_trusted ? ClockDoubt::None : state.clock_doubt;
  view.mirror = state.mirror.state;
  view.mirror_behind = state.mirror.behind;
  view.mirror_on_same_disk = state.mirror.on_same_disk;
  view.of_lost_key = state.of_lost_key;
  view.stick = state.stick;
  view.waiting_on_stick = entries_on_stick(state, 1) + state.on_stick_elsewhere;
  view.content = content_of(state, now);
  view.stock_difference = open_stock_difference(state, OutingLines(state));
  view.printer = state.printer;
  view.has_slip = state.outing.has_value();
  view.can_pack_up = waiting_entries(state) == 0;
  view.returned = summary_of(state);
  return view;
}

}  // namespace outreach::core
