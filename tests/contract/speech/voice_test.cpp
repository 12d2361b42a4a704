// What every Voice keeps: the system's, where espeak-ng is, and the tests' own.
#include "platform/speech/voice.h"

#include "platform/process/process.h"
#include "platform/sound/samples.h"
#include "tests/support/catch.h"
#include "tests/support/fake_voice.h"

namespace outreach::testing {
namespace {

// Each: a voice that speaks where the machine lets it, and one that cannot.
struct SystemVoices {
  static bool is_here() {
    return process::run_to_end({SystemVoice::kUsual, "--version"}, std::chrono::seconds(60))
        .has_value();
  }
  SystemVoice there{"/nonexistent"};
  SystemVoice missing{"/nonexistent", "outreach-no-such-program"};
};

struct FakeVoices {
  FakeVoices() {
    missing.lose(true);
  }
  static bool is_here() {
    return true;
  }
  FakeVoice there;
  FakeVoice missing;
};

const Utterance kHello{"您好，想办什么事", VoiceLanguage::Chinese, SpeechSpeed::Usual};

TEMPLATE_TEST_CASE("Voice: words become sound, and no words none", "[speech]", SystemVoices,
                   FakeVoices) {
  TestType held;
  const process::Stopper stopper;
  if (!TestType::is_here()) {
    WARN("espeak-ng is not installed");
    return;
  }
  const auto said = held.there.speak(kHello, stopper);
  REQUIRE(said);
  CHECK(said->size() > kSamplesPerSecond / 4);
  CHECK(said->size() < 10 * kSamplesPerSecond);
  const auto nothing = held.there.speak({}, stopper);
  REQUIRE(nothing);
  CHECK(nothing->empty());
}

TEMPLATE_TEST_CASE("Voice: one that was stopped says nothing", "[speech]", SystemVoices,
                   FakeVoices) {
  TestType held;
  process::Stopper stopper;
  stopper.stop();
  const auto said = held.there.speak(kHello, stopper);
  REQUIRE_FALSE(said);
  CHECK(said.error().code == ErrorCode::Unavailable);
}

TEMPLATE_TEST_CASE("Voice: none there is a quiet error with words, each time", "[speech]",
                   SystemVoices, FakeVoices) {
  TestType held;
  const process::Stopper stopper;
  for (int round = 0; round < 2; ++round) {
    const auto said = held.missing.speak(kHello, stopper);
    REQUIRE_FALSE(said);
    CHECK(said.error().code == ErrorCode::Unavailable);
    CHECK_FALSE(said.error().context.empty());
  }
}

}  // namespace
}  // namespace outreach::testing
