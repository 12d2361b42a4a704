// How much current the machine has left, as Linux tells it. Any thread.
#pragma once

#include <cstdint>
#include <optional>

#include "platform/files/files.h"

namespace outreach {

// Where the kernel shows what feeds the machine, a folder each.
inline constexpr const char* kPowerSuppliesFolder = "/sys/class/power_supply";

// Every battery of the machine as one.
struct Battery {
  int percent = 0;  // 0..100
  enum class State {
    Discharging,
    Charging,
    Full,  // plugged in and not charging: full, or kept from charging
    Unknown,
  } state = State::Unknown;
  // Until it is empty, at the use of this moment; none: it is not discharging, or nothing says so.
  std::optional<std::int64_t> minutes_left{};
  bool operator==(const Battery&) const = default;
};

// What the folder says of the batteries that feed the machine; those of a mouse or a pen are none
// of them. None: it has no battery, or none that says how full it is. What cannot be read is left
// out.
std::optional<Battery> read_battery(Files& files, const Path& folder);

}  // namespace outreach
