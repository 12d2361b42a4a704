// What a Delivery says to the county and hears from it.
#include <utility>

#include "sync/client/delivery_state.h"
#include "sync/protocol/wire.h"

namespace outreach::client {
namespace {

constexpr std::size_t kAnswerBytesMax =
    64 << 10;  // an ack with a thousand set-aside entries is a third of this

std::int64_t skew_seconds(WallTime device, WallTime county) {
  return std::chrono::duration_cast<std::chrono::seconds>(device - county).count();
}

}  // namespace

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
  with.transport.start(std::move(request),
                       [weak = weak_from_this(), head_query](const http::Outcome& outcome) {
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
    const bool ours =
        opened && opened->chain == target.chain && (!head_query || opened->nonce == nonce);
    if (ours) {
      ack = std::move(*opened);
      on(head_query ? Event{HeadAnswered{ack.acknowledged_through}}
                    : Event{BatchAnswered{ack.acknowledged_through}});
      return;
    }
    status.detail =
        opened ? "an ack for another journal or another question" : opened.error().context;
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
  journal::VerifiedAck verified;
  verified.chain = target.chain_number;
  verified.acknowledged_through = ack.acknowledged_through;
  verified.head_hash = ack.head;
  verified.set_aside = set_aside;
  verified.county_time = ack.county_time;
  verified.signed_document = ack_document;
  with.recorder.record_ack(std::move(verified), [weak = weak_from_this(), set_aside,
                                                 received](const Result<void>& stored) {
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

void Delivery::State::ack_stored(const std::vector<journal::SetAside>& set_aside,
                                 WallTime received) {
  if (ack.acknowledged_through >= status.acknowledged_through) {
    status.acknowledged_through = ack.acknowledged_through;
    status.set_aside = set_aside;
  }
  status.last_ack_at = received;
  status.clock_skew_seconds = skew_seconds(received, ack.county_time);
  on(AckStored{});
}

}  // namespace outreach::client
