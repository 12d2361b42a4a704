// What a Delivery holds. Private to sync/client.
#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "sync/client/batch_builder.h"
#include "sync/client/delivery.h"
#include "sync/client/planner.h"
#include "sync/protocol/ack.h"

namespace outreach::client {

// As far as a journal has come, and as far as its acks go.
struct Progress {
  journal::Head head;
  journal::AckState ack;
};

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

}  // namespace outreach::client
