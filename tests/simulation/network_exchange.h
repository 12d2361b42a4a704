// What the parts of a simulated line share. Private to network*.cpp.
#pragma once

#include <cstddef>

#include "platform/base/bytes.h"
#include "platform/http/transport.h"
#include "tests/simulation/dice.h"

namespace outreach::simulation {

// Line, headers and answer line of a request, as libcurl and the county write them.
inline constexpr std::size_t kRequestHead = 160;
inline constexpr std::size_t kAnswerHead = 110;

inline void flip(Bytes& bytes, Dice& dice) {
  if (!bytes.empty()) {
    bytes[dice.below(bytes.size())] ^= static_cast<std::uint8_t>(1U << dice.below(8));
  }
}

inline http::Failure cut(const char* what) {
  return {http::Fault::Cut, what};
}

}  // namespace outreach::simulation
