// What goes wrong at the county of a simulated world, and what its office does.
#include "tests/simulation/world.h"

namespace outreach::simulation {

std::function<void(std::int64_t)> World::at_county(const std::function<void()>& fault) {
  return [this, fault](std::int64_t at) {
    around_.schedule.at(at, [this, fault] {
      if (!around_.faults_stopped && county_->is_running()) {
        fault();
      }
    });
  };
}

void World::plan_county_faults(std::int64_t start) {
  plan(Row::P2, start, 3, at_county([this] {
         county_->fail_at_change(1 + around_.dice.below(80), around_.dice.once_in(2));
       }));
  plan(Row::S1, start, 2, at_county([this] {
         if (county_->has_backup()) {
           around_.coverage.hit(Row::S1);
           county_->put_back_backup(Row::S1);
           around_.schedule.after(around_.dice.between(0, kHour), [this] { begin_tour(); });
         }
       }));
  plan(Row::S2, start, 1, at_county([this] {
         if (!county_->has_backup() && around_.dice.once_in(2)) {
           around_.coverage.hit(Row::S2);
           around_.trace.note(around_.now(), "county", "has lost its database");
           county_->lose_database(Row::S2);
           county_->start();
           around_.schedule.after(around_.dice.between(0, 2 * kHour), [this] { begin_tour(); });
         }
       }));
  plan(Row::S3, start, 2, at_county([this] {
         if (around_.dice.once_in(2)) {
           around_.coverage.hit(Row::S3);
           county_->disk().fill_up(around_.dice.below(16 << 10));
           around_.schedule.after(around_.dice.between(kMinute, 3 * kHour),
                                  [this] { county_->disk().make_room(); });
         } else {
           county_->disk().fail_in(
               around_.dice.once_in(2) ? Disk::Operation::Write : Disk::Operation::Sync,
               1 + around_.dice.below(10));
         }
       }));
  plan(Row::D5, start, 1, at_county([this] {
         county_->lie_about_syncs();
         around_.schedule.after(around_.dice.between(kMinute, 6 * kHour), [this] {
           if (county_->is_lying() && county_->is_running()) {
             county_->cut_power(static_cast<Disk::Fate>(around_.dice.below(4)));
           }
         });
       }));
  plan(Row::S5, start, 2, at_county([this] {
         servers_.slow_until = around_.now() + around_.dice.between(kMinute, 3 * kHour);
       }));
  plan(Row::S8, start, 2, at_county([this] {
         servers_.lying_until = around_.now() + around_.dice.between(kMinute, 3 * kHour);
       }));
  plan(Row::S4, start, 2, at_county([this] {
         county_->lock_database();
         around_.schedule.after(around_.dice.between(kSecond, 20 * kMinute),
                                [this] { county_->unlock_database(); });
       }));
  plan(Row::S9, start, 1, at_county([this] {
         county_->copy_to(*second_);
         servers_.second = second_.get();
         servers_.second_answers = true;
       }));
}

void World::plan_office_acts(std::int64_t start) {
  plan(Row::S7, start, 1, at_county([this] { (void)county_->rotate_keys(); }));
  plan(Row::X1, start, 1, at_county([this] { revoke(some_kiosk()); }));
}

}  // namespace outreach::simulation
