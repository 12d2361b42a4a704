#include "app/core/notices.h"

#include <utility>

#include "app/core/steps.h"

namespace outreach::core {
namespace {

std::optional<Notice> disk_notice(const AppState& state) {
  const DiskRoom room = disk_room(state);
  if (room <= state.dismissed_disk) {
    return std::nullopt;
  }
  return room == DiskRoom::ReserveInUse
             ? Notice{Notice::Tone::Failed, Notice::What::DiskReserveInUse}
             : Notice{Notice::Tone::Waiting, Notice::What::DiskNearlyFull};
}

std::optional<Notice> battery_notice(const AppState& state) {
  const BatteryCharge charge = battery_charge(state);
  if (charge <= state.dismissed_battery) {
    return std::nullopt;
  }
  Notice notice = charge == BatteryCharge::NearlyEmpty
                      ? Notice{Notice::Tone::Failed, Notice::What::BatteryNearlyEmpty}
                      : Notice{Notice::Tone::Waiting, Notice::What::BatteryLow};
  notice.count = state.battery->percent;
  return notice;
}

std::optional<Notice> mirror_notice(const AppState& state, Now now) {
  using What = Notice::What;
  const MirrorFacts& mirror = state.mirror;
  if (mirror.state == state.dismissed_mirror) {
    return std::nullopt;
  }
  What what = What::None;
  switch (mirror.state) {
    case MirrorState::Missing: {
      const bool long_enough = mirror.troubled_since &&
                               now.monotonic.milliseconds - mirror.troubled_since->milliseconds >=
                                   kMirrorMissingMilliseconds;
      if (!long_enough) {
        return std::nullopt;
      }
      what = What::MirrorMissing;
      break;
    }
    case MirrorState::Full:
      what = What::MirrorFull;
      break;
    case MirrorState::WriteProtected:
      what = What::MirrorWriteProtected;
      break;
    case MirrorState::Failed:
      what = What::MirrorFailed;
      break;
    case MirrorState::NotConfigured:
    case MirrorState::Fine:
      return std::nullopt;
  }
  return Notice{Notice::Tone::Waiting, what};
}

// Troubles with the county that staff can do something about.
std::optional<Notice> trouble_notice(const AppState& state) {
  using Trouble = DeliveryView::Trouble;
  using What = Notice::What;
  if (state.delivery.trouble == state.dismissed_trouble) {
    return std::nullopt;
  }
  const auto say = [&](Notice::Tone tone, What what) {
    return Notice{tone, what, state.delivery.detail};
  };
  switch (state.delivery.trouble) {
    case Trouble::Refused:
      return say(Notice::Tone::Failed, What::SyncRefused);
    case Trouble::Revoked:
      return say(Notice::Tone::Failed, What::SyncRevoked);
    case Trouble::CountyKeys:
      return say(Notice::Tone::Failed, What::SyncCountyKeys);
    case Trouble::CertificateDates:
      return say(Notice::Tone::Waiting, What::SyncCertificateDates);
    case Trouble::CertificateHost:
    case Trouble::CertificateIssuer:
      return say(Notice::Tone::Failed, What::SyncCertificate);
    case Trouble::NotTheCounty:
      return say(Notice::Tone::Waiting, What::SyncNotTheCounty);
    case Trouble::Version:
      return say(Notice::Tone::Failed, What::SyncVersion);
    case Trouble::Malformed:
      return say(Notice::Tone::Waiting, What::SyncMalformed);
    case Trouble::OwnDisk:
      return say(Notice::Tone::Failed, What::SyncOwnDisk);
    case Trouble::Diverged:
      return say(Notice::Tone::Failed, What::SyncDiverged);
    case Trouble::None:
    case Trouble::Unreachable:
    case Trouble::Busy:
    case Trouble::Timeout:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

DiskRoom disk_room(const AppState& state) {
  if (state.reserve_in_use) {
    return DiskRoom::ReserveInUse;
  }
  const bool low = state.free_disk_bytes && *state.free_disk_bytes < kDiskWarningBytes;
  return low ? DiskRoom::NearlyFull : DiskRoom::Enough;
}

BatteryCharge battery_charge(const AppState& state) {
  if (!state.battery || state.battery->state == Battery::State::Charging ||
      state.battery->state == Battery::State::Full) {
    return BatteryCharge::Enough;
  }
  if (state.battery->percent < kBatteryNearlyEmpty) {
    return BatteryCharge::NearlyEmpty;
  }
  return state.battery->percent < kBatteryLow ? BatteryCharge::Low : BatteryCharge::Enough;
}

std::optional<Notice> shown_notice(const AppState& state, Now now) {
  if (state.notice) {
    return state.notice;
  }
  if (!state.told.empty()) {
    return state.told.front();
  }
  if (auto battery = battery_notice(state)) {
    return battery;
  }
  if (auto disk = disk_notice(state)) {
    return disk;
  }
  if (auto mirror = mirror_notice(state, now)) {
    return mirror;
  }
  return trouble_notice(state);
}

void dismiss_notice(AppState& state, Now now) {
  if (state.notice) {
    state.notice.reset();
    state.failed.reset();
  } else if (!state.told.empty()) {
    state.told.erase(state.told.begin());
  } else if (battery_notice(state)) {
    state.dismissed_battery = battery_charge(state);
  } else if (disk_notice(state)) {
    state.dismissed_disk = disk_room(state);
  } else if (mirror_notice(state, now)) {
    state.dismissed_mirror = state.mirror.state;
  } else {
    state.dismissed_trouble = state.delivery.trouble;
  }
}

void on(Step& step, const EpochBegan& event) {
  const bool has_lost = event.lost.value_or(0) > 0;
  Notice notice{has_lost ? Notice::Tone::Waiting : Notice::Tone::Note, Notice::What::EpochBegan};
  notice.epoch = event.reason;
  notice.lost = event.lost;
  notice.taken_over = event.taken_over;
  step.state.told.push_back(std::move(notice));
  forget_asked_entry(step.state);
}

void on(Step& step, const FactsChanged& event) {
  AppState& state = step.state;
  state.free_disk_bytes = event.free_disk_bytes;
  state.reserve_in_use = event.reserve_in_use;
  state.battery = event.battery;
  // Likewise: some batteries' figures go up and down by a percent.
  constexpr int kClearlyMore = 5;
  if (battery_charge(state) == BatteryCharge::Enough &&
      (!state.battery || state.battery->state != Battery::State::Discharging ||
       state.battery->percent >= kBatteryLow + kClearlyMore)) {
    state.dismissed_battery = BatteryCharge::Enough;
  }
  // Said again only after it was clearly over: free space moves about its limit.
  if (!event.reserve_in_use && event.free_disk_bytes.value_or(0) >= 2 * kDiskWarningBytes) {
    state.dismissed_disk = DiskRoom::Enough;
  }
}

void on(Step& step, const MirrorChanged& event, Now now) {
  AppState& state = step.state;
  MirrorFacts& mirror = state.mirror;
  mirror.behind = event.behind;
  mirror.on_same_disk = event.on_same_disk;
  if (event.state == mirror.state) {
    return;
  }
  mirror.state = event.state;
  mirror.troubled_since = now.monotonic;
  if (event.state == MirrorState::Fine || event.state == MirrorState::NotConfigured) {
    mirror.troubled_since.reset();
    state.dismissed_mirror = MirrorState::NotConfigured;
  }
}

}  // namespace outreach::core
