// One request over a transport, waited for.
#pragma once

#include <cstdlib>
#include <optional>
#include <utility>
#include <variant>

#include "platform/http/transport.h"
#include "tests/support/catch.h"
#include "tests/support/signal.h"

namespace outreach::testing {

// A developer's proxy is not for loopback. Before any transport exists: the environment is not for
// two threads.
inline void forget_environment_proxies() {
  for (const char* name : {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY",
                           "no_proxy", "NO_PROXY"}) {
    ::unsetenv(name);
  }
}

// `woken` is raised by the transport's wake.
inline http::Outcome exchange(http::Transport& transport, Signal& woken, http::Request request) {
  std::optional<http::Outcome> outcome;
  transport.start(std::move(request),
                  [&outcome](http::Outcome given) { outcome = std::move(given); });
  while (!outcome) {
    REQUIRE(woken.wait());
    transport.poll();
  }
  return std::move(*outcome);
}

inline http::Fault fault_of(const http::Outcome& outcome) {
  REQUIRE(std::holds_alternative<http::Failure>(outcome));
  return std::get<http::Failure>(outcome).fault;
}

inline http::Answer answer_of(http::Outcome outcome) {
  if (const auto* failure = std::get_if<http::Failure>(&outcome)) {
    FAIL("no answer but " << http::name_of(failure->fault) << ": " << failure->detail);
  }
  return std::get<http::Answer>(std::move(outcome));
}

}  // namespace outreach::testing
