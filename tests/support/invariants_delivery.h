// The invariants of delivery, as functions that tests call: I6 when faults stop, everything
// arrives, in bounded steps and bytes; I7 while entries wait, something is under way or a timer is
// armed; I8 what is recorded is saved whatever the network does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>

#include "sync/client/delivery.h"
#include "tests/support/catch.h"

namespace outreach::testing::invariants {

// I7, after any event and with every answer that came dealt with. `under_way`: requests and jobs.
// Without an address the stick is the road, and a person carries it.
inline void check_no_wake_up_is_lost(const client::Delivery& delivery, std::size_t under_way,
                                     Now now) {
  const client::DeliveryStatus& status = delivery.status();
  if (status.has_begun && status.link != client::Link::NotEnrolled &&
      status.link != client::Link::ByStick && status.waiting > 0) {
    CHECK((under_way > 0 || delivery.wait_milliseconds(now).has_value()));
  }
}

// What delivering took, from some moment on.
struct Effort {
  std::size_t requests = 0;
  std::size_t bytes = 0;  // of the requests' bodies
};

// I6, of what `entries` waiting entries took while at most `mishaps` requests went wrong. An entry
// with the longest body there is in these tests has 300 bytes; batches grow from one entry at
// worst, and finding where two histories part takes a question for each doubling.
inline void check_effort_is_bounded(std::int64_t entries, std::size_t mishaps, Effort effort) {
  constexpr std::size_t kRequestsAlways = 40;
  constexpr std::size_t kRequestsAMishap = 4;
  constexpr std::size_t kEntriesARequest = 10;
  constexpr std::size_t kBytesARequest = 1'024;
  constexpr std::size_t kBytesAnEntry = 600;
  const auto waited = static_cast<std::size_t>(entries);
  const std::size_t most = kRequestsAlways + kRequestsAMishap * mishaps + waited / kEntriesARequest;
  CHECK(effort.requests <= most);
  CHECK(effort.bytes <= most * kBytesARequest + waited * kBytesAnEntry * (1 + mishaps));
}

// I8: `save` records something and runs what the recording worker has to do, while no request is
// answered; it says whether a person was told that it is saved.
inline void check_saving_waits_for_no_network(const std::function<bool()>& save,
                                              const std::function<std::size_t()>& answered) {
  const std::size_t before = answered();
  CHECK(save());
  CHECK(answered() == before);
}

}  // namespace outreach::testing::invariants
