// One request over a transport, waited for.
#pragma once

#include <optional>
#include <utility>
#include <variant>

#include "platform/http/transport.h"
#include "tests/support/catch.h"
#include "tests/support/signal.h"

namespace outreach::testing {

// `woken` is raised by the transport's wake.
inline http::Outcome exchange(http::Transport& transport, Signal& woken, http::Request request) {
  std::optional<http::Outcome> outcome;
  transport.start(std::move(request), [&outcome](http::Outcome given) { outcome = std::move(given); });
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
