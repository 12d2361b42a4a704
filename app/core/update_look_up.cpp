// 查答复: the number that a resident types is checked here, looked up elsewhere, and what it opens
// is held for as long as its screen is shown.
#include <algorithm>
#include <iterator>

#include "app/core/look_up.h"
#include "app/core/steps.h"

namespace outreach::core {
namespace {

using State = LookUpView::State;

// After so many without an answer.
std::int64_t look_up_wait(std::size_t tries) {
  if (tries < kFreeLookUps) {
    return 0;
  }
  std::int64_t wait = kFirstLookUpWaitMilliseconds;
  for (std::size_t i = kFreeLookUps; i < tries && wait < kLongestLookUpWaitMilliseconds; ++i) {
    wait *= 2;
  }
  return std::min(wait, kLongestLookUpWaitMilliseconds);
}

// Counted before it is looked up: whoever leaves before the answer comes has tried all the same.
void count_try(LookUpTries& tries, Ticket ticket, MonotonicTime now) {
  std::erase_if(tries.without_answer, [now](const LookUpTries::Try& one) {
    return one.asked_at.milliseconds + kLookUpWindowMilliseconds <= now.milliseconds;
  });
  tries.without_answer.push_back({ticket, now});
  tries.free_at = {now.milliseconds + look_up_wait(tries.without_answer.size())};
}

void give_try_back(LookUpTries& tries, Ticket ticket) {
  auto& all = tries.without_answer;
  const auto found = std::find_if(all.begin(), all.end(), [ticket](const LookUpTries::Try& one) {
    return one.ticket == ticket;
  });
  if (found == all.end()) {
    return;
  }
  if (std::next(found) == all.end()) {
    tries.free_at = found->asked_at;  // the wait that runs is the one it began
  }
  all.erase(found);
}

State state_after(AnswerFound::Result result) {
  switch (result) {
    case AnswerFound::Result::Found:
      return State::Found;
    case AnswerFound::Result::NothingYet:
      return State::NothingYet;
    case AnswerFound::Result::CannotLookUp:
      return State::CannotLookUp;
    case AnswerFound::Result::Failed:
      break;
  }
  return State::Failed;
}

}  // namespace

MonotonicTime next_look_up_at(const AppState& state) {
  return state.look_up_tries.free_at;
}

void apply(Step& step, const LookUpAnswer& intent, Now now) {
  AppState& state = step.state;
  LookUp& look_up = state.visit.look_up;
  if (state.screen != ScreenName::LookUp || look_up.ticket || state.sealing != Sealing::Possible) {
    return;
  }
  look_up = {};
  if (!domain::Receipt::read(intent.receipt.view())) {
    look_up.state = State::WrongNumber;
    return;
  }
  if (now.monotonic < next_look_up_at(state)) {
    return;  // the view says how long
  }
  const Ticket ticket = state.next_ticket++;
  count_try(state.look_up_tries, ticket, now.monotonic);
  look_up.state = State::Looking;
  look_up.ticket = ticket;
  step.commands.emplace_back(FindAnswer{ticket, intent.receipt});
}

void apply(Step& step, const LeaveAnswer& /*intent*/) {
  step.state.visit.look_up = {};
}

// Of a look-up that was left nothing is kept but that it was tried.
void on(Step& step, const AnswerFound& event) {
  AppState& state = step.state;
  if (event.result != AnswerFound::Result::NothingYet) {
    give_try_back(state.look_up_tries, event.ticket);
  }
  LookUp& look_up = state.visit.look_up;
  if (look_up.ticket != event.ticket) {
    return;
  }
  look_up = {};
  look_up.state = state_after(event.result);
  look_up.answers_made_at = event.answers_made_at;
  look_up.answer = event.answer;
}

void settle_look_up(AppState& state) {
  const bool is_being_rated =
      state.screen == ScreenName::Rate && state.visit.rating.rated == domain::Rated::Answer;
  if (state.screen != ScreenName::LookUp && !is_being_rated) {
    state.visit.look_up = {};
  }
}

}  // namespace outreach::core
