// Long because it is one state and the asynchronous steps that change it: apart, no step could be
// read with the next.
#include "sync/client/delivery.h"

#include <algorithm>
#include <utility>

#include "sync/client/delivery_state.h"

namespace outreach::client {
namespace {

Link link_of(Planner::State state) {
  switch (state) {
    case Planner::State::Idle:
      return Link::Idle;
    case Planner::State::WaitingRetry:
      return Link::WaitingRetry;
    case Planner::State::Held:
      return Link::Held;
    default:
      return Link::Sending;
  }
}

// Which of several chains says how the whole stands: what moves, before what will try again, before
// what needs a person, before what is only in trouble and has nothing to send.
int weight_of(const Line& line) {
  switch (link_of(line.planner.state())) {
    case Link::Sending:
      return 4;
    case Link::WaitingRetry:
      return 3;
    case Link::Held:
      return 2;
    default:
      return line.planner.trouble() == Trouble::None ? 0 : 1;
  }
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

Line::Line(ChainProgress progress, bool current, Random& random)
    : chain(std::move(progress.chain)),
      is_current(current),
      newest(chain.deliverable_through()),
      planner(progress.ack.acknowledged_through, random,
              current ? ChainLife::Current : ChainLife::Ended),
      rests(!current && progress.ack.archived_through >= newest) {}

std::int64_t Line::waiting() const {
  return static_cast<std::int64_t>(newest - std::min(newest, planner.acknowledged()));
}

bool Line::waits_for_the_county() const {
  return planner.timer() && !is_of_one_chain(planner.trouble());
}

void Delivery::State::read() {
  read_again_at.reset();
  run_on(
      with.reading, with.inbox,
      [reader = reader, key = grant ? std::optional(grant->document.sign_key) : std::nullopt] {
        return reader->progress(key);
      },
      [weak = weak_from_this()](Result<std::vector<ChainProgress>> progress) {
        if (const auto state = weak.lock()) {
          state->arrived.push_back([state = state.get(), progress = std::move(progress)]() mutable {
            state->have_read(std::move(progress));
          });
        }
      });
}

void Delivery::State::take_arrived() {
  // Taking one may bring others: those come with the next tick.
  for (const std::function<void()>& step : std::exchange(arrived, {})) {
    step();
    go_on();
  }
}

void Delivery::State::have_read(Result<std::vector<ChainProgress>> progress) {
  if (!progress) {
    status.detail = progress.error().context;
    read_again_at = now ? now->monotonic.milliseconds + kHoldWait : 0;
    return;
  }
  for (ChainProgress& chain : *progress) {
    const journal::AckState& acked = chain.ack;
    if (acked.acknowledged_through > 0) {
      status.last_ack_at = std::max(status.last_ack_at, std::optional(acked.device_time));
    }
    if (chain.chain.id.kiosk != target.identity.kiosk) {
      const journal::Sequence last = chain.chain.deliverable_through();
      status.waiting_elsewhere +=
          static_cast<std::int64_t>(last - std::min(last, acked.acknowledged_through));
      continue;
    }
    const bool is_current = chain.chain.number == target.chain_number;
    if (is_current) {
      status.set_aside = acked.set_aside;
    }
    Line& line = lines.emplace_back(std::move(chain), is_current, with.random);
    if (is_current) {
      line.newest = std::max(line.newest, newest);
    }
  }
  is_read = true;
}

bool Delivery::State::is_under_way() const {
  return std::any_of(lines.begin(), lines.end(),
                     [](const Line& line) { return line.planner.is_under_way(); });
}

// Lets the first chain go on that can, unless one does already.
void Delivery::State::go_on() {
  if (is_read && now && grant) {
    status.has_begun = true;
    const auto at = due();
    // While one chain waits for the county, all do: it is not asked again for each of them.
    const bool county_is_due = (at && now->monotonic.milliseconds >= *at) ||
                               std::none_of(lines.begin(), lines.end(), [](const Line& line) {
                                 return line.waits_for_the_county();
                               });
    for (Line& line : lines) {
      if (is_under_way()) {
        break;
      }
      go_on(line, county_is_due);
    }
  }
  refresh_status();
}

void Delivery::State::go_on(Line& line, bool may_ask) {
  if (line.is_asked) {
    line.is_asked = false;
    line.rests = false;
    on(line, JournalGrew{line.newest});
    on(line, PersonAsked{});
  } else if (may_ask && line.planner.state() == Planner::State::Idle) {
    if (!line.rests) {
      on(line, JournalGrew{line.newest});
    }
  } else if (may_ask && line.planner.timer() &&
             now->monotonic.milliseconds >= *line.planner.timer()) {
    on(line, TimerFired{});
  }
}

void Delivery::State::on(Line& line, const Event& event) {
  for (const Action& action : line.planner.on(event, now->monotonic.milliseconds)) {
    perform(line, action);
  }
  if (line.waits_for_the_county()) {
    for (Line& other : lines) {
      other.is_asked = false;
    }
  }
}

void Delivery::State::perform(Line& line, const Action& action) {
  if (const auto* batch = std::get_if<BuildBatch>(&action)) {
    build(line, *batch);
  } else if (const auto* head = std::get_if<AskHead>(&action)) {
    ask_head(line, head->newest);
  } else if (const auto* place = std::get_if<Probe>(&action)) {
    probe(line, *place);
  } else if (std::holds_alternative<PostBatch>(action)) {
    post_batch(line);
  } else if (std::holds_alternative<StoreAck>(action)) {
    store_ack(line);
  } else if (const auto* parting = std::get_if<Diverge>(&action); parting && with.diverged) {
    with.diverged(parting->reason, parting->common);
  }
  // ArmTimer: `tick` looks at the planners' timers.
}

// When a timer has to be looked at; none while an answer is awaited.
std::optional<std::int64_t> Delivery::State::due() const {
  if (is_under_way()) {
    return std::nullopt;
  }
  std::optional<std::int64_t> earliest = read_again_at;
  std::optional<std::int64_t> county;
  for (const Line& line : lines) {
    const auto timer = line.planner.timer();
    if (timer) {
      earliest = earliest ? std::min(*earliest, *timer) : *timer;
    }
    if (timer && line.waits_for_the_county()) {
      county = std::max(county, timer);
    }
  }
  return county ? county : earliest;
}

void Delivery::State::refresh_status() {
  status.retry_in_milliseconds = 0;
  if (!is_read) {
    status.waiting = static_cast<std::int64_t>(newest);
    if (read_again_at && grant) {
      status.link = Link::Held;
      status.trouble = Trouble::OwnDisk;
    }
    return;
  }
  status.waiting = 0;
  const Line* telling = nullptr;
  for (const Line& line : lines) {
    status.waiting += line.waiting();
    if (telling == nullptr || weight_of(line) > weight_of(*telling)) {
      telling = &line;
    }
    if (line.is_current) {
      status.acknowledged_through = line.planner.acknowledged();
    }
  }
  if (!grant || telling == nullptr) {
    return;
  }
  status.link = link_of(telling->planner.state());
  status.trouble = telling->planner.trouble();
  status.detail = telling->detail;
  if (const auto at = due(); at && now) {
    status.retry_in_milliseconds = std::max<std::int64_t>(0, *at - now->monotonic.milliseconds);
  }
}

Delivery::Delivery(DeliveryDependencies dependencies, DeliveryTarget target,
                   std::optional<Grant> grant)
    : state_(
          std::make_shared<State>(std::move(dependencies), std::move(target), std::move(grant))) {
  State& state = *state_;
  state.reader = std::make_shared<ChainReader>(state.target.folder, state.target.options);
  if (state.grant) {
    state.status.link = Link::Idle;
    state.builder = std::make_shared<BatchBuilder>(
        state.target.folder, state.target.options, state.target.identity,
        state.grant->document.transport_key, state.with.random);
  }
  state.read();
}

Delivery::~Delivery() = default;

void Delivery::entries_recorded(journal::Sequence newest) {
  state_->newest = std::max(state_->newest, newest);
  for (Line& line : state_->lines) {
    if (line.is_current) {
      line.newest = std::max(line.newest, newest);
      if (line.planner.state() != Planner::State::Idle && state_->now) {
        state_->on(line, JournalGrew{line.newest});
      }
    }
  }
  state_->go_on();
}

void Delivery::sync_now() {
  const bool sends = state_->is_under_way();
  for (Line& line : state_->lines) {
    line.is_asked = line.is_asked || !sends || line.planner.timer();
  }
  if (state_->read_again_at) {
    state_->read();
  }
  state_->go_on();
}

void Delivery::tick(Now now) {
  state_->now = now;
  state_->take_arrived();
  if (state_->read_again_at && now.monotonic.milliseconds >= *state_->read_again_at) {
    state_->read();
  }
  state_->go_on();
}

std::optional<std::int64_t> Delivery::wait_milliseconds(Now now) const {
  if (!state_->arrived.empty()) {
    return 0;
  }
  const auto at = state_->due();
  return at ? std::optional(std::max<std::int64_t>(0, *at - now.monotonic.milliseconds))
            : std::nullopt;
}

const DeliveryStatus& Delivery::status() const {
  return state_->status;
}

}  // namespace outreach::client
