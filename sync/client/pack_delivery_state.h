// What a PackDelivery holds. Private to sync/client.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sync/client/pack_delivery.h"

namespace outreach::client {

struct PackDelivery::State : std::enable_shared_from_this<State> {
  State(PackDependencies given, std::string url, std::string pack, std::uint64_t taken)
      : with(std::move(given)),
        county_url(std::move(url)),
        name(std::move(pack)),
        planner(taken, with.random) {}

  PackDependencies with;
  std::string county_url;
  std::string name;
  PackPlanner planner;
  std::string detail;
  std::optional<Now> now;  // of the newest tick
  // What came from the worker and the network since then: it is looked at in the next tick, which
  // knows the time, so that a wait is counted from when its cause was heard.
  std::vector<std::function<void()>> arrived;
  PackTime time;
  bool line_is_free = false;
  // Of the version under way:
  Bytes document;
  std::optional<protocol::PackManifest> manifest;
  bool is_document_sound = false;  // it was considered, and may be again without asking
  std::vector<PackNeed> needs;
  std::size_t file = 0;       // in hand
  Bytes content;              // of it, as far as it came
  std::size_t kept_from = 0;  // where the newest piece begins in `content`

  void take_arrived();
  void on(const pack::Event& event);
  void perform(const pack::Action& action);
  void get(const std::string& path, std::uint64_t bytes, std::uint64_t bytes_max,
           std::vector<std::pair<std::string, std::string>> headers,
           void (State::*then)(const http::Outcome&));
  void ask_manifest(std::uint64_t version);
  void manifest_answered(const http::Outcome& outcome);
  void request_failed(const http::Outcome& outcome);
  void consider();
  void considered(PackStore::Considered result);
  void ask_piece(const pack::AskPiece& piece);
  void piece_answered(const http::Outcome& outcome);
  bool take(const http::Answer& answer);
  void finish_file();
  void install();
  void refused(const PackRefused& why);

  // Calls `step(state, result)` with what `ask` answers on the store's worker.
  template <typename Ask, typename Step>
  void work_then(Ask ask, Step step) {
    run_on(with.reading, with.inbox, std::move(ask),
           [weak = weak_from_this(), step = std::move(step)](auto result) {
             if (const auto state = weak.lock()) {
               state->arrived.push_back(
                   [state = state.get(), step = step, result = std::move(result)]() mutable {
                     step(*state, std::move(result));
                   });
             }
           });
  }
};

}  // namespace outreach::client
