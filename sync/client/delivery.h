// Delivery of entries to the county, as the control thread sees it: performs what the pure planners
// (planner.h; one for each chain of this kiosk's key) ask for, with the real transport, workers and
// journal. One request at a time; earlier epochs go first; what keeps one chain back (its own data,
// a history that the county has otherwise) does not keep the others. Never blocks.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "platform/clock/clock.h"
#include "platform/files/files.h"
#include "platform/http/transport.h"
#include "platform/random/random.h"
#include "platform/worker/worker.h"
#include "sync/client/enrolment.h"
#include "sync/client/recorder.h"
#include "sync/client/status_table.h"
#include "sync/journal/journal.h"
#include "sync/protocol/pack.h"

namespace outreach::client {

enum class Link {
  NotEnrolled,
  ByStick,  // enrolled, but no address of the county is known: sticks carry what waits
  Idle,     // nothing waits
  Sending,
  WaitingRetry,
  Held,  // trying again does not cure it; sync_now() tries once more
};
const char* name_of(Link link);

struct DeliveryStatus {
  // The journals have been read and the first tick came. Before, nothing below is known.
  bool has_begun = false;
  Link link = Link::NotEnrolled;
  Trouble trouble = Trouble::None;
  std::string detail;                      // for the log and support
  std::int64_t retry_in_milliseconds = 0;  // when WaitingRetry or Held
  std::int64_t waiting = 0;                // entries that no ack covers, of all chains of this key
  // Entries of chains of a key that is lost: nobody can sign for them, so they stay here.
  std::int64_t waiting_elsewhere = 0;
  journal::Sequence acknowledged_through = 0;      // of the current chain
  std::vector<journal::SetAside> set_aside;        // of the current chain
  std::optional<WallTime> last_ack_at;             // device time
  std::optional<std::int64_t> clock_skew_seconds;  // device minus county, at the last ack
  // What the newest ack of this run said of packs.
  std::vector<protocol::PackVersion> packs;
  // County and monotonic time of the newest answer to a head query of this run: nobody can have
  // kept it back, so it says what time it is, whatever this machine's clock says.
  std::optional<std::pair<WallTime, MonotonicTime>> county_time;

  // Nothing is being sent, and what may wait does not wait for the county: what has less need of
  // the line may use it for a moment.
  bool leaves_line_free() const {
    return link == Link::Idle ||
           ((link == Link::WaitingRetry || link == Link::Held) && is_of_one_chain(trouble));
  }
};

// The county's history of the current chain is not ours, as fresh answers showed. `common`: the
// last entry both have. The owner begins a new epoch (Recorder::begin_epoch), unless it is at that
// already, and when that is done makes a new Delivery. Until then nothing more of the chain is
// sent; should it fail, this is called again later. This Delivery must outlive the call.
using Diverged = std::function<void(domain::EpochReason reason, journal::Sequence common)>;

struct DeliveryDependencies {
  http::Transport& transport;
  Worker& reading;  // reads the journal and builds batches
  Inbox& inbox;
  Recorder& recorder;
  Random& random;
  Files& files;  // of the grant; used on `reading`
  Diverged diverged{};
};

// Whose journal is delivered, and its current chain.
struct DeliveryTarget {
  Path folder;
  journal::JournalOptions options;
  journal::Identity identity;
  journal::ChainId chain;
  journal::ChainNumber chain_number = 0;
};

class Delivery {
 public:
  // `grant`: what enrolment pinned; none: nothing is ever sent, and the status is NotEnrolled.
  // Without an address in it nothing is sent either, and the status is ByStick.
  Delivery(DeliveryDependencies dependencies, DeliveryTarget target, std::optional<Grant> grant);
  ~Delivery();

  // Entries up to `newest` of the current chain are durable.
  void entries_recorded(journal::Sequence newest);
  // A person asks: skips every wait; where nothing waits, asks the county where it stands.
  void sync_now();
  void tick(Now now);  // once per turn, after inbox and transport were drained
  // How long the loop may sleep before the next tick, in milliseconds; none: until something
  // happens.
  std::optional<std::int64_t> wait_milliseconds(Now now) const;
  const DeliveryStatus& status() const;

 private:
  struct State;
  std::shared_ptr<State> state_;  // shared with answers under way, which may outlive this
};

}  // namespace outreach::client
