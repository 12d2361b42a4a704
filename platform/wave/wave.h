// WAV files (RIFF, PCM of 16 bits) as samples and back, and what a recorded clip is called. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/bytes.h"
#include "platform/base/result.h"

namespace outreach {

// Of one channel, a second. Enough for what a tablet's speaker gives.
inline constexpr int kSamplesPerSecond = 22'050;
// Three minutes of them, in bytes: far longer than any utterance.
inline constexpr std::size_t kWaveBytesMax = std::size_t{3} * 60 * 2 * kSamplesPerSecond;

// Of one channel, kSamplesPerSecond of them: of two the mean is taken, another rate is converted.
// A writer that could not know the length has put a larger one: what is there counts. InvalidInput:
// it is no such file.
Result<std::vector<std::int16_t>> samples_of_wave(ByteView wave);
// Of one channel, kSamplesPerSecond.
Bytes wave_of_samples(const std::vector<std::int16_t>& samples);

// The file of a recorded clip of these words, which are said in one breath
// (platform/text/spoken.h): their SHA-256 in lower-case hexadecimal, and ".wav".
std::string clip_name(std::string_view words);

}  // namespace outreach
