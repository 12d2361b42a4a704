#include "sync/client/planner.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "sync/protocol/batch.h"

namespace outreach::client {
namespace {

// Before anything was measured: what a consultation weighs alone in a small batch.
constexpr double kBytesPerEntryGuess = 60;

template <typename... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <typename... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

}  // namespace

std::int64_t Planner::deadline_for(std::size_t bytes) {
  // Twenty seconds for look-up, handshake and answer on 2G, and 1 KiB a second for the body.
  return 20'000 + static_cast<std::int64_t>(bytes);
}

std::vector<Action> Planner::on(const Event& event, std::int64_t now) {
  auto actions =
      std::visit(Overloaded{
                     [&](const JournalGrew& grew) {
                       newest_ = std::max(newest_, grew.newest);
                       return state_ == State::Idle ? next() : std::vector<Action>{};
                     },
                     [&](const HeadAnswered& head) {
                       pending_through_ = head.through;
                       from_head_query_ = true;
                       state_ = State::Storing;
                       return std::vector<Action>{StoreAck{}};
                     },
                     [&](const BatchBuilt& built) {
                       built_entries_ = static_cast<std::size_t>(built.last - built.first + 1);
                       bytes_per_entry_ =
                           static_cast<double>(built.bytes) / static_cast<double>(built_entries_);
                       state_ = State::Posting;
                       return std::vector<Action>{PostBatch{}};
                     },
                     [&](const BuildFailed& /*failed*/) {
                       trouble_ = Trouble::Damaged;
                       return wait(State::Held, kHoldWait, now);
                     },
                     [&](const BatchAnswered& answered) {
                       pending_through_ = answered.through;
                       from_head_query_ = false;
                       state_ = State::Storing;
                       return std::vector<Action>{StoreAck{}};
                     },
                     [&](const AckStored& /*stored*/) { return ack_stored(now); },
                     [&](const AckContradicted& /*contradicted*/) {
                       trouble_ = Trouble::Damaged;
                       return wait(State::Held, kHoldWait, now);
                     },
                     [&](const AckNotStored& /*not_stored*/) {
                       trouble_ = Trouble::Damaged;
                       return wait(State::WaitingRetry, growing_delay(), now);
                     },
                     [&](const RequestFailed& failure) { return failed(failure.verdict, now); },
                     [&](const TimerFired& /*fired*/) {
                       const bool expected = state_ == State::WaitingRetry || state_ == State::Held;
                       return expected ? next() : std::vector<Action>{};
                     },
                     [&](const PersonAsked& /*asked*/) {
                       const bool idle = state_ == State::WaitingRetry || state_ == State::Held ||
                                         state_ == State::Idle;
                       return idle ? next() : std::vector<Action>{};
                     },
                 },
                 event);
  check_invariant();
  return actions;
}

std::vector<Action> Planner::ack_stored(std::int64_t now) {
  if (!from_head_query_ && pending_through_ <= acknowledged_) {
    // The county answers a batch with what it holds then. This is an old ack,
    // played again.
    trouble_ = Trouble::NotTheCounty;
    return wait(State::WaitingRetry, growing_delay(), now);
  }
  // A fresh head may be lower than what was confirmed before: a county
  // restored from a backup gets the difference again.
  acknowledged_ = pending_through_;
  trouble_ = Trouble::None;
  if (!from_head_query_) {
    attempts_ = 0;
    conflicts_ = 0;
    goal_bytes_ = std::min(goal_bytes_ * 2, kBatchBytesGoal);
    entries_most_ *= 2;
  }
  return next();
}

std::vector<Action> Planner::next() {
  timer_.reset();
  if (waiting() == 0) {
    state_ = State::Idle;
    return {};
  }
  return build();
}

std::vector<Action> Planner::build() {
  state_ = State::Building;
  const double each = bytes_per_entry_ > 0 ? bytes_per_entry_ : kBytesPerEntryGuess;
  auto entries = static_cast<std::size_t>(static_cast<double>(goal_bytes_) / each);
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

std::int64_t Planner::growing_delay() {
  constexpr int kDoublingsMost = 20;  // far past the cap; keeps the shift in range
  const std::int64_t ceiling =
      std::min(kRetryCap, kRetryBase << std::min(attempts_, kDoublingsMost));
  ++attempts_;
  return std::max(kRetryLeast,
                  static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(ceiling))));
}

void Planner::shrink() {
  goal_bytes_ = std::max(goal_bytes_ / 2, kBatchBytesLeast);
  entries_most_ = std::max<std::size_t>(built_entries_ / 2, 1);
}

std::vector<Action> Planner::failed(const Verdict& verdict, std::int64_t now) {
  trouble_ = verdict.trouble;
  switch (verdict.kind) {
    case Verdict::Kind::Conflict:
      if (state_ == State::Asking || conflicts_ > 0) {
        break;  // asking the head did not settle it: wait like after any failure
      }
      ++conflicts_;
      state_ = State::Asking;
      timer_.reset();
      return {AskHead{}};
    case Verdict::Kind::NotTheCounty:
      return wait(
          State::WaitingRetry,
          kNotTheCountyWait / 2 + static_cast<std::int64_t>(random_.below(kNotTheCountyWait / 2)),
          now);
    case Verdict::Kind::Hold:
      return wait(State::Held, kHoldWait, now);
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
  if (verdict.retry_after_milliseconds) {
    ++attempts_;
    // Spread over a quarter more, so that a hundred kiosks told the same second do not come in the
    // same second.
    const auto spread = static_cast<std::uint64_t>(*verdict.retry_after_milliseconds / 4 + 1);
    return wait(
        State::WaitingRetry,
        *verdict.retry_after_milliseconds + static_cast<std::int64_t>(random_.below(spread)), now);
  }
  return wait(State::WaitingRetry, growing_delay(), now);
}

void Planner::check_invariant() const {
  const bool under_way = state_ == State::Asking || state_ == State::Building ||
                         state_ == State::Posting || state_ == State::Storing;
  if (waiting() > 0 && !under_way && !timer_) {
    std::fputs("delivery planner: entries wait and nothing is under way\n", stderr);
    std::abort();
  }
}

}  // namespace outreach::client
