// A WAV file of these samples, as recorders write one.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "platform/base/bytes.h"
#include "platform/wave/wave.h"

namespace outreach::testing {

inline Bytes wave_file(const std::vector<std::int16_t>& samples, int rate = kSamplesPerSecond,
                       int channels = 1) {
  Bytes file;
  const auto name = [&](std::string_view text) {
    file.insert(file.end(), text.begin(), text.end());
  };
  const auto little = [&](int value, int size) {
    for (int i = 0; i < size; ++i) {
      file.push_back(static_cast<std::uint8_t>(static_cast<unsigned>(value) >> (8 * i)));
    }
  };
  const int bytes = 2 * static_cast<int>(samples.size());
  name("RIFF");
  little(36 + bytes, 4);
  name("WAVEfmt ");
  little(16, 4);
  little(1, 2);
  little(channels, 2);
  little(rate, 4);
  little(rate * channels * 2, 4);
  little(channels * 2, 2);
  little(16, 2);
  name("data");
  little(bytes, 4);
  for (const std::int16_t sample : samples) {
    little(sample, 2);
  }
  return file;
}

}  // namespace outreach::testing
