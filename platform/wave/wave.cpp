#include "platform/wave/wave.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>

#include "platform/crypto/crypto.h"

namespace outreach {
namespace {

constexpr std::size_t kRiffHead = 12;  // "RIFF", a length, "WAVE"
constexpr std::size_t kChunkHead = 8;  // a name, a length
constexpr std::size_t kFormatLeast = 16;
constexpr std::uint32_t kPcm = 1;
constexpr std::uint32_t kBits = 16;
constexpr std::uint32_t kChannelsMost = 2;
constexpr std::uint32_t kRateLeast = 8'000;
constexpr std::uint32_t kRateMost = 96'000;

std::uint32_t little(ByteView bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i) {
    value |= std::uint32_t{bytes[at + i]} << (8 * i);
  }
  return value;
}

struct WaveFormat {
  std::uint32_t channels = 0;
  std::uint32_t rate = 0;
};

std::optional<WaveFormat> format_of(ByteView chunk) {
  if (chunk.size() < kFormatLeast) {
    return std::nullopt;
  }
  const WaveFormat format{little(chunk, 2, 2), little(chunk, 4, 4)};
  const bool is_known = little(chunk, 0, 2) == kPcm && little(chunk, 14, 2) == kBits &&
                        format.channels >= 1 && format.channels <= kChannelsMost &&
                        format.rate >= kRateLeast && format.rate <= kRateMost;
  return is_known ? std::optional(format) : std::nullopt;
}

std::vector<std::int16_t> one_channel(ByteView data, std::uint32_t channels) {
  const std::size_t frame = 2 * std::size_t{channels};
  std::vector<std::int16_t> samples;
  samples.reserve(data.size() / frame);
  for (std::size_t at = 0; at + frame <= data.size(); at += frame) {
    int sum = 0;
    for (std::uint32_t i = 0; i < channels; ++i) {
      sum += static_cast<std::int16_t>(little(data, at + 2 * std::size_t{i}, 2));
    }
    samples.push_back(static_cast<std::int16_t>(sum / static_cast<int>(channels)));
  }
  return samples;
}

// Between two neighbours in proportion: speech has little above what this spoils.
std::vector<std::int16_t> at_our_rate(std::vector<std::int16_t> samples, std::uint32_t rate) {
  if (rate == kSamplesPerSecond || samples.empty()) {
    return samples;
  }
  const double step = static_cast<double>(rate) / kSamplesPerSecond;
  std::vector<std::int16_t> made(
      static_cast<std::size_t>(static_cast<double>(samples.size()) / step));
  for (std::size_t i = 0; i < made.size(); ++i) {
    const double place = static_cast<double>(i) * step;
    const auto before = std::min(static_cast<std::size_t>(place), samples.size() - 1);
    const auto after = std::min(before + 1, samples.size() - 1);
    const double share = place - static_cast<double>(before);
    made[i] = static_cast<std::int16_t>(
        std::lround(samples[before] * (1 - share) + samples[after] * share));
  }
  return made;
}

}  // namespace

Result<std::vector<std::int16_t>> samples_of_wave(ByteView wave) {
  const auto is_named = [&](std::size_t at, std::string_view name) {
    return text_of(wave.subspan(at, name.size())) == name;
  };
  const Error wrong{ErrorCode::InvalidInput, "it is no WAV file of 16 bits", 0};
  if (wave.size() < kRiffHead || !is_named(0, "RIFF") || !is_named(8, "WAVE")) {
    return wrong;
  }
  std::optional<WaveFormat> format;
  for (std::size_t at = kRiffHead; at + kChunkHead <= wave.size();) {
    const std::size_t content = at + kChunkHead;
    const std::size_t size = std::min<std::size_t>(little(wave, at + 4, 4), wave.size() - content);
    const ByteView chunk = wave.subspan(content, size);
    if (is_named(at, "fmt ")) {
      format = format_of(chunk);
    } else if (is_named(at, "data") && format) {
      return at_our_rate(one_channel(chunk, format->channels), format->rate);
    }
    at = content + size + size % 2;
  }
  return wrong;
}

Bytes wave_of_samples(const std::vector<std::int16_t>& samples) {
  constexpr std::uint32_t kSampleBytes = 2;
  constexpr std::uint32_t kHeadAfterRiff = 36;
  const auto bytes = static_cast<std::uint32_t>(samples.size()) * kSampleBytes;
  Bytes wave;
  wave.reserve(kHeadAfterRiff + kChunkHead + bytes);
  const auto name = [&](std::string_view text) {
    wave.insert(wave.end(), text.begin(), text.end());
  };
  const auto number = [&](std::uint32_t value, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
      wave.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    }
  };
  name("RIFF");
  number(kHeadAfterRiff + bytes, 4);
  name("WAVEfmt ");
  number(kFormatLeast, 4);
  number(kPcm, 2);
  number(1, 2);  // channels
  number(kSamplesPerSecond, 4);
  number(kSamplesPerSecond * kSampleBytes, 4);
  number(kSampleBytes, 2);
  number(kBits, 2);
  name("data");
  number(bytes, 4);
  for (const std::int16_t sample : samples) {
    number(static_cast<std::uint16_t>(sample), kSampleBytes);
  }
  return wave;
}

std::string clip_name(std::string_view words) {
  return to_hex(crypto::sha256(bytes_of(words))) + ".wav";
}

}  // namespace outreach
