// PINs, looked at on the reading worker: each look takes a tenth of a second and more. And the lock
// of screens that nobody touches.
#include <algorithm>
#include <utility>

#include "app/core/lock.h"
#include "app/core/resident.h"
#include "app/kiosk/shell_state.h"

namespace outreach::kiosk {
namespace {

core::StaffPins pin_facts(const StaffPins& pins) {
  return {pins.staff_with_pin(), pins.has_supervisor()};
}

core::PinAnswered event_of(core::Ticket ticket, const Result<PinAnswer>& answer) {
  using Answered = core::PinAnswered::Result;
  if (!answer) {
    return {ticket, Answered::Failed};
  }
  switch (answer->kind) {
    case PinAnswer::Kind::Ok:
      return {ticket, Answered::Ok};
    case PinAnswer::Kind::Wrong:
      return {ticket, Answered::Wrong, answer->tries_left, answer->wait_milliseconds};
    case PinAnswer::Kind::Locked:
      break;
  }
  return {ticket, Answered::Locked, 0, answer->wait_milliseconds, answer->lock_number};
}

}  // namespace

Result<core::StaffPins> Shell::State::load_pins() {
  auto loaded = StaffPins::load(options.data, files, random, clock);
  if (!loaded) {
    return loaded.error();
  }
  pins.emplace(std::move(*loaded));
  return pin_facts(*pins);
}

void Shell::State::look_at_pin(core::Ticket ticket,
                               std::function<Result<PinAnswer>(StaffPins&)> look) {
  if (!pins) {
    tell_both(core::PinAnswered{ticket, core::PinAnswered::Result::Failed});
    return;
  }
  struct Looked {
    core::PinAnswered answer;
    core::StaffPins now;
  };
  run_on(
      *reading, inbox,
      [this, ticket, look = std::move(look)] {
        core::PinAnswered answer = event_of(ticket, look(*pins));
        return Looked{answer, pin_facts(*pins)};
      },
      [this](const Looked& looked) {
        if (looked.now != face.pins) {
          tell_both(core::StaffPinsChanged{looked.now});
        }
        tell_both(looked.answer);
      });
}

void Shell::State::check_pin(const core::CheckPin& command) {
  look_at_pin(command.ticket, [command](StaffPins& known) {
    return known.check(command.staff, command.digits.view());
  });
}

void Shell::State::set_pin(const core::SetPin& command) {
  look_at_pin(command.ticket, [command](StaffPins& known) {
    return known.set(command.staff, command.old_digits.view(), command.new_digits.view());
  });
}

void Shell::State::reset_pin(const core::ResetPin& command) {
  look_at_pin(command.ticket, [command](StaffPins& known) {
    return known.reset(command.staff, command.supervisor_digits.view());
  });
}

void Shell::State::set_supervisor_pin(const core::SetSupervisorPin& command) {
  look_at_pin(command.ticket, [command](StaffPins& known) {
    return known.set_supervisor({}, command.digits.view());
  });
}

void Shell::State::check_supervisor_pin(const core::CheckSupervisorPin& command) {
  look_at_pin(command.ticket, [command](StaffPins& known) {
    return known.check_supervisor(command.digits.view());
  });
}

void Shell::State::scramble_pad() {
  core::PadOrder order = core::kPlainPad;
  for (std::size_t left = order.size(); left > 1; --left) {
    std::swap(order[left - 1], order[random.below(left)]);
  }
  person_input(core::Event{core::PadScrambled{order}});
}

void Shell::State::end_what_is_idle(Now now) {
  for (const auto& due : {core::lock_due(shown()), core::visit_due(shown())}) {
    if (due && now.monotonic >= *due) {
      person_input(core::Tick{});
      return;
    }
  }
}

}  // namespace outreach::kiosk
