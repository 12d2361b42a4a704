// What every Speaker keeps: the system's, on the driver that nobody hears, and the tests' own.
#include "platform/sound/speaker.h"

#include "tests/support/catch.h"
#include "tests/support/fake_speaker.h"

namespace outreach::testing {
namespace {

// Each: a speaker that can be opened, and one that cannot.
struct System {
  SystemSpeaker there{SystemSpeaker::kSilent};
  SystemSpeaker missing{"no such driver"};
};

struct Fake {
  Fake() {
    missing.plug(false);
  }
  FakeSpeaker there;
  FakeSpeaker missing;
};

TEMPLATE_TEST_CASE("Speaker: sounds are begun one upon the other, and nobody waits for their end",
                   "[sound]", System, Fake) {
  TestType held;
  for (int i = 0; i < 100; ++i) {
    CHECK(held.there.play(Sound::Counted));
    CHECK(held.there.play(Sound::Refused));
  }
}

TEMPLATE_TEST_CASE("Speaker: samples are begun in place of others, stopped, and begun anew",
                   "[sound]", System, Fake) {
  TestType held;
  const std::vector<std::int16_t> second(kSamplesPerSecond, 1'000);
  held.there.stop();  // before anything was heard
  for (int round = 0; round < 3; ++round) {
    CHECK(held.there.play(second));
    CHECK(held.there.play(second));
    held.there.stop();
  }
  CHECK(held.there.play(Sound::Counted));
  CHECK(held.there.play(std::vector<std::int16_t>{}));
  held.there.stop();
  held.there.stop();
  CHECK_FALSE(held.missing.play(second));
  held.missing.stop();
}

TEMPLATE_TEST_CASE("Speaker: none there is a quiet error with words, each time", "[sound]", System,
                   Fake) {
  TestType held;
  for (int round = 0; round < 2; ++round) {
    const auto played = held.missing.play(Sound::Counted);
    REQUIRE_FALSE(played);
    CHECK(played.error().code == ErrorCode::Unavailable);
    CHECK_FALSE(played.error().context.empty());
  }
}

TEMPLATE_TEST_CASE("Speaker: one that was missing takes nothing from the next", "[sound]", System,
                   Fake) {
  TestType held;
  CHECK_FALSE(held.missing.play(Sound::Refused));
  CHECK(held.there.play(Sound::Refused));
}

TEST_CASE("Speaker: the fake remembers what was heard, and plays once it is plugged in",
          "[sound]") {
  FakeSpeaker speaker;
  speaker.plug(false);
  CHECK_FALSE(speaker.play(Sound::Counted));
  speaker.plug(true);
  CHECK(speaker.play(Sound::Refused));
  CHECK(speaker.played() == std::vector<Sound>{Sound::Refused});
  CHECK(speaker.tried() == 2);
}

}  // namespace
}  // namespace outreach::testing
