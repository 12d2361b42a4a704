// What the sounds are, as numbers.
#include "platform/sound/samples.h"

#include <algorithm>
#include <cstdlib>

#include "tests/support/catch.h"

namespace outreach {
namespace {

double seconds(const std::vector<std::int16_t>& samples) {
  return static_cast<double>(samples.size()) / kSamplesPerSecond;
}

int loudest(const std::vector<std::int16_t>& samples) {
  int most = 0;
  for (const std::int16_t sample : samples) {
    most = std::max(most, std::abs(int{sample}));
  }
  return most;
}

// How often it rises through nothing, a second: its pitch.
double pitch(const std::vector<std::int16_t>& samples) {
  int rises = 0;
  for (std::size_t i = 1; i < samples.size(); ++i) {
    rises += samples[i - 1] < 0 && samples[i] >= 0 ? 1 : 0;
  }
  return rises / seconds(samples);
}

TEST_CASE("Sound: a count is short, and over before the next tap can come", "[sound]") {
  const double length = seconds(samples_of(Sound::Counted));
  CHECK(length > 0.01);
  CHECK(length < 0.06);
}

TEST_CASE("Sound: a refusal is longer and far lower than a count", "[sound]") {
  const auto counted = samples_of(Sound::Counted);
  const auto refused = samples_of(Sound::Refused);
  CHECK(seconds(refused) > 4 * seconds(counted));
  CHECK(seconds(refused) < 0.5);
  CHECK(pitch(refused) > 100);
  CHECK(pitch(counted) > 4 * pitch(refused));
}

TEST_CASE("Sound: each begins and ends in silence, and is loud enough without being cut",
          "[sound]") {
  constexpr int kFull = 32'767;
  for (const Sound sound : {Sound::Counted, Sound::Refused}) {
    const auto samples = samples_of(sound);
    CHECK(samples.front() == 0);
    CHECK(samples.back() == 0);
    CHECK(loudest(samples) > kFull / 5);
    CHECK(loudest(samples) < kFull * 3 / 5);
  }
}

}  // namespace
}  // namespace outreach
