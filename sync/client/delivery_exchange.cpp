// What a Delivery says to the county and hears from it.
#include <string>
#include <utility>

#include "sync/client/delivery_state.h"
#include "sync/protocol/wire.h"

namespace outreach::client {
namespace {

constexpr std::size_t kAckBytesMax =
    64 << 10;  // an ack with a thousand set-aside entries is a third of this

std::int64_t skew_seconds(WallTime device, WallTime county) {
  return std::chrono::duration_cast<std::chrono::seconds>(device - county).count();
}

}  // namespace

void Delivery::State::ask_head(Line& line, journal::Sequence newest_stated) {
  nonce = with.random.array<8>();
  const protocol::HeadQuery query{line.chain.id, nonce, newest_stated};
  send(line, protocol::kHeadPath, protocol::encode_head_query(query, target.identity.key), true);
}

void Delivery::State::probe(Line& line, const Probe& what) {
  read_then(
      line,
      [reader = reader, chain = line.chain.number, what] {
        return reader->known_place(chain, what.above, what.at, what.below);
      },
      [](State& state, Line& asking, std::optional<journal::Sequence> place) {
        if (place) {
          state.ask_head(asking, *place);
        } else {
          state.on(asking, NothingKnown{});
        }
      });
}

void Delivery::State::build(Line& line, const BuildBatch& what) {
  read_then(
      line,
      [maker = builder, chain = line.chain.number, what, made_at = now->wall] {
        return maker->build(chain, what.first, what.entries, made_at);
      },
      [](State& state, Line& building, BuiltBatch made) {
        state.built = std::move(made);
        state.on(building,
                 BatchBuilt{state.built.first, state.built.last, state.built.file.size()});
      });
}

void Delivery::State::post_batch(Line& line) {
  send(line, protocol::kBatchPath, built.file, false);
}

void Delivery::State::send(Line& line, const char* path, Bytes body, bool head_query) {
  http::Request request;
  request.method = "POST";
  request.url = grant->county_url + path;
  request.deadline = std::chrono::milliseconds(Planner::deadline_for(body.size()));
  request.answer_bytes_max = kAckBytesMax;
  request.body = std::move(body);
  with.transport.start(
      std::move(request), [weak = weak_from_this(), &line, head_query](http::Outcome outcome) {
        if (const auto state = weak.lock()) {
          state->arrived.push_back(
              [state = state.get(), &line, head_query, outcome = std::move(outcome)] {
                state->answered(line, outcome, head_query);
              });
        }
      });
}

void Delivery::State::answered(Line& line, const http::Outcome& outcome, bool head_query) {
  Verdict verdict = classify(outcome);
  line.detail = verdict.detail;
  if (verdict.kind == Verdict::Kind::Document) {
    ack_document = protocol::ack_document(std::get<http::Answer>(outcome).body, line.chain.id,
                                          head_query ? nonce : protocol::Nonce{});
    auto opened = protocol::open_ack(ack_document, grant->document.sign_key);
    if (opened) {
      ack = std::move(*opened);
      ack_is_fresh = head_query;
      hear_of_packs();
      compare_ack(line);
      return;
    }
    line.detail = opened.error().context;
    verdict = {Verdict::Kind::NotTheCounty, Trouble::NotTheCounty, {}, line.detail};
    if (opened.error().code == ErrorCode::Refused) {
      ask_rotations(line, std::move(verdict));
      return;
    }
  }
  if (verdict.kind == Verdict::Kind::KeyRetired) {
    ask_rotations(line, std::move(verdict));
    return;
  }
  on(line, RequestFailed{verdict});
}

// Whatever becomes of the entries: the county signed it.
void Delivery::State::hear_of_packs() {
  status.packs = ack.packs;
  if (ack_is_fresh) {
    status.county_time = std::pair(ack.county_time, now->monotonic);
  }
}

void Delivery::State::compare_ack(Line& line) {
  read_then(
      line,
      [reader = reader, chain = line.chain.number, through = ack.acknowledged_through,
       head = ack.head] { return reader->match(chain, through, head); },
      [](State& state, Line& compared, Match match) {
        const protocol::Ack& said = state.ack;
        if (match == Match::Differs) {
          compared.detail = "the county has another entry " +
                            std::to_string(said.acknowledged_through) + " of this journal";
        }
        state.on(compared, state.ack_is_fresh
                               ? Event{HeadAnswered{said.acknowledged_through, said.newest, match}}
                               : Event{BatchAnswered{said.acknowledged_through, match}});
      });
}

void Delivery::State::store_ack(Line& line) {
  std::vector<journal::SetAside> set_aside;
  for (const protocol::QuarantinedEntry& entry : ack.quarantined) {
    set_aside.push_back({entry.sequence, entry.reason});
  }
  journal::VerifiedAck verified;
  verified.chain = line.chain.number;
  verified.acknowledged_through = ack.acknowledged_through;
  verified.head_hash = ack.head;
  verified.archived_through = ack.archived_through;
  verified.set_aside = set_aside;
  verified.county_time = ack.county_time;
  verified.signed_document = ack_document;
  verified.is_fresh = ack_is_fresh;
  with.recorder.record_ack(std::move(verified), [weak = weak_from_this(), &line, set_aside,
                                                 received = now->wall](Result<void> stored) {
    const auto state = weak.lock();
    if (!state) {
      return;
    }
    state->arrived.push_back(
        [state = state.get(), &line, set_aside, received, stored = std::move(stored)] {
          if (stored) {
            state->ack_stored(line, set_aside, received);
          } else {
            line.detail = stored.error().context;
            state->on(line, AckNotStored{});
          }
        });
  });
}

void Delivery::State::ack_stored(Line& line, const std::vector<journal::SetAside>& set_aside,
                                 WallTime received) {
  if (line.is_current) {
    status.set_aside = set_aside;
  }
  status.last_ack_at = received;
  status.clock_skew_seconds = skew_seconds(received, ack.county_time);
  on(line, AckStored{});
  // The question of a chain with nothing to send is not asked again by itself (planner.cpp,
  // failed). Now that the county answers it is: the county may have lost what that chain held, and
  // a failure that is over is not to be told for ever.
  for (Line& other : lines) {
    const Trouble trouble = other.planner.trouble();
    const bool was_unanswered = other.planner.state() == Planner::State::Idle &&
                                trouble != Trouble::None && !is_of_one_chain(trouble);
    other.is_asked = other.is_asked || was_unanswered;
  }
}

}  // namespace outreach::client
