// What a Delivery holds. Private to sync/client.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sync/client/batch_builder.h"
#include "sync/client/chain_reader.h"
#include "sync/client/delivery.h"
#include "sync/client/planner.h"
#include "sync/protocol/ack.h"

namespace outreach::client {

// The delivery of one chain.
struct Line {
  Line(ChainProgress progress, bool is_current, Random& random);

  journal::ChainRow chain;
  bool is_current;
  journal::Sequence newest;  // to be delivered
  Planner planner;
  bool rests;  // all of it is in the county's backup: not asked about at the start
  bool is_asked = false;
  std::string detail;

  std::int64_t waiting() const;
  // It waits for something that every chain needs: the county, or the way to it.
  bool waits_for_the_county() const;
};

struct Delivery::State : std::enable_shared_from_this<Delivery::State> {
  State(DeliveryDependencies given, DeliveryTarget to, std::optional<Grant> granted)
      : with(std::move(given)), target(std::move(to)), grant(std::move(granted)) {}

  DeliveryDependencies with;
  DeliveryTarget target;
  std::optional<Grant> grant;
  std::shared_ptr<ChainReader> reader;    // this and the next: used on the background worker only
  std::shared_ptr<BatchBuilder> builder;  // none without a grant
  bool is_read = false;
  std::optional<std::int64_t> read_again_at;  // when the journals could not be read
  std::deque<Line> lines;                     // of this kiosk's key, oldest first
  // Of the one exchange under way:
  BuiltBatch built;
  protocol::Ack ack;
  Bytes ack_document;
  bool ack_is_fresh = false;
  protocol::Nonce nonce{};
  std::optional<Now> now;  // of the newest tick; nothing is begun before the first
  // What came from workers and the network since then: it is looked at in the next tick, which
  // knows the time. A wait is counted from when its cause was heard, not from when it was asked.
  std::vector<std::function<void()>> arrived;
  journal::Sequence newest = 0;
  DeliveryStatus status;

  void read();
  void have_read(Result<std::vector<ChainProgress>> progress);
  void take_arrived();
  void go_on();
  void go_on(Line& line, bool may_ask);
  void on(Line& line, const Event& event);
  void perform(Line& line, const Action& action);
  void ask_head(Line& line, journal::Sequence newest_stated);
  void probe(Line& line, const Probe& what);
  void build(Line& line, const BuildBatch& what);
  void post_batch(Line& line);
  void store_ack(Line& line);
  void ack_stored(Line& line, const std::vector<journal::SetAside>& set_aside, WallTime received);
  void send(Line& line, const char* path, Bytes body, bool head_query);
  void answered(Line& line, const http::Outcome& outcome, bool head_query);
  void hear_of_packs();
  void compare_ack(Line& line);
  bool has_line() const {
    return grant && !grant->county_url.empty();
  }
  void make_builder();
  // The county may have new keys: asks what it announced, and goes on with them where that leads on
  // from what is pinned; else `otherwise` is what came of the request.
  void ask_rotations(Line& line, Verdict otherwise);
  void rotations_answered(Line& line, const http::Outcome& outcome, const Verdict& otherwise);
  bool are_the_newest(const std::vector<std::string>& documents) const;
  void keys_followed(Line& line, const Result<Grant>& followed, const Verdict& otherwise);
  bool is_under_way() const;
  std::optional<std::int64_t> due() const;
  void refresh_status();

  // Calls `step(state, line, result)` with what `ask` answers on the background worker, and lets
  // delivery go on.
  template <typename Ask, typename Step>
  void read_then(Line& line, Ask ask, Step step) {
    run_on(with.reading, with.inbox, std::move(ask),
           [weak = weak_from_this(), &line, step = std::move(step)](auto result) {
             const auto state = weak.lock();
             if (!state) {
               return;
             }
             state->arrived.push_back([state = state.get(), &line, step = std::move(step),
                                       result = std::move(result)]() mutable {
               if (!result) {
                 line.detail = result.error().context;
                 state->on(line, ReadFailed{});
               } else {
                 step(*state, line, std::move(*result));
               }
             });
           });
  }
};

}  // namespace outreach::client
