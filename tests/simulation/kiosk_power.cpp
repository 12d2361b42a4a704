// How a simulated kiosk's program ends: asked to, killed, without power; and how its machine
// sleeps.
#include <utility>

#include "tests/simulation/kiosk.h"
#include "tests/simulation/kiosk_program.h"

namespace outreach::simulation {

// People who wait for a tap to be saved wait as long as the machine sleeps.
void Kiosk::fall_asleep() {
  if (!program_ || !sleeps_in_request_ || is_asleep() || around_.faults_stopped ||
      link_.cut_what_is_under_way(*sleeps_in_request_) == 0) {
    return;  // in the next request
  }
  const std::int64_t lasts = *sleeps_in_request_ == Row::P4 ? around_.dice.between(kHour, 2 * kDay)
                                                            : around_.dice.between(kMinute, kHour);
  around_.trace.note(around_.now(), name_, "falls asleep", lasts);
  sleeps_in_request_.reset();
  asleep_until_ = around_.now() + lasts;
  for (Tap& tap : under_way_) {
    tap.at += lasts;
  }
}

void Kiosk::stop() {
  if (program_) {
    around_.trace.note(around_.now(), name_, "stops");
    end_program(true);
    if (disk_.is_off()) {
      crashed();
    }
  }
}

// Clean: what was begun is finished, as a program does that is asked to end.
void Kiosk::end_program(bool is_clean) {
  if (!program_) {
    return;
  }
  Program& program = *program_;
  for (int round = 0; is_clean && round < 50 && !disk_.is_off(); ++round) {
    program.reading.flush();
    program.recording.flush();
    if (program.inbox.drain() == 0 && program.recording.waiting() == 0) {
      break;
    }
  }
  forget_taps();
  ++life_;
  link_.cancel_all();
  if (!is_clean && !program.has_failed) {
    disk_.switch_off();
  }
  program.delivery.reset();
  program_.reset();
}

void Kiosk::kill() {
  if (!program_) {
    return;
  }
  around_.trace.note(around_.now(), name_, "is killed");
  end_program(false);
  disk_.restart_process();
  restart_later(kSecond, kMinute);
}

void Kiosk::cut_power(Disk::Fate fate) {
  around_.trace.note(around_.now(), name_, "loses power", static_cast<std::int64_t>(fate),
                     is_lying_ ? 1 : 0);
  around_.coverage.hit(is_lying_ ? Row::D5 : Row::D2);
  forget_taps();
  disk_.switch_off();
  end_program(false);
  disk_.power_cut(fate, around_.dice);
  if (is_lying_) {
    is_suspect_ = true;
    is_lying_ = false;
    disk_.lie_about_syncs(false);
  }
  clock_.boot(around_.dice);
  restart_later(10 * kSecond, kHour);
}

void Kiosk::crashed() {
  if (cuts_power_) {
    cut_power(static_cast<Disk::Fate>(around_.dice.below(4)));
    return;
  }
  around_.trace.note(around_.now(), name_, "is killed at a write");
  around_.coverage.hit(Row::D1);
  forget_taps();
  end_program(false);
  disk_.restart_process();
  restart_later(kSecond, kMinute);
}

void Kiosk::restart_later(std::int64_t least, std::int64_t most) {
  around_.schedule.after(around_.dice.between(least, most), [this, life = life_] {
    if (life == life_) {
      start();
    }
  });
}

void Kiosk::fail_at_change(std::size_t nth, bool is_power) {
  cuts_power_ = is_power;
  disk_.cut_in(nth);
}

}  // namespace outreach::simulation
