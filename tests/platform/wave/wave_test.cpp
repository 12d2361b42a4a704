// WAV files, as engines and recorders write them.
#include "platform/wave/wave.h"

#include <cmath>
#include <string>

#include "tests/support/catch.h"
#include "tests/support/wave_file.h"

namespace outreach {
namespace {

using testing::wave_file;

constexpr const char* kStillThere =
    "927a4904174a3efeb6342801c855cb9b0a6565c131ab7ddaa98748dacf0da3ec.wav";

TEST_CASE("Wave: samples of our rate come out as they went in", "[sound]") {
  const std::vector<std::int16_t> samples{0, 1, -1, 32'767, -32'768};
  const auto read = samples_of_wave(wave_file(samples));
  REQUIRE(read);
  CHECK(*read == samples);
}

TEST_CASE("Wave: what is written is what is read, and what recorders write", "[sound]") {
  const std::vector<std::int16_t> samples{0, 1, -1, 32'767, -32'768};
  CHECK(wave_of_samples(samples) == wave_file(samples));
  CHECK(wave_of_samples({}) == wave_file({}));
}

TEST_CASE("Wave: a clip is called by the hash of its words", "[sound]") {
  CHECK(clip_name("您好") != clip_name("您早"));
  // printf '%s' '您还在吗' | sha256sum
  CHECK(clip_name("您还在吗") == kStillThere);
}

TEST_CASE("Wave: a length that the writer could not know is what is there", "[sound]") {
  Bytes file = wave_file({5, 6, 7});
  file[40] = 0x00;
  file[41] = 0xF0;
  file[42] = 0xFF;
  file[43] = 0x7F;
  const auto read = samples_of_wave(file);
  REQUIRE(read);
  CHECK(*read == std::vector<std::int16_t>{5, 6, 7});
}

TEST_CASE("Wave: two channels become their mean, and another rate ours", "[sound]") {
  const auto mean = samples_of_wave(wave_file({100, 200, -100, 300}, kSamplesPerSecond, 2));
  REQUIRE(mean);
  CHECK(*mean == std::vector<std::int16_t>{150, 100});
  const std::vector<std::int16_t> second(44'100, 1'000);
  const auto slower = samples_of_wave(wave_file(second, 44'100));
  REQUIRE(slower);
  CHECK(slower->size() == kSamplesPerSecond);
  CHECK(slower->front() == 1'000);
  CHECK(slower->back() == 1'000);
}

TEST_CASE("Wave: what is cut off or something else is refused, and never read beyond", "[sound]") {
  const Bytes whole = wave_file({1, 2, 3});
  constexpr std::size_t kHead = 44;
  for (std::size_t size = 0; size < kHead; ++size) {
    INFO(size);
    CHECK_FALSE(samples_of_wave(ByteView(whole).first(size)));
  }
  CHECK(samples_of_wave(ByteView(whole).first(kHead + 3))->size() == 1);
  for (const std::size_t wrong : {0U, 8U, 20U, 22U, 34U, 36U}) {  // names, kind, channels, bits
    Bytes other = whole;
    other[wrong] ^= 0x40U;
    INFO(wrong);
    CHECK_FALSE(samples_of_wave(other));
  }
}

}  // namespace
}  // namespace outreach
