// Delivery of entries to the county, as the control thread sees it: performs what the pure planner (planner.h) asks
// for, with the real transport, workers and journal. Never blocks.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/clock/clock.h"
#include "platform/http/transport.h"
#include "platform/random/random.h"
#include "platform/worker/worker.h"
#include "sync/client/enrolment.h"
#include "sync/client/recorder.h"
#include "sync/journal/journal.h"

namespace outreach::client {

enum class Link {
  NotEnrolled,
  Idle,          // nothing waits
  Sending,
  WaitingRetry,
  Held,          // trying again does not cure it; sync_now() tries once more
};
enum class Trouble {
  None,
  Unreachable,   // no route, no name, refused, cut
  NotTheCounty,  // something answered, but not with a valid signed ack: a sign-in page, a proxy
  Refused,       // the county does not know this kiosk, or revoked it
  Version,       // the county speaks another version
  Busy,          // 429, 503
  Timeout,
  Damaged,       // the county's head contradicts our chain, or our own data cannot be read
};
const char* name_of(Link link);
const char* name_of(Trouble trouble);

struct DeliveryStatus {
  Link link = Link::NotEnrolled;
  Trouble trouble = Trouble::None;
  std::string detail;                        // for the log and support
  std::int64_t retry_in_milliseconds = 0;    // when WaitingRetry
  std::int64_t waiting = 0;                  // entries no ack covers, as far as known
  journal::Sequence acknowledged_through = 0;  // of the current chain
  std::vector<journal::SetAside> set_aside;    // of the current chain
  std::optional<WallTime> last_ack_at;       // device time
  std::optional<std::int64_t> clock_skew_seconds;  // device minus county, at the last ack
};

struct DeliveryDependencies {
  http::Transport& transport;
  Worker& reading;       // reads the journal and builds batches
  Inbox& inbox;
  Recorder& recorder;
  Random& random;
};

class Delivery {
 public:
  // `grant`: what enrolment pinned; none: NotEnrolled until `enrolled`. `chain` is the kiosk's current one.
  Delivery(DeliveryDependencies dependencies, const Path& folder, const journal::JournalOptions& options,
           const journal::Identity& identity, std::optional<Grant> grant);
  ~Delivery();

  void entries_recorded();  // something new is durable
  void sync_now();          // a person asks: skip the wait
  void tick(Now now);       // once per turn, after inbox and transport were drained
  // How long the loop may sleep before the next tick, in milliseconds; none: until something happens.
  std::optional<std::int64_t> wait_milliseconds(Now now) const;
  const DeliveryStatus& status() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace outreach::client
