#include "platform/sound/samples.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace outreach {
namespace {

// A tone that is struck and dies away.
struct Strike {
  double hertz;
  int overtones;  // at twice and three times its pitch, each weaker
  double seconds;
  double decay;  // seconds in which it falls to a third
};

// High enough for small speakers, low enough for old ears, and over before the next tap.
constexpr Strike kCountedStrike{1'600, 0, 0.030, 0.006};
// The small speaker of a tablet hardly gives 220 Hz itself: the overtones carry it.
constexpr Strike kRefusedStrike{220, 2, 0.240, 0.110};

// Half of what there is: beside a voice, not over it.
constexpr double kLoudest = 16'000;
// Seconds of rising and of the last fall; a tone that starts or stops at once crackles.
constexpr double kEdge = 0.002;

double wave(const Strike& strike, double time) {
  double sum = 0;
  double whole = 0;
  for (int partial = 1; partial <= 1 + strike.overtones; ++partial) {
    sum += std::sin(2 * std::numbers::pi * strike.hertz * partial * time) / partial;
    whole += 1.0 / partial;
  }
  return sum / whole;
}

}  // namespace

std::vector<std::int16_t> samples_of(Sound sound) {
  const Strike& strike = sound == Sound::Counted ? kCountedStrike : kRefusedStrike;
  const auto count = static_cast<std::size_t>(strike.seconds * kSamplesPerSecond);
  std::vector<std::int16_t> samples(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double time = static_cast<double>(i) / kSamplesPerSecond;
    const double left = static_cast<double>(count - 1 - i) / kSamplesPerSecond;
    const double edges = std::min({1.0, time / kEdge, left / kEdge});
    const double height = kLoudest * edges * std::exp(-time / strike.decay);
    samples[i] = static_cast<std::int16_t>(std::lround(height * wave(strike, time)));
  }
  return samples;
}

}  // namespace outreach
