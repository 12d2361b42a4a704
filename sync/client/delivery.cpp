// Long because it is one state and the asynchronous steps that change it: apart, no step could be read with the next.
#include "sync/client/delivery.h"

#include <algorithm>
#include <utility>

#include "sync/client/batch_builder.h"
#include "sync/client/planner.h"
#include "sync/protocol/ack.h"
#include "sync/protocol/wire.h"

namespace outreach::client {
namespace {

constexpr std::size_t kAnswerBytesMax = 64 << 10;  // an ack with a thousand set-aside entries is a third of this

struct Progress {
  journal::Head head;
  journal::AckState ack;
};

Result<Progress> read_progress(const Path& folder, const journal::JournalOptions& options, journal::ChainNumber chain) {
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

std::int64_t skew_seconds(WallTime device, WallTime county) {
  return std::chrono::duration_cast<std::chrono::seconds>(device - county).count();
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

struct Delivery::State : std::enable_shared_from_this<Delivery::State> {
  State(DeliveryDependencies given, DeliveryTarget to, std::optional<Grant> granted)
      : with(given), target(std::move(to)), grant(std::move(granted)) {}

  DeliveryDependencies with;
  DeliveryTarget target;
  std::optional<Grant> grant;
  std::shared_ptr<BatchBuilder> builder;  // used on the reading worker only
  std::optional<Planner> planner;         // once the journal's progress has been read
  BuiltBatch built;
  protocol::Ack ack;
  Bytes ack_document;
  protocol::Nonce nonce{};
  std::optional<Now> now;  // of the newest tick; nothing is begun before the first
  journal::Sequence newest = 0;
  DeliveryStatus status;

  void start();
  void started(Result<Progress> progress);
  void begin();
  void on(const Event& event);
  void perform(const Action& action);
  void ask_head();
  void build(const BuildBatch& what);
  void post_batch();
  void store_ack();
  void ack_stored(const std::vector<journal::SetAside>& set_aside, WallTime received);
  void send(const char* path, Bytes body, bool head_query);
  void answered(const http::Outcome& outcome, bool head_query);
  void refresh_status();
};

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

void Delivery::State::ask_head() {
  nonce = with.random.array<8>();
  const protocol::HeadQuery query{target.chain, nonce, newest};
  send(protocol::kHeadPath, protocol::encode_head_query(query, target.identity.key), true);
}

void Delivery::State::build(const BuildBatch& what) {
  run_on(
      with.reading, with.inbox,
      [maker = builder, chain = target.chain_number, what, made_at = now->wall] {
        return maker->build(chain, what.first, what.entries, made_at);
      },
      [weak = weak_from_this()](Result<BuiltBatch> made) {
        const auto state = weak.lock();
        if (!state) {
          return;
        }
        if (!made) {
          state->status.detail = made.error().context;
          state->on(BuildFailed{});
          return;
        }
        state->built = std::move(*made);
        state->on(BatchBuilt{state->built.first, state->built.last, state->built.file.size()});
      });
}

void Delivery::State::post_batch() {
  send(protocol::kBatchPath, built.file, false);
}

void Delivery::State::send(const char* path, Bytes body, bool head_query) {
  http::Request request;
  request.method = "POST";
  request.url = grant->county_url + path;
  request.headers.emplace_back("Content-Type", protocol::kContentType);
  request.deadline = std::chrono::milliseconds(Planner::deadline_for(body.size()));
  request.answer_bytes_max = kAnswerBytesMax;
  request.body = std::move(body);
  with.transport.start(std::move(request), [weak = weak_from_this(), head_query](const http::Outcome& outcome) {
    if (const auto state = weak.lock()) {
      state->answered(outcome, head_query);
    }
  });
}

void Delivery::State::answered(const http::Outcome& outcome, bool head_query) {
  Verdict verdict = classify(outcome);
  status.detail = verdict.detail;
  if (verdict.kind == Verdict::Kind::Document) {
    ack_document = std::get<http::Answer>(outcome).body;
    auto opened = protocol::open_ack(ack_document, grant->document.sign_key);
    const bool ours = opened && opened->chain == target.chain && (!head_query || opened->nonce == nonce);
    if (ours) {
      ack = std::move(*opened);
      on(head_query ? Event{HeadAnswered{ack.acknowledged_through}} : Event{BatchAnswered{ack.acknowledged_through}});
      return;
    }
    status.detail = opened ? "an ack for another journal or another question" : opened.error().context;
    verdict = {Verdict::Kind::NotTheCounty, Trouble::NotTheCounty, {}, status.detail};
  }
  on(RequestFailed{verdict});
}

void Delivery::State::store_ack() {
  std::vector<journal::SetAside> set_aside;
  for (const protocol::QuarantinedEntry& entry : ack.quarantined) {
    set_aside.push_back({entry.sequence, entry.reason});
  }
  const WallTime received = now->wall;
  with.recorder.record_ack(target.chain_number, ack.acknowledged_through, ack.head, set_aside, ack.county_time,
                           ack_document, [weak = weak_from_this(), set_aside, received](Result<void> stored) {
                             const auto state = weak.lock();
                             if (!state) {
                               return;
                             }
                             if (!stored) {
                               state->status.detail = stored.error().context;
                               const bool contradicted = stored.error().code == ErrorCode::Refused;
                               state->on(contradicted ? Event{AckContradicted{}} : Event{AckNotStored{}});
                               return;
                             }
                             state->ack_stored(set_aside, received);
                           });
}

void Delivery::State::ack_stored(const std::vector<journal::SetAside>& set_aside, WallTime received) {
  if (ack.acknowledged_through >= status.acknowledged_through) {
    status.acknowledged_through = ack.acknowledged_through;
    status.set_aside = set_aside;
  }
  status.last_ack_at = received;
  status.clock_skew_seconds = skew_seconds(received, ack.county_time);
  on(AckStored{});
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
    status.retry_in_milliseconds = std::max<std::int64_t>(0, *planner->timer() - now->monotonic.milliseconds);
  }
}

Delivery::Delivery(DeliveryDependencies dependencies, DeliveryTarget target, std::optional<Grant> grant)
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
