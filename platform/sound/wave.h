// WAV files (RIFF, PCM of 16 bits) as samples. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "platform/base/bytes.h"
#include "platform/base/result.h"

namespace outreach {

// Of one channel, kSamplesPerSecond of them: of two the mean is taken, another rate is converted.
// A writer that could not know the length has put a larger one: what is there counts. InvalidInput:
// it is no such file.
Result<std::vector<std::int16_t>> samples_of_wave(ByteView wave);

}  // namespace outreach
