// Long because it is one state and the asynchronous steps that change it: apart, no step could be
// read with the next.
#include "sync/client/delivery.h"

#include <algorithm>
#include <utility>

#include "sync/client/delivery_state.h"

namespace outreach::client {
namespace {

Result<Progress> read_progress(const Path& folder, const journal::JournalOptions& options,
                               journal::ChainNumber chain) {
  auto database = journal::open_reader(folder, options);
  if (!database) {
    return database.error();
  }
  const auto all = journal::chains(*database);
  if (!all) {
    return all.error();
  }
  auto ack = journal::ack_state(*database, chain);
  if (!ack) {
    return ack.error();
  }
  Progress progress{{}, std::move(*ack)};
  for (const journal::ChainRow& row : *all) {
    if (row.number == chain) {
      progress.head = row.head;
    }
  }
  return progress;
}

}  // namespace

const char* name_of(Link link) {
  switch (link) {
    case Link::NotEnrolled:
      return "not_enrolled";
    case Link::Idle:
      return "idle";
    case Link::Sending:
      return "sending";
    case Link::WaitingRetry:
      return "waiting_retry";
    case Link::Held:
      return "held";
  }
  return "held";
}

void Delivery::State::start() {
  status.link = Link::Idle;
  builder = std::make_shared<BatchBuilder>(target.folder, target.options, target.identity,
                                           grant->document.transport_key, with.random);
  run_on(
      with.reading, with.inbox,
      [folder = target.folder, options = target.options, chain = target.chain_number] {
        return read_progress(folder, options, chain);
      },
      [weak = weak_from_this()](Result<Progress> progress) {
        if (const auto state = weak.lock()) {
          state->started(std::move(progress));
        }
      });
}

void Delivery::State::started(Result<Progress> progress) {
  planner.emplace(progress ? progress->ack.acknowledged_through : 0, with.random);
  if (!progress) {
    status.detail = progress.error().context;
    newest = std::max<journal::Sequence>(newest, 1);
    begin();
    return;
  }
  status.acknowledged_through = progress->ack.acknowledged_through;
  status.set_aside = progress->ack.set_aside;
  if (progress->ack.acknowledged_through > 0) {
    status.last_ack_at = progress->ack.device_time;
  }
  newest = std::max(newest, progress->head.sequence);
  begin();
}

// Once both the journal's progress and the time are known.
void Delivery::State::begin() {
  if (planner && now) {
    on(JournalGrew{newest});
  }
}

void Delivery::State::on(const Event& event) {
  for (const Action& action : planner->on(event, now->monotonic.milliseconds)) {
    perform(action);
  }
  refresh_status();
}

void Delivery::State::perform(const Action& action) {
  if (const auto* what = std::get_if<BuildBatch>(&action)) {
    build(*what);
  } else if (std::holds_alternative<AskHead>(action)) {
    ask_head();
  } else if (std::holds_alternative<PostBatch>(action)) {
    post_batch();
  } else if (std::holds_alternative<StoreAck>(action)) {
    store_ack();
  }
  // ArmTimer: `tick` looks at the planner's timer.
}

void Delivery::State::refresh_status() {
  status.trouble = planner->trouble();
  status.waiting = static_cast<std::int64_t>(planner->waiting());
  status.retry_in_milliseconds = 0;
  switch (planner->state()) {
    case Planner::State::Idle:
      status.link = Link::Idle;
      break;
    case Planner::State::WaitingRetry:
      status.link = Link::WaitingRetry;
      break;
    case Planner::State::Held:
      status.link = Link::Held;
      break;
    default:
      status.link = Link::Sending;
  }
  if (planner->timer()) {
    status.retry_in_milliseconds =
        std::max<std::int64_t>(0, *planner->timer() - now->monotonic.milliseconds);
  }
}

Delivery::Delivery(DeliveryDependencies dependencies, DeliveryTarget target,
                   std::optional<Grant> grant)
    : state_(std::make_shared<State>(dependencies, std::move(target), std::move(grant))) {
  if (state_->grant) {
    state_->start();
  }
}

Delivery::~Delivery() = default;

void Delivery::entries_recorded(journal::Sequence newest) {
  state_->newest = std::max(state_->newest, newest);
  if (state_->planner) {
    state_->begin();
  } else if (!state_->grant) {
    state_->status.waiting = static_cast<std::int64_t>(state_->newest);
  }
}

void Delivery::sync_now() {
  if (state_->planner && state_->now) {
    state_->on(PersonAsked{});
  }
}

void Delivery::tick(Now now) {
  const bool is_first = !state_->now;
  state_->now = now;
  if (!state_->planner) {
    return;
  }
  if (is_first) {
    state_->begin();
  }
  const auto timer = state_->planner->timer();
  if (timer && now.monotonic.milliseconds >= *timer) {
    state_->on(TimerFired{});
  } else {
    state_->refresh_status();
  }
}

std::optional<std::int64_t> Delivery::wait_milliseconds(Now now) const {
  if (!state_->planner || !state_->planner->timer()) {
    return std::nullopt;
  }
  return std::max<std::int64_t>(0, *state_->planner->timer() - now.monotonic.milliseconds);
}

const DeliveryStatus& Delivery::status() const {
  return state_->status;
}

}  // namespace outreach::client
