// Who records, and the PINs that keep a name to its person. A PIN is looked at elsewhere; what is
// recorded meanwhile goes on under the name that was there before.
#include <algorithm>
#include <utility>

#include "app/core/steps.h"

namespace outreach::core {
namespace {

bool asks_supervisor(const PinQuestion& question) {
  return question.purpose == PinPurpose::ClearForgotten ||
         question.purpose == PinPurpose::EndProgram;
}

// Whose wrong tries count against an answer to this question.
std::string name_asked(const PinQuestion& question) {
  return asks_supervisor(question) ? std::string() : question.staff;
}

// Its digits stand in another order each time: who watches a hand learns nothing for the next.
void put_question(Step& step, PinPurpose purpose, std::string staff, PinPurpose resume) {
  PinQuestion& question = step.state.pin.emplace();
  question.purpose = purpose;
  question.staff = std::move(staff);
  question.resume = resume;
  step.commands.emplace_back(ScramblePad{});
}

// The purpose that opened the pad, whatever it went through since.
PinPurpose first_purpose(const PinQuestion& question) {
  const bool aside = question.purpose == PinPurpose::ClearForgotten ||
                     question.purpose == PinPurpose::SetSupervisor;
  return aside ? question.resume : question.purpose;
}

// Only before anybody has a PIN: whoever sets the supervisor's could take a colleague's away by it
// and become them. Later, who has the machine itself sets it from the command line.
bool may_set_supervisor(const AppState& state) {
  return !state.pins.has_supervisor && state.pins.with_pin.empty();
}

void say_of_pin(AppState& state, Notice::What what, const std::string& staff) {
  state.told.insert(state.told.begin(), Notice{Notice::Tone::Saved, what, staff});
}

void change_staff(Step& step, const std::string& staff) {
  step.state.staff = staff;
}

// What the pad was opened for goes on.
void go_on(Step& step, PinPurpose purpose, const std::string& staff, Now now) {
  step.state.pin.reset();
  if (purpose == PinPurpose::SwitchStaff) {
    change_staff(step, staff);
  } else if (purpose == PinPurpose::OpenOuting) {
    open_confirmed(step, now);
  } else if (purpose == PinPurpose::Unlock) {
    change_staff(step, staff);
    step.state.is_locked = false;
  } else if (purpose == PinPurpose::EnterStaff) {
    enter_staff(step, staff);
  }
}

void succeed(Step& step, const PinQuestion& question, Now now) {
  AppState& state = step.state;
  switch (question.purpose) {
    case PinPurpose::SwitchStaff:
    case PinPurpose::OpenOuting:
    case PinPurpose::Unlock:
    case PinPurpose::EnterStaff:
      go_on(step, question.purpose, question.staff, now);
      return;
    case PinPurpose::SetOwn:
      state.pin.reset();
      say_of_pin(state, Notice::What::PinSet, question.staff);
      return;
    case PinPurpose::ClearForgotten:
      if (question.resume == PinPurpose::SetOwn) {
        put_question(step, PinPurpose::SetOwn, question.staff, PinPurpose::SetOwn);
        return;
      }
      go_on(step, question.resume, question.staff, now);
      say_of_pin(state, Notice::What::PinCleared, question.staff);
      return;
    case PinPurpose::SetSupervisor:
      state.pin.reset();
      say_of_pin(state, Notice::What::SupervisorPinSet, {});
      return;
    case PinPurpose::EndProgram:
      state.pin.reset();
      step.commands.emplace_back(EndProgram{});
      return;
  }
}

Command command_of(const PinQuestion& question, Ticket ticket, const EnterPin& intent) {
  switch (question.purpose) {
    case PinPurpose::SetOwn:
      return SetPin{ticket, question.staff, intent.digits, intent.new_digits};
    case PinPurpose::ClearForgotten:
      return ResetPin{ticket, question.staff, intent.digits};
    case PinPurpose::SetSupervisor:
      return SetSupervisorPin{ticket, intent.new_digits};
    case PinPurpose::EndProgram:
      return CheckSupervisorPin{ticket, intent.digits};
    case PinPurpose::SwitchStaff:
    case PinPurpose::OpenOuting:
    case PinPurpose::Unlock:
    case PinPurpose::EnterStaff:
      break;
  }
  return CheckPin{ticket, question.staff, intent.digits};
}

bool is_whole(const AppState& state, const PinQuestion& question, const EnterPin& intent) {
  const bool needs_new =
      question.purpose == PinPurpose::SetOwn || question.purpose == PinPurpose::SetSupervisor;
  const bool needs_old =
      !needs_new || (question.purpose == PinPurpose::SetOwn && has_pin(state, question.staff));
  return (!needs_old || intent.digits.complete()) && (!needs_new || intent.new_digits.complete());
}

// Whether there is anything the digits could be looked at against, or kept as.
bool has_ground(const AppState& state, const PinQuestion& question) {
  return question.purpose == PinPurpose::SetSupervisor ? may_set_supervisor(state)
                                                       : !lacks_supervisor(state, question);
}

// Nobody tapped for it: it is in no list and belongs to no outing, and that it could not be kept is
// said to nobody. Who tried is not known, and what was typed must not be.
void remark_refused(Step& step, int lock_number) {
  const Ticket ticket = step.state.next_ticket;
  step.state.next_ticket += 1;
  domain::Remark remark{domain::kRemarkPinRefused};
  remark.reason = std::to_string(lock_number);
  step.commands.emplace_back(
      Append{ticket, {std::move(remark), domain::kStaffMachine, std::nullopt}, 0});
}

}  // namespace

bool has_pin(const AppState& state, const std::string& staff) {
  const auto& names = state.pins.with_pin;
  return std::find(names.begin(), names.end(), staff) != names.end();
}

bool offers_supervisor(const AppState& state, const PinQuestion& question) {
  return question.purpose == PinPurpose::SetOwn && may_set_supervisor(state);
}

bool lacks_supervisor(const AppState& state, const PinQuestion& question) {
  return asks_supervisor(question) && !state.pins.has_supervisor;
}

bool ask_for_pin(Step& step, PinPurpose purpose, const std::string& staff) {
  if (!has_pin(step.state, staff)) {
    return false;
  }
  put_question(step, purpose, staff, purpose);
  return true;
}

std::optional<MonotonicTime> pin_locked_until(const AppState& state, const PinQuestion& question) {
  const auto found = state.pin_locks.find(name_asked(question));
  return found == state.pin_locks.end() ? std::nullopt : std::optional(found->second);
}

void leave_pin(AppState& state) {
  if (state.pin && first_purpose(*state.pin) == PinPurpose::OpenOuting) {
    state.opening.reset();
  }
  state.pin.reset();
}

void apply(Step& step, const ChangeStaff& intent) {
  AppState& state = step.state;
  leave_pin(state);
  if (domain::check({domain::OutingClosed{}, intent.staff, std::nullopt}) ||
      intent.staff == state.staff) {
    return;
  }
  if (!ask_for_pin(step, PinPurpose::SwitchStaff, intent.staff)) {
    change_staff(step, intent.staff);
  }
}

void apply(Step& step, const AskPin& intent) {
  AppState& state = step.state;
  if (state.is_practice && intent.purpose != PinPurpose::EndProgram) {
    return;  // a PIN that is set or cleared is one, whatever the screen says
  }
  if (intent.purpose == PinPurpose::SetOwn && !state.pin && !state.staff.empty()) {
    put_question(step, PinPurpose::SetOwn, state.staff, PinPurpose::SetOwn);
  } else if (intent.purpose == PinPurpose::EndProgram && !state.pin) {
    put_question(step, PinPurpose::EndProgram, {}, PinPurpose::EndProgram);
  } else if (intent.purpose == PinPurpose::ClearForgotten && state.pin && !state.pin->ticket &&
             has_pin(state, state.pin->staff)) {
    const PinQuestion asked = *state.pin;
    put_question(step, PinPurpose::ClearForgotten, asked.staff, first_purpose(asked));
  } else if (intent.purpose == PinPurpose::SetSupervisor && state.pin && !state.pin->ticket &&
             offers_supervisor(state, *state.pin)) {
    put_question(step, PinPurpose::SetSupervisor, state.pin->staff, PinPurpose::SetOwn);
  }
}

void apply(Step& step, const EnterPin& intent, Now now) {
  AppState& state = step.state;
  if (!state.pin || state.pin->ticket || !has_ground(state, *state.pin) ||
      !is_whole(state, *state.pin, intent)) {
    return;
  }
  const auto locked_until = pin_locked_until(state, *state.pin);
  if (locked_until && now.monotonic < *locked_until) {
    return;
  }
  const Ticket ticket = state.next_ticket;
  state.next_ticket += 1;
  state.pin->ticket = ticket;
  state.pin->answer = PinView::Answer::None;
  step.commands.push_back(command_of(*state.pin, ticket, intent));
}

void on(Step& step, const PinAnswered& event, Now now) {
  AppState& state = step.state;
  if (event.lock_number > 0) {
    remark_refused(step, event.lock_number);
  }
  if (!state.pin || state.pin->ticket != event.ticket) {
    return;  // nobody waits for it any more
  }
  PinQuestion& question = *state.pin;
  question.ticket.reset();
  question.tries_left = event.tries_left;
  const std::string name = name_asked(question);
  if (event.wait_milliseconds > 0) {
    state.pin_locks[name] = {now.monotonic.milliseconds + event.wait_milliseconds};
  } else {
    state.pin_locks.erase(name);
  }
  switch (event.result) {
    case PinAnswered::Result::Ok:
      succeed(step, PinQuestion(question), now);
      break;
    case PinAnswered::Result::Wrong:
      question.answer = PinView::Answer::Wrong;
      break;
    case PinAnswered::Result::Locked:
      question.answer = PinView::Answer::None;
      break;
    case PinAnswered::Result::Failed:
      question.answer = PinView::Answer::Failed;
      break;
  }
}

void on(Step& step, const PadScrambled& event) {
  if (step.state.pin && has_each_digit(event.order)) {
    step.state.pin->order = event.order;
  }
}

void on(Step& step, const StaffPinsChanged& event) {
  AppState& state = step.state;
  state.pins = event.pins;
  // Somebody has a PIN now: the supervisor's can no longer be set here. While it is looked at, the
  // answer decides.
  if (state.pin && state.pin->purpose == PinPurpose::SetSupervisor && !state.pin->ticket &&
      !may_set_supervisor(state)) {
    leave_pin(state);
  }
}

}  // namespace outreach::core
