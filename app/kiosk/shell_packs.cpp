// The shell's dealings with content packs: fetching them while the line is free, and taking them
// into use.
#include <algorithm>
#include <utility>

#include "app/kiosk/commands.h"
#include "app/kiosk/content.h"
#include "app/kiosk/shell_state.h"

namespace outreach::kiosk {
namespace {

// A kiosk that records nothing hears of new content all the same, twice a day; one that did not
// reach the county tries again as often as a delivery that is held.
constexpr std::int64_t kHearEvery = 12 * 3'600'000;
constexpr std::int64_t kHearAgain = client::kHoldWait;

core::ContentRefusal refusal_of(std::optional<client::PackRefusal> reason) {
  if (!reason) {
    return core::ContentRefusal::None;
  }
  switch (*reason) {
    case client::PackRefusal::NotEnrolled:
      return core::ContentRefusal::None;  // nothing is asked for then
    case client::PackRefusal::BadSignature:
      return core::ContentRefusal::BadSignature;
    case client::PackRefusal::Version:
      return core::ContentRefusal::Version;
    case client::PackRefusal::NotNewer:
      return core::ContentRefusal::OlderThanSeen;
    case client::PackRefusal::Expired:
      return core::ContentRefusal::Expired;
    case client::PackRefusal::ClockDoubted:
      return core::ContentRefusal::ClockDoubted;
    case client::PackRefusal::NoSpace:
      return core::ContentRefusal::NoSpace;
    case client::PackRefusal::Malformed:
    case client::PackRefusal::OtherPack:
    case client::PackRefusal::BadContent:
      break;
  }
  return core::ContentRefusal::Malformed;
}

}  // namespace

// Before the reading worker has anything to do: from then on the store is that worker's.
void Shell::State::take_packs() {
  if (!grant || !grant->document.publishing_key) {
    return;
  }
  const auto standing = packs->standing();
  if (!standing) {
    complain(standing.error());
    return;
  }
  pack_delivery = std::make_unique<client::PackDelivery>(
      client::PackDependencies{*transport, *reading, inbox, random, packs,
                               [this] { use_content(false); }},
      grant->county_url, protocol::kContentPack, standing->taken);
}

void Shell::State::fetch_packs(Now now) {
  if (!pack_delivery) {
    return;
  }
  if (!delivery) {
    pack_delivery->tick(now, false, pack_time(now, {}));
  } else {
    hear_of_packs(now);
    const client::DeliveryStatus& status = delivery->status();
    pack_delivery->tick(now, status.has_begun && status.leaves_line_free(),
                        pack_time(now, status.county_time));
    for (const protocol::PackVersion& pack : status.packs) {
      if (pack.name == protocol::kContentPack) {
        pack_delivery->offered(pack.version);
      }
    }
  }
  const core::ContentRefusal refusal = refusal_of(pack_delivery->status().refusal);
  if (refusal != std::exchange(told_refusal, refusal)) {
    input(core::Event{core::ContentRefused{refusal}});
  }
}

// Acks tell of new content, and there is none where nothing is sent.
void Shell::State::hear_of_packs(Now now) {
  const client::DeliveryStatus& status = delivery->status();
  if (status.county_time) {
    hear_due = std::max(hear_due, status.county_time->second.milliseconds + kHearEvery);
  }
  if (status.has_begun && status.link == client::Link::Idle &&
      now.monotonic.milliseconds >= hear_due) {
    hear_due = now.monotonic.milliseconds + kHearAgain;
    delivery->sync_now();
  }
}

void Shell::State::use_content(bool was_asked_for) {
  run_on(
      *reading, inbox,
      [store = packs, data = options.data] {
        SystemFiles system;
        return load_content(data, *store, system);
      },
      [this, was_asked_for](Result<Content> content) {
        if (!content) {
          complain(content.error());
          return;
        }
        if (!content->complaint.empty()) {
          complain({ErrorCode::Corrupt, content->complaint});
        }
        input(core::Event{
            core::ContentChanged{std::move(content->catalogue), content->facts, was_asked_for}});
      });
}

void Shell::State::roll_back_content() {
  run_on(
      *reading, inbox, [store = packs] { return store->roll_back(); },
      [this](const Result<client::PackStanding>& standing) {
        if (standing) {
          use_content(true);
        } else {
          complain(standing.error());
        }
      });
}

}  // namespace outreach::kiosk
