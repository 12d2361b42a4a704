// What the shell tells the face without being asked: the clock's doubts, the second medium, room on
// the disk, the battery; and what the county returned, where it asks.
#include <algorithm>
#include <utility>

#include "app/kiosk/clock_memory.h"
#include "app/kiosk/commands.h"
#include "app/kiosk/shell_state.h"
#include "app/kiosk/snapshot.h"
#include "platform/machine/battery.h"

namespace outreach::kiosk {
namespace {

// Free disk space changes slowly; once a minute shows it in time.
constexpr std::int64_t kFactsEvery = 60'000;
// What may be pruned changes once a day at most; a kiosk that is never switched off must do it too.
constexpr std::int64_t kPruneEvery = 6 * 3'600'000;

core::ClockDoubt doubt_of(DoubtingClock::Doubt doubt) {
  switch (doubt) {
    case DoubtingClock::Doubt::None:
      return core::ClockDoubt::None;
    case DoubtingClock::Doubt::BeforeBuild:
      return core::ClockDoubt::BeforeBuild;
    case DoubtingClock::Doubt::DisagreesWithCounty:
      return core::ClockDoubt::DisagreesWithCounty;
    case DoubtingClock::Doubt::BeforeCountyTime:
      return core::ClockDoubt::BeforeCountyTime;
    case DoubtingClock::Doubt::StaffSayWrong:
      return core::ClockDoubt::StaffSayWrong;
    case DoubtingClock::Doubt::Jumped:
      break;
  }
  return core::ClockDoubt::Jumped;
}

core::MirrorState state_of(client::MirrorState state) {
  switch (state) {
    case client::MirrorState::Off:
      return core::MirrorState::NotConfigured;
    case client::MirrorState::UpToDate:
    case client::MirrorState::Writing:
    case client::MirrorState::Behind:
      return core::MirrorState::Fine;
    case client::MirrorState::MediumMissing:
      return core::MirrorState::Missing;
    case client::MirrorState::MediumFull:
      return core::MirrorState::Full;
    case client::MirrorState::WriteProtected:
      return core::MirrorState::WriteProtected;
    case client::MirrorState::Failed:
      break;
  }
  return core::MirrorState::Failed;
}

std::optional<core::Battery> battery_of(const std::optional<Battery>& found) {
  if (!found) {
    return std::nullopt;
  }
  core::Battery battery{found->percent, core::Battery::State::Unknown, found->minutes_left};
  switch (found->state) {
    case Battery::State::Discharging:
      battery.state = core::Battery::State::Discharging;
      break;
    case Battery::State::Charging:
      battery.state = core::Battery::State::Charging;
      break;
    case Battery::State::Full:
      battery.state = core::Battery::State::Full;
      break;
    case Battery::State::Unknown:
      break;
  }
  return battery;
}

}  // namespace

void Shell::State::tell_clock() {
  // A county's word that has just come over the network is the one clock that was set by somebody.
  if (delivery) {
    const client::DeliveryStatus& status = delivery->status();
    if (status.last_ack_at && status.clock_skew_seconds && status.last_ack_at != learned_from) {
      learned_from = status.last_ack_at;
      clock.learn(*status.last_ack_at - std::chrono::seconds(*status.clock_skew_seconds));
    }
  }
  keep_clock();
  const core::ClockDoubt doubt = doubt_of(clock.doubt());
  if (doubt != told_doubt) {
    told_doubt = doubt;
    input(core::Event{core::ClockDoubtChanged{doubt}});
  }
}

// A word that cannot be kept holds until the program ends, as a setting does.
void Shell::State::keep_clock() {
  const auto said = clock.called_wrong();
  if (said == kept_clock_word) {
    return;
  }
  kept_clock_word = said;
  reading->post([data = options.data, said] {
    SystemFiles system;
    static_cast<void>(keep_clock_word(data, system, said));
  });
}

void Shell::State::tell_mirror(Now now) {
  if (!mirror) {
    return;
  }
  mirror->tick(now);
  const client::MirrorStatus& status = mirror->status();
  const core::MirrorChanged changed{state_of(status.state), status.behind, status.on_same_disk};
  if (changed.state != told_mirror.state || changed.behind != told_mirror.behind ||
      changed.on_same_disk != told_mirror.on_same_disk) {
    told_mirror = changed;
    input(core::Event{changed});
  }
}

void Shell::State::ask_facts(Now now) {
  if (now.monotonic.milliseconds < facts_due) {
    return;
  }
  facts_due = now.monotonic.milliseconds + kFactsEvery;
  run_on(
      *reading, inbox,
      [this] {
        core::FactsChanged facts;
        if (const auto free = files.free_bytes(options.data)) {
          facts.free_disk_bytes = static_cast<std::int64_t>(*free);
        }
        facts.reserve_in_use = journal_options.reserve_bytes > 0 &&
                               !files.exists(options.data / journal::kReserveFile);
        facts.battery = battery_of(read_battery(files, options.power_supplies));
        return facts;
      },
      [this](core::FactsChanged facts) {
        // Without a journal there is no reserve yet, and that is said elsewhere.
        facts.reserve_in_use = facts.reserve_in_use && journal_state == JournalState::Open;
        input(core::Event{facts});
      });
}

// From a connection of its own: the recording worker's is for taps.
void Shell::State::read_returned() {
  if (!identity || !target) {
    return;  // no journal was ever open
  }
  run_on(
      *reading, inbox,
      [folder = options.data, how = journal_options,
       chain = target->chain]() -> Result<std::vector<core::ReturnedEntry>> {
        auto reader = journal::open_reader(folder, how);
        return reader ? returned_in(*reader, chain) : reader.error();
      },
      [this, chain = target->chain](Result<std::vector<core::ReturnedEntry>> entries) {
        if (!entries) {
          complain(entries.error());
        } else if (target && target->chain == chain) {
          input(core::Event{core::ReturnedChanged{*std::move(entries)}});
        }
      });
}

void Shell::State::prune(Now now) {
  if (journal_state != JournalState::Open || now.monotonic.milliseconds < prune_due) {
    return;
  }
  prune_due = now.monotonic.milliseconds + kPruneEvery;
  recorder->prune([this](const Result<std::int64_t>& pruned) {
    if (pruned && *pruned > 0) {
      prune_due = 0;  // there may be more: in small steps, so that a tap waits for one at most
      if (mirror) {
        mirror->journal_changed();
      }
    }
  });
}

}  // namespace outreach::kiosk
