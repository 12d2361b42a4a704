// Couriers of a simulated world: one stick round the stalls, to the county and back, with what
// happens to it on the way. Records travel by the product's own code at both ends.
#include <algorithm>
#include <utility>

#include "tests/simulation/world.h"

namespace outreach::simulation {

void World::plan_sticks(std::int64_t start) {
  if (!has_couriers_) {
    return;
  }
  for (std::int64_t tours = around_.dice.between(1, 2); tours > 0; --tours) {
    around_.schedule.at(some_time(start), [this] { begin_tour(); });
  }
}

// Round the stalls, then to the office, at once or days later.
void World::begin_tour() {
  if (around_.faults_stopped) {
    return;
  }
  auto stick = std::make_shared<Stick>();
  std::int64_t at = around_.now();
  for (const auto& kiosk : kiosks_) {
    if (kiosks_.size() > 1 && around_.dice.once_in(4)) {
      continue;
    }
    at += around_.dice.between(kMinute, kHour);
    around_.schedule.at(at, [this, stick, kiosk = kiosk.get()] { visit(*stick, *kiosk); });
  }
  at += around_.dice.between(kMinute, around_.dice.once_in(3) ? 2 * kDay : 4 * kHour);
  around_.schedule.at(at, [this, stick] { arrive_at_office(stick); });
}

void World::visit(Stick& stick, Kiosk& kiosk) {
  Dice& dice = around_.dice;
  if (around_.faults_stopped || !kiosk.is_running()) {
    return;
  }
  // The courier brings the office's card, and a code where the county does not know the kiosk.
  if ((!kiosk.is_enrolled() || kiosk.is_held()) && !kiosk.is_revoked && county_->is_running() &&
      county_->write_card(stick.medium)) {
    (void)kiosk.ask_by_stick(stick.medium,
                             county_->new_code(kiosk.name(), {ledger::kStickCodeLifetime, {}}));
  }
  if (has(Row::U1) && dice.once_in(2)) {
    trouble(stick, dice);
  }
  if (has(Row::P1) && dice.once_in(2)) {
    kiosk.fail_at_change(1 + dice.below(8), has(Row::D2) && dice.once_in(2));
  }
  // Where the county lost what it had, staff write all of it.
  const bool writes_all = (has(Row::S1) || has(Row::S2)) && !dice.once_in(4);
  const Kiosk::Carried carried = kiosk.carry(
      stick.medium, writes_all ? client::StickExtent::Everything : client::StickExtent::Waiting);
  note_carried(stick, carried);
  for (const auto& [name, content] : stick.medium.files) {
    check_sealed(content, "a stick");
  }
  if (carried.went) {
    kiosk.check();
  }
  mend(stick);
}

void World::note_carried(Stick& stick, const Kiosk::Carried& carried) {
  Coverage& coverage = around_.coverage;
  const auto hit = [&](Row row) { coverage.hit(row, Road::Stick); };
  if (!carried.went) {
    return;
  }
  if (carried.trouble != client::StickTrouble::None &&
      carried.trouble != client::StickTrouble::OwnDisk) {
    hit(Row::U1);
  }
  if (carried.follows_new_keys) {
    hit(Row::S7);
  }
  if (carried.contradicts && std::exchange(stick.has_lie, false)) {
    hit(Row::S8);
  }
  if (carried.acks > 0 && std::exchange(stick.has_old_acks, false)) {
    hit(Row::X10);
  }
  const bool may_differ = has(Row::D5) || has(Row::D6) || has(Row::D7) || has(Row::D8) ||
                          has(Row::D9) || has(Row::S1) || has(Row::S2) || has(Row::S8) ||
                          has(Row::S9);
  require(!carried.contradicts || may_differ,
          "a stick's ack contradicts a kiosk, and nothing was changed");
}

// What happens on the way is done to copies too: the same stick may come twice.
void World::harm(Stick& stick) {
  Dice& dice = around_.dice;
  if (has(Row::X2) && dice.once_in(2)) {
    (void)damage_a_batch(stick, dice);
  }
  if (has(Row::X1) && dice.once_in(2)) {
    (void)add_strangers(stick, *county_, dice);
  }
  if (has(Row::U1) && dice.once_in(3)) {
    (void)leave_half_written(stick, dice);
  }
  if (has(Row::U2) && dice.once_in(3)) {
    (void)lose_a_batch(stick, dice);
  }
  if (has(Row::U4)) {
    add_junk(stick, dice);
  }
}

void World::arrive_at_office(const std::shared_ptr<Stick>& stick) {
  Dice& dice = around_.dice;
  if (around_.faults_stopped) {
    return;
  }
  newest_stick_ = stick->medium.files;
  if (has(Row::U2) && dice.once_in(6)) {
    around_.trace.note(around_.now(), "courier", "loses the stick");
    return;  // for good, or until somebody finds it under the seat
  }
  harm(*stick);
  if (has(Row::U2)) {
    // A copy is brought much later, when the stick itself was imported long ago, or before it.
    around_.schedule.after(dice.between(0, 2 * kDay),
                           [this, files = stick->medium.files] { import_copy(files, Row::U2); });
  }
  if (has(Row::S9) && servers_.second_answers && dice.once_in(2)) {
    Stick copy;
    copy.medium.files = stick->medium.files;
    if (const auto taken = second_->take_stick(copy.medium); taken && !taken->chains.empty()) {
      around_.coverage.hit(Row::S9, Road::Stick);
      stick->medium.files = copy.medium.files;  // its acks ride home
    }
  }
  prepare_office();
  import(*stick);
  leave_office(stick);
}

// What fails at the county while it takes the stick in.
void World::prepare_office() {
  Dice& dice = around_.dice;
  if (!county_->is_running() || dice.once_in(3)) {
    return;
  }
  if (has(Row::P2)) {
    county_->fail_at_change(1 + dice.below(12), dice.once_in(2));
  } else if (has(Row::S3)) {
    if (dice.once_in(2)) {
      county_->disk().fill_up(dice.below(8 << 10));
    } else {
      county_->disk().fail_in(dice.once_in(2) ? Disk::Operation::Write : Disk::Operation::Sync,
                              1 + dice.below(6));
    }
    around_.schedule.after(kMinute, [this] { county_->disk().make_room(); });
  } else if (has(Row::S4)) {
    county_->lock_database();
    around_.schedule.after(kMinute, [this] { county_->unlock_database(); });
  }
}

void World::import(Stick& stick) {
  const auto taken = county_->take_stick(stick.medium);
  if (!taken) {
    return;
  }
  Coverage& coverage = around_.coverage;
  using Why = ledger::RefusedFile::Why;
  const auto is_refused = [&](auto... why) {
    return std::any_of(taken->refused.begin(), taken->refused.end(),
                       [&](const auto& file) { return ((file.why == why) || ...); });
  };
  if (stick.has_damage && is_refused(Why::Damaged, Why::AnotherCounty, Why::NewVersion)) {
    coverage.hit(Row::X2, Road::Stick);
  }
  if (stick.has_stranger && is_refused(Why::UnknownKiosk, Why::Damaged, Why::AnotherCounty)) {
    coverage.hit(Row::X1, Road::Stick);
  }
  if (is_refused(Why::Revoked)) {
    coverage.hit(Row::X1, Road::Stick);
  }
  if (stick.has_junk && taken->others > 0) {
    coverage.hit(Row::U4, Road::Stick);
  }
  note_what_it_carried(stick, *taken);
}

void World::note_what_it_carried(const Stick& stick, const ledger::StickImport& taken) {
  Coverage& coverage = around_.coverage;
  const std::string present = protocol::key_digits(county_->keys().transport.public_key());
  for (const std::string& name : stick.names_ending(".batch")) {
    const auto batch = protocol::stick_batch_from(name);
    const bool is_taken =
        batch &&
        std::any_of(taken.chains.begin(), taken.chains.end(),
                    [&](const ledger::ImportedChain& chain) {
                      return chain.chain == domain::ChainId{batch->run.kiosk, batch->run.epoch} &&
                             chain.held >= batch->run.last;
                    }) &&
        std::none_of(taken.refused.begin(), taken.refused.end(),
                     [&](const ledger::RefusedFile& file) { return file.name == name; });
    if (is_taken && batch->sealed_to != present) {
      coverage.hit(Row::S7, Road::Stick);
      break;
    }
  }
  const bool is_on_the_line = std::any_of(kiosks_.begin(), kiosks_.end(), [](const auto& kiosk) {
    return kiosk->link().under_way() > 0 || kiosk->waiting() > 0;
  });
  if (!taken.chains.empty() && is_on_the_line) {
    coverage.hit(Row::U3, Road::Stick);
  }
}

// Home again, with what the county said; often late, sometimes with acks of an earlier ride.
void World::leave_office(const std::shared_ptr<Stick>& stick) {
  Dice& dice = around_.dice;
  if (has(Row::S8) && county_->is_running()) {
    (void)lie_in_an_ack(*stick, *county_, dice);
  }
  if (has(Row::X10) && !older_stick_.empty()) {
    (void)bring_old_acks(*stick, older_stick_);
  }
  if (older_stick_.empty() || dice.once_in(3)) {
    older_stick_ = stick->medium.files;
  }
  for (const auto& kiosk : kiosks_) {
    around_.schedule.after(dice.between(kMinute, dice.once_in(3) ? 2 * kDay : 6 * kHour),
                           [this, stick, kiosk = kiosk.get()] { visit(*stick, *kiosk); });
  }
}

// `why` counts when the county took it in.
void World::import_copy(const std::map<std::string, Bytes>& files, Row why) {
  if (around_.faults_stopped || files.empty() || !county_->is_running()) {
    return;
  }
  Stick copy;
  copy.medium.files = files;
  const auto taken = county_->take_stick(copy.medium);
  if (taken && !taken->chains.empty()) {
    around_.coverage.hit(why, Road::Stick);
  }
}

}  // namespace outreach::simulation
