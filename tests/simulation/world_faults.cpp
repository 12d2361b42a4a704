// What goes wrong in a simulated world, and when.
#include <algorithm>
#include <array>
#include <utility>

#include "tests/simulation/world.h"

namespace outreach::simulation {

// A handful of the rows: faults that all come together hide each other.
void World::choose_faults() {
  Dice& dice = around_.dice;
  // One by the seed, so that a run of as many worlds as there are rows has every row.
  faults_.insert(static_cast<Row>(options_.seed % kRows));
  const std::uint64_t wanted = 2 + dice.below(6);
  for (std::uint64_t i = 0; i < wanted; ++i) {
    faults_.insert(static_cast<Row>(dice.below(kRows)));
  }
  // Where one of two servers is the only one that took an epoch of a clone, of a disk put back to
  // an older image, or of one that lied and lost what both had said was safe, and is gone then, the
  // other's history keeps that epoch out for good; the product says that it rests (FORMAT.md,
  // "Epochs") and does not make up for it. So a second history of the kiosk and a second history of
  // the county never come together.
  constexpr std::array kSecondHistory{Row::D5, Row::D8, Row::D9};
  const auto own = static_cast<Row>(options_.seed % kRows);
  if (std::find(kSecondHistory.begin(), kSecondHistory.end(), own) != kSecondHistory.end()) {
    faults_.erase(Row::S9);
  } else if (has(Row::S9)) {
    for (const Row row : kSecondHistory) {
      faults_.erase(row);
    }
  }
  // Rows that a stick meets rarely have couriers always.
  constexpr std::array kByStick{Row::U1, Row::U2, Row::U3, Row::U4, Row::P1, Row::P2,
                                Row::S1, Row::S2, Row::S3, Row::S4, Row::S5, Row::S6,
                                Row::S7, Row::S8, Row::S9, Row::X1, Row::X2, Row::X10};
  has_couriers_ = dice.once_in(2) || std::any_of(kByStick.begin(), kByStick.end(),
                                                 [this](Row row) { return has(row); });
  // Where an import is to meet something, sticks must bring what no line has brought before.
  const bool meets_import = has(Row::U2) || has(Row::P2) || has(Row::S3) || has(Row::S4);
  is_offline_ = meets_import && dice.once_in(3);
  has_winter_ = has(Row::P8);
  days_ = has_winter_ ? std::max(days_, 3) : days_;
  for (const Row fault : faults_) {
    around_.trace.note(0, "world has", name_of(fault));
  }
}

// At most so many times this day, where the life has the fault.
void World::plan(Row row, std::int64_t start, std::uint64_t times_most,
                 const std::function<void(std::int64_t)>& fault) {
  if (!has(row)) {
    return;
  }
  for (std::uint64_t times = around_.dice.below(times_most + 1); times > 0; --times) {
    fault(some_time(start));
  }
}

void World::plan_faults(std::int64_t start) {
  plan_weather(start);
  plan_machine_faults(start);
  plan_program_faults(start);
  plan_data_faults(start);
  plan_clock_faults(start);
  plan_county_faults(start);
  plan_office_acts(start);
  plan_strangers(start);
  plan_sticks(start);
}

void World::plan_weather(std::int64_t start) {
  using Weather = Link::Weather;
  constexpr std::array<std::pair<Row, Weather>, 14> kWeathers{{
      {Row::N1, Weather::Away},
      {Row::N5, Weather::ShortCut},
      {Row::N6, Weather::Slow},
      {Row::N7, Weather::BlackHole},
      {Row::N9, Weather::Drip},
      {Row::N13, Weather::Portal},
      {Row::N14, Weather::Listened},
      {Row::N15, Weather::Proxy},
      {Row::N16, Weather::Flapping},
      {Row::N17, Weather::Busy},
      {Row::N18, Weather::TooLarge},
      {Row::N19, Weather::Storm},
      {Row::N20, Weather::Detour},
      {Row::X10, Weather::Proxy},
  }};
  for (const auto& [row, weather] : kWeathers) {
    plan(row, start, 4, [this, weather = weather](std::int64_t at) {
      around_.schedule.at(at, [this, weather] {
        const std::int64_t lasts = around_.dice.between(kMinute, 4 * kHour);
        some_kiosk().link().set_weather(weather, around_.now() + lasts);
      });
    });
  }
  if (has(Row::S6) && kiosks_.size() > 1) {
    around_.schedule.at(start + 11 * kHour, [this] { everybody_at_once(); });
  }
}

void World::everybody_at_once() {
  around_.coverage.hit(Row::S6);
  for (const auto& kiosk : kiosks_) {
    kiosk->link().set_weather(Link::Weather::Fair, 0);
    kiosk->sync_now();
  }
  around_.schedule.after(around_.dice.between(0, kSecond),
                         [this] { import_copy(newest_stick_, Row::S6); });
}

std::function<void(std::int64_t)> World::at_kiosk(const std::function<void(Kiosk&)>& fault) {
  return [this, fault](std::int64_t at) {
    around_.schedule.at(at, [this, fault] {
      if (!around_.faults_stopped) {
        fault(some_kiosk());
      }
    });
  };
}

void World::plan_machine_faults(std::int64_t start) {
  plan(Row::D1, start, 3,
       at_kiosk([this](Kiosk& kiosk) { kiosk.fail_at_change(1 + around_.dice.below(60), false); }));
  plan(Row::D2, start, 3,
       at_kiosk([this](Kiosk& kiosk) { kiosk.fail_at_change(1 + around_.dice.below(60), true); }));
  plan(Row::D3, start, 2, at_kiosk([this](Kiosk& kiosk) {
         kiosk.disk().fill_up(around_.dice.below(64 << 10));
         around_.schedule.after(around_.dice.between(kMinute, 2 * kHour),
                                [&kiosk] { kiosk.disk().make_room(); });
       }));
  plan(Row::D4, start, 3, at_kiosk([this](Kiosk& kiosk) {
         kiosk.disk().fail_in(
             around_.dice.once_in(2) ? Disk::Operation::Write : Disk::Operation::Sync,
             1 + around_.dice.below(20));
       }));
  plan(Row::D5, start, 1, at_kiosk([this](Kiosk& kiosk) {
         kiosk.lie_about_syncs();
         around_.schedule.after(around_.dice.between(kMinute, 6 * kHour), [this, &kiosk] {
           if (kiosk.is_lying() && kiosk.is_running()) {
             kiosk.cut_power(static_cast<Disk::Fate>(around_.dice.below(4)));
           }
         });
       }));
  plan(Row::D10, start, 2, at_kiosk([this](Kiosk& kiosk) {
         kiosk.stall_disk(around_.dice.between(50, 5 * kSecond));
         around_.schedule.after(around_.dice.between(kMinute, kHour),
                                [&kiosk] { kiosk.stall_disk(0); });
       }));
  plan(Row::P1, start, 3, at_kiosk([](Kiosk& kiosk) { kiosk.fail_at_next_event(); }));
  plan(Row::P4, start, 2, at_kiosk([](Kiosk& kiosk) { kiosk.sleep_in_request(Row::P4); }));
  plan(Row::N8, start, 3, at_kiosk([](Kiosk& kiosk) { kiosk.sleep_in_request(Row::N8); }));
}

void World::plan_program_faults(std::int64_t start) {
  plan(Row::P3, start, 2, at_kiosk([](Kiosk& kiosk) { kiosk.try_second_program(); }));
  plan(Row::P3, start, 2, at_county([this] { county_->try_second_program(); }));
  plan(Row::P5, start, 2, at_kiosk([this](Kiosk& kiosk) { meet_older_and_newer(kiosk); }));
  plan(Row::P6, start, 2, at_kiosk([this](Kiosk& kiosk) {
         kiosk.stop();
         if (kiosk.go_back_a_format()) {
           kiosk.fail_at_change(1 + around_.dice.below(25), around_.dice.once_in(2));
         }
         kiosk.start();
       }));
  plan(Row::P7, start, 3, at_kiosk([this](Kiosk& kiosk) {
         kiosk.fail_readings(static_cast<int>(around_.dice.between(1, 3)));
         kiosk.sync_now();
       }));
  plan(Row::X6, start, 2, at_kiosk([](Kiosk& kiosk) {
         kiosk.tap_too_much();
         kiosk.tap_a_sheet();
       }));
}

void World::meet_older_and_newer(Kiosk& kiosk) {
  kiosk.stop();
  if (around_.dice.once_in(3)) {
    kiosk.meet_newer_format();
  } else {
    (void)kiosk.go_back_a_format();
  }
  kiosk.start();
}

void World::plan_data_faults(std::int64_t start) {
  plan(Row::D6, start, 1, [this](std::int64_t at) {
    around_.schedule.at(at, [this] {
      Kiosk& kiosk = some_kiosk();
      kiosk.stop();
      if (!kiosk.is_running()) {
        (void)kiosk.rot();
        kiosk.start();
      }
    });
  });
  plan(Row::D7, start, 1, [this](std::int64_t at) {
    around_.schedule.at(at, [this] {
      Kiosk& kiosk = some_kiosk();
      if (around_.dice.once_in(3)) {
        kiosk.lose_journal();
      }
    });
  });
  plan(Row::D8, start, 1, [this](std::int64_t at) {
    around_.schedule.at(at, [this] {
      Kiosk& kiosk = some_kiosk();
      if (!kiosk.is_enrolled()) {
        return;
      }
      auto copy = std::make_shared<Kiosk::Snapshot>(kiosk.snapshot());
      around_.schedule.after(around_.dice.between(kMinute, 30 * kHour), [this, &kiosk, copy] {
        if (around_.faults_stopped) {
          return;
        }
        around_.coverage.hit(Row::D8);
        kiosk.put_back(*copy, around_.dice.once_in(2));
        kiosk.start();
      });
    });
  });
  plan(Row::D9, start, 1,
       [this](std::int64_t at) { around_.schedule.at(at, [this] { clone(some_kiosk()); }); });
}

void World::clone(Kiosk& original) {
  if (kiosks_.size() >= static_cast<std::size_t>(lives_) + 2 || !original.is_enrolled() ||
      original.is_revoked || around_.faults_stopped) {
    return;
  }
  around_.coverage.hit(Row::D9);
  around_.trace.note(around_.now(), original.name(), "is cloned");
  const Kiosk::Snapshot copy = original.snapshot();
  // Of a card in another board, or of a whole virtual machine.
  Kiosk& twin =
      add_kiosk(around_.dice.once_in(2) ? "machine-id=ffffffffffffffffffffffffffffffff" : "");
  twin.put_back(copy, true);
  original.has_clone = twin.has_clone = true;
  twin.start();
  const std::int64_t today = around_.now() / kDay * kDay;
  for (std::int64_t taps = around_.dice.between(2, 8); taps > 0; --taps) {
    around_.schedule.at(
        std::max(around_.now(), today + 8 * kHour) + around_.dice.between(0, 5 * kHour),
        [&twin] { twin.tap(); });
  }
}

void World::jump_clock(Kiosk& kiosk) {
  around_.coverage.hit(Row::C1);
  Dice& dice = around_.dice;
  switch (dice.below(5)) {
    case 0:
      kiosk.clock().set_wall(WallTime(std::chrono::sys_days{std::chrono::year{2000} / 1 / 1}));
      break;
    case 1:
      kiosk.clock().set_wall(around_.wall() + std::chrono::hours(24 * 365 * 20));
      break;
    case 2:
      kiosk.clock().set_wall(around_.wall() - std::chrono::hours(1));
      break;
    case 3:
      kiosk.clock().stop();
      break;
    default:
      kiosk.clock().set_right();
      break;
  }
}

void World::plan_clock_faults(std::int64_t start) {
  plan(Row::C2, start, 3, [this](std::int64_t at) {
    around_.schedule.at(at, [this] {
      around_.coverage.hit(Row::C2);
      jump_clock(some_kiosk());
    });
  });
}

}  // namespace outreach::simulation
