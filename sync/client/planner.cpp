// Long because a state machine is read as one.
#include "sync/client/planner.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "platform/base/overloaded.h"
#include "sync/protocol/batch.h"

namespace outreach::client {
namespace {

// Before anything was measured: what a consultation weighs alone in a small batch.
constexpr double kBytesPerEntryGuess = 60;

}  // namespace

std::int64_t Planner::deadline_for(std::size_t bytes) {
  // Twenty seconds for look-up, handshake and answer on 2G, and 1 KiB a second for the body.
  return 20'000 + static_cast<std::int64_t>(bytes);
}

std::vector<Action> Planner::on(const Event& event, std::int64_t now) {
  auto actions = std::visit(
      Overloaded{
          [&](const JournalGrew& grown) { return grew(grown.newest); },
          [&](const HeadAnswered& head) { return head_answered(head, now); },
          [&](const NothingKnown& /*nothing*/) {
            comparison_->nothing_known_between();
            return compare(now);
          },
          [&](const BatchBuilt& built) {
            built_entries_ = static_cast<std::size_t>(built.last - built.first + 1);
            built_bytes_ = built.bytes;
            bytes_per_entry_ =
                static_cast<double>(built.bytes) / static_cast<double>(built_entries_);
            state_ = State::Posting;
            return std::vector<Action>{PostBatch{}};
          },
          [&](const ReadFailed& /*failed*/) { return failed_here(State::Held, kHoldWait, now); },
          [&](const BatchAnswered& answered) { return batch_answered(answered, now); },
          [&](const AckStored& /*stored*/) { return ack_stored(); },
          [&](const AckNotStored& /*not_stored*/) {
            return failed_here(State::WaitingRetry, growing_delay(attempts_, random_), now);
          },
          [&](const RequestFailed& failure) { return failed(failure.verdict, now); },
          [&](const TimerFired& /*fired*/) {
            const bool expected = state_ == State::WaitingRetry || state_ == State::Held;
            return expected ? next() : std::vector<Action>{};
          },
          [&](const PersonAsked& /*asked*/) { return person_asked(); },
      },
      event);
  check_invariant();
  return actions;
}

std::vector<Action> Planner::grew(Sequence newest) {
  newest_ = std::max(newest_, newest);
  const bool has_cause = waiting() > 0 || (newest_ > 0 && !has_asked_);
  return state_ == State::Idle && has_cause ? next() : std::vector<Action>{};
}

std::vector<Action> Planner::head_answered(const HeadAnswered& head, std::int64_t now) {
  if (comparison_) {
    if (!comparison_->answered(head.through, head.match)) {
      comparison_.reset();
      must_ask_ = true;
      return wait(State::WaitingRetry, growing_delay(attempts_, random_), now);
    }
    return compare(now);
  }
  if (head.match == Match::Differs) {
    if (life_ == ChainLife::Ended) {
      trouble_ = Trouble::Diverged;  // nothing more can be begun from an ended chain
      return wait(State::Held, kHoldWait, now);
    }
    comparison_.emplace(head.through);
    trouble_ = Trouble::Diverged;
    return compare(now);
  }
  // An ended chain may go on at the county: that is what it was ended for.
  if (head.newest > asked_ && life_ == ChainLife::Current) {
    return newest_ > asked_ ? ask() : diverge(domain::EpochReason::CountyAhead, asked_, now);
  }
  return store(head.through, true);
}

std::vector<Action> Planner::compare(std::int64_t now) {
  if (comparison_->is_settled()) {
    return diverge(domain::EpochReason::CountyDiffers, comparison_->common(), now);
  }
  state_ = State::Asking;
  timer_.reset();
  return {Probe{comparison_->above(), comparison_->probe(), comparison_->below()}};
}

// The owner begins a new epoch, and with it a new planner. Should that fail, the question is asked
// anew after a while.
std::vector<Action> Planner::diverge(domain::EpochReason reason, Sequence common,
                                     std::int64_t now) {
  comparison_.reset();
  must_ask_ = true;
  trouble_ = Trouble::Diverged;
  std::vector<Action> actions{Diverge{reason, common}};
  actions.push_back(wait(State::Held, kHoldWait, now).front());
  return actions;
}

std::vector<Action> Planner::batch_answered(const BatchAnswered& answered, std::int64_t now) {
  if (answered.match == Match::Differs) {
    // Not believed before a fresh answer says the same.
    return failed({Verdict::Kind::Conflict, Trouble::Diverged, {}, ""}, now);
  }
  if (answered.through <= acknowledged_) {
    // The county answers a batch with what it holds then. This is an old ack, played again.
    trouble_ = Trouble::NotTheCounty;
    return wait(State::WaitingRetry, growing_delay(attempts_, random_), now);
  }
  return store(answered.through, false);
}

std::vector<Action> Planner::store(Sequence through, bool from_head_query) {
  pending_through_ = through;
  from_head_query_ = from_head_query;
  state_ = State::Storing;
  return {StoreAck{}};
}

std::vector<Action> Planner::ack_stored() {
  // A fresh head may be lower than what was confirmed before: a county restored from a backup gets
  // the difference again.
  acknowledged_ = pending_through_;
  trouble_ = Trouble::None;
  if (from_head_query_) {
    asks_empty_ = false;
    must_ask_ = false;
  } else {
    attempts_ = 0;
    conflicts_ = 0;
    doubted_ = false;
    grow();
  }
  return next();
}

std::vector<Action> Planner::person_asked() {
  if (is_under_way()) {
    return {};
  }
  if (state_ == State::Idle) {
    must_ask_ = true;
    has_asked_ = false;
    asks_empty_ = newest_ == 0 && life_ == ChainLife::Current;
  }
  return next();
}

std::vector<Action> Planner::next() {
  timer_.reset();
  if (comparison_) {
    state_ = State::Asking;
    return {Probe{comparison_->above(), comparison_->probe(), comparison_->below()}};
  }
  if (must_ask_ && (newest_ > 0 || asks_empty_)) {
    return ask();
  }
  if (waiting() == 0) {
    state_ = State::Idle;
    return {};
  }
  return build();
}

std::vector<Action> Planner::ask() {
  state_ = State::Asking;
  timer_.reset();
  has_asked_ = true;
  asked_ = newest_;
  return {AskHead{asked_}};
}

std::vector<Action> Planner::build() {
  state_ = State::Building;
  const double each = bytes_per_entry_ > 0 ? bytes_per_entry_ : kBytesPerEntryGuess;
  auto entries = static_cast<std::size_t>(static_cast<double>(weight_most()) / each);
  if (entries_most_ > 0) {
    entries = std::min(entries, entries_most_);
  }
  entries = std::clamp<std::size_t>(entries, 1, protocol::kBatchEntriesMax);
  return {BuildBatch{acknowledged_ + 1, entries}};
}

std::vector<Action> Planner::wait(State state, std::int64_t delay, std::int64_t now) {
  state_ = state;
  timer_ = now + delay;
  return {ArmTimer{*timer_}};
}

void Planner::grow() {
  carried_bytes_ += built_bytes_;
  if (carried_bytes_ > kTrustedAfter * dies_after_) {
    dies_after_ = 0;
  }
  goal_bytes_ = std::min(goal_bytes_ * 2, kBatchBytesGoal);
  entries_most_ *= 2;
}

// A line that carried something before it failed may do so again, and no more: that is remembered
// and filled (see weight_most). One that carried nothing did not even get this one through.
void Planner::shrink() {
  if (carried_bytes_ > 0) {
    dies_after_ = carried_bytes_;
  } else if (dies_after_ > 0) {
    dies_after_ /= 2;
    entries_most_ = std::max<std::size_t>(built_entries_ / 2, 1);
  } else {
    goal_bytes_ = std::max(goal_bytes_ / 2, kBatchBytesLeast);
    entries_most_ = std::max<std::size_t>(built_entries_ / 2, 1);
  }
  carried_bytes_ = 0;
}

// What the next batch may weigh. On a line that dies after so many bytes, half of them, then what
// is left of them, then small ones to find out how much more it carries: whichever is cut, little
// was lost.
std::size_t Planner::weight_most() const {
  if (dies_after_ == 0) {
    return goal_bytes_;
  }
  const std::size_t left = dies_after_ - std::min(dies_after_, carried_bytes_);
  const std::size_t trial = std::max(carried_bytes_, dies_after_) / kTrialPart;
  return std::min(goal_bytes_, std::max(trial, std::min(dies_after_ / 2, left)));
}

// What is wrong is on this machine.
std::vector<Action> Planner::failed_here(State state, std::int64_t delay, std::int64_t now) {
  trouble_ = Trouble::OwnDisk;
  return wait(state, delay, now);
}

std::vector<Action> Planner::failed(const Verdict& verdict, std::int64_t now) {
  trouble_ = verdict.trouble;
  if (!is_pending()) {
    // Only a question at the start or a person's failed: it is asked before anything is sent.
    asks_empty_ = false;
    state_ = State::Idle;
    timer_.reset();
    return {};
  }
  switch (verdict.kind) {
    case Verdict::Kind::Conflict:
      if (state_ == State::Asking || conflicts_ > 0) {
        break;  // asking the head did not settle it: wait like after any failure
      }
      ++conflicts_;
      must_ask_ = true;
      return ask();
    case Verdict::Kind::Hold:
      return held(now);
    case Verdict::Kind::NotTheCounty:
    case Verdict::Kind::KeyRetired:  // and nothing announced leads on
      return wait_for(verdict, now);
    case Verdict::Kind::Shrink:
      if (state_ == State::Posting) {
        shrink();
      }
      break;
    case Verdict::Kind::Retry:
    case Verdict::Kind::Document:
      break;
  }
  conflicts_ = 0;
  return wait_for(verdict, now);
}

std::vector<Action> Planner::wait_for(const Verdict& verdict, std::int64_t now) {
  const RetryWait after = wait_after(verdict, attempts_, random_);
  return wait(after.is_held ? State::Held : State::WaitingRetry, after.milliseconds, now);
}

// One flipped bit on the way makes a kiosk unknown or its version foreign. So the county is asked
// once more, by a question of its own, before a person is called.
std::vector<Action> Planner::held(std::int64_t now) {
  if (doubted_) {
    doubted_ = false;
    return wait(State::Held, kHoldWait, now);
  }
  doubted_ = true;
  must_ask_ = true;
  return next();
}

void Planner::check_invariant() const {
  if (is_pending() && !is_under_way() && !timer_) {
    std::fputs("delivery planner: entries wait and nothing is under way\n", stderr);
    std::abort();
  }
}

}  // namespace outreach::client
