// Into practice and out of it.
#include "app/core/practice.h"
#include "app/core/steps.h"

namespace outreach::core {

AppState practice_beside(const AppState& real, Now now) {
  AppState face;
  face.is_practice = true;
  face.catalogue = real.catalogue;
  face.planned = real.planned;
  face.content = real.content;
  face.content.previous = 0;  // nothing here changes what is installed
  face.settings = real.settings;
  face.county_url = real.county_url;
  face.enrolled = real.enrolled;
  face.built = real.built;
  face.has_speaker = real.has_speaker;
  face.staff = real.staff;
  face.pins = real.pins;
  face.pin_locks = real.pin_locks;
  // Its answers must not be taken for those to questions that were left before it began.
  face.next_ticket = real.next_ticket;
  face.last_touch = now.monotonic;
  face.clock_doubt = real.clock_doubt;
  face.topic_use = real.topic_use;
  face.outcome_use = real.outcome_use;
  face.delivery.link = real.enrolled ? DeliveryView::Link::Idle : DeliveryView::Link::NotEnrolled;
  // The machine's own troubles are told where it records.
  face.free_disk_bytes = real.free_disk_bytes;
  face.reserve_in_use = real.reserve_in_use;
  face.dismissed_disk = DiskRoom::ReserveInUse;
  face.battery = real.battery;
  face.dismissed_battery = BatteryCharge::NearlyEmpty;
  return face;
}

void apply(Step& step, const BeginPractice& /*intent*/) {
  AppState& state = step.state;
  if (state.is_practice || state.screen != ScreenName::Home || state.asks_resume) {
    return;
  }
  leave_pin(state);
  step.commands.emplace_back(EnterPractice{});
}

void apply(Step& step, const EndPractice& /*intent*/) {
  if (step.state.is_practice) {
    leave_pin(step.state);
    step.commands.emplace_back(LeavePractice{});
  }
}

}  // namespace outreach::core
