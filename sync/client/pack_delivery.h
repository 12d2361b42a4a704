// A pack's way down, as the control thread sees it: performs what pack_planner.h asks for, with the
// transport of the entries' delivery and a store on a worker that is told. Never blocks.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "platform/clock/clock.h"
#include "platform/http/transport.h"
#include "platform/random/random.h"
#include "platform/worker/worker.h"
#include "sync/client/pack_planner.h"
#include "sync/client/pack_store.h"

namespace outreach::client {

struct PackStatus {
  std::optional<std::uint64_t> wanted;  // being fetched
  std::uint64_t bytes_left = 0;         // of it, as far as known
  std::optional<PackRefusal> refusal;   // why the newest version offered is not taken
  Trouble trouble = Trouble::None;
  std::string detail;  // for the log and support
  bool is_under_way = false;
};

struct PackDependencies {
  http::Transport& transport;
  Worker& reading;  // the store is used on it alone, by others too
  Inbox& inbox;
  Random& random;
  std::shared_ptr<PackStore> store;
  // A newer version is installed. Called on the control thread.
  std::function<void()> installed{};
};

class PackDelivery {
 public:
  // `name`: the pack's; `taken`: the highest version ever installed (PackStanding).
  PackDelivery(PackDependencies dependencies, std::string county_url, std::string name,
               std::uint64_t taken);
  ~PackDelivery();

  // A signed ack names this version.
  void offered(std::uint64_t version);
  // Another road brought this version, and it is installed.
  void installed_elsewhere(std::uint64_t version);
  void person_asked();
  // Once per turn, after the entries' delivery. `line_is_free`: it has nothing to send and does not
  // wait for the county. `time`: what is known of it now.
  void tick(Now now, bool line_is_free, PackTime time);
  std::optional<std::int64_t> wait_milliseconds(Now now) const;
  PackStatus status() const;
  const std::string& name() const;

 private:
  struct State;
  std::shared_ptr<State> state_;  // shared with answers under way, which may outlive this
};

}  // namespace outreach::client
