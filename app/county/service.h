// The county on the network: a listener in front of one worker that owns the ledger.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "platform/clock/clock.h"
#include "platform/http/listener.h"
#include "platform/random/random.h"
#include "sync/ledger/ledger.h"

namespace outreach::county {

// Requests that wait for the ledger at once: every kiosk of a large county in the same second, as
// after a power cut in the office. What their bodies weigh is bounded by the listener. Above it,
// and while the oldest has waited for kQueuedTimeMax, a kiosk is told to come again: it waits 20
// seconds for an answer, and one that comes later was stored for nothing and is asked for again.
inline constexpr std::size_t kQueuedRequestsMax = 1'200;
inline constexpr std::chrono::seconds kQueuedTimeMax{6};
// One commit for at most so many, so that the first does not wait for the work of all: 1 MiB is
// 30,000 entries, less than half a second.
inline constexpr std::size_t kGroupRequestsMax = 64;
inline constexpr std::size_t kGroupBytesMax = 1 << 20;

// Kiosks that were turned away come again spread over this time at random, not together; they may
// all stand behind one address.
inline constexpr int kRetryAfterLeastSeconds = 5;
inline constexpr int kRetryAfterMostSeconds = 30;

struct ServiceOptions {
  http::ListenerOptions listener;
  std::size_t queued_requests_max = kQueuedRequestsMax;
  bool log_trouble_only = false;
};

class Service {
 public:
  // One line without its end; any thread. Never names a person.
  using Log = std::function<void(const std::string&)>;

  // `failed`: the database is lost to this process and it must be started anew; called once, on the
  // worker's thread.
  // `random` is used on the listener's thread.
  static Result<std::unique_ptr<Service>> start(ledger::Ledger ledger, const Clock& clock,
                                                Random& random, const ServiceOptions& options,
                                                Log log, std::function<void()> failed);
  // Takes no more requests, finishes those in hand and closes the database.
  ~Service();

  std::uint16_t port() const;

 private:
  struct State;
  explicit Service(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace outreach::county
