// The county on the network: a listener in front of one worker that owns the ledger.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "platform/clock/clock.h"
#include "platform/http/listener.h"
#include "sync/ledger/ledger.h"

namespace outreach::county {

// Requests that wait for the ledger at once; above it a kiosk is told to come again. At 50 ms for
// each commit of a slow disk the last one waits about three seconds, and a mebibyte of body each
// bounds the memory.
inline constexpr std::size_t kQueuedRequestsMax = 64;

// Kiosks that were turned away come again spread over this time, not together.
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
  static Result<std::unique_ptr<Service>> start(ledger::Ledger ledger, const Clock& clock,
                                                const ServiceOptions& options, Log log,
                                                std::function<void()> failed);
  // Takes no more requests, finishes those in hand and closes the database.
  ~Service();

  std::uint16_t port() const;

 private:
  struct State;
  explicit Service(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace outreach::county
