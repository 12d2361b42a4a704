// The content pack in use, as a screen shows it.
#pragma once

#include <cstdint>
#include <optional>

#include "platform/base/time.h"

namespace outreach::core {

// Why the newest content pack (资料包) the county published is not here.
enum class ContentRefusal {
  None,
  BadSignature,
  Malformed,  // against the rules of packs, or with an answer that lacks its law
  Version,
  OlderThanSeen,
  Expired,
  ClockDoubted,
  NoSpace,
};

// The content pack in use. It can be put back to the one before by a tap.
struct ContentView {
  std::uint64_t version = 0;  // 0: none, what came with the program is in use
  std::optional<Date> made;
  std::optional<Date> expires;
  bool is_expired = false;     // by a clock that is believed
  std::uint64_t previous = 0;  // what a roll back brings; 0: nothing
  std::uint64_t arrived = 0;   // installed, and in use once the home screen is reached; 0: none
  ContentRefusal refusal = ContentRefusal::None;
  bool operator==(const ContentView&) const = default;
};

}  // namespace outreach::core
