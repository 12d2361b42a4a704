// What each sound is, as samples made in memory. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "platform/wave/wave.h"

namespace outreach {

enum class Sound {
  Counted,  // a short, bright click
  Refused,  // a longer, low tone, not to be mistaken for a click at a noisy stall
};

// kSamplesPerSecond of one channel. Whole, from silence to silence, so that nothing crackles.
std::vector<std::int16_t> samples_of(Sound sound);

}  // namespace outreach
