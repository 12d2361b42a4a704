// Sentences one after the other, with time and the worker under control.
#include "platform/speech/speech.h"

#include "tests/support/catch.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_speaker.h"
#include "tests/support/fake_voice.h"
#include "tests/support/manual_worker.h"

namespace outreach {
namespace {

using State = SpeechProgress::State;

constexpr std::chrono::milliseconds kOneUtterance{600};  // half a second, and the device's delay

Utterance chinese(const char* words) {
  return {words, VoiceLanguage::Chinese, SpeechSpeed::Usual};
}

struct SpeechBench {
  testing::FakeVoice voice;
  testing::FakeSpeaker speaker;
  testing::ManualWorker worker;
  Inbox inbox;
  testing::FakeClock clock;
  std::vector<State> told;
  std::string reason;
  Speech speech{voice, speaker, worker, inbox, [this](const SpeechProgress& progress) {
                  told.push_back(progress.state);
                  reason = progress.reason;
                }};

  // All that can be done at this moment.
  void turn() {
    worker.flush();
    inbox.drain();
    speech.turn(clock.now());
    worker.flush();
  }
  std::vector<std::string> said() const {
    std::vector<std::string> words;
    for (const Utterance& utterance : voice.said()) {
      words.push_back(utterance.words);
    }
    return words;
  }
};

using Words = std::vector<std::string>;

TEST_CASE("Speech: each is said when the one before has been heard, then its end is told",
          "[speech]") {
  SpeechBench bench;
  bench.speech.say({chinese("一"), chinese("二")});
  CHECK(bench.voice.said().empty());  // not on this thread
  bench.turn();
  CHECK(bench.said() == Words{"一"});
  CHECK(bench.told == std::vector{State::Saying});
  CHECK(bench.speech.wait_milliseconds(bench.clock.now()) == kOneUtterance.count());
  bench.clock.advance(kOneUtterance - std::chrono::milliseconds(1));
  bench.turn();
  CHECK(bench.said() == Words{"一"});
  bench.clock.advance(std::chrono::milliseconds(1));
  bench.turn();
  bench.turn();
  CHECK(bench.said() == Words{"一", "二"});
  CHECK_FALSE(bench.speaker.is_silent());
  bench.clock.advance(kOneUtterance);
  bench.turn();
  CHECK(bench.told == std::vector{State::Saying, State::Saying, State::Ended});
  CHECK_FALSE(bench.speech.is_speaking());
  CHECK(bench.speaker.is_silent());  // the device is given back
  CHECK_FALSE(bench.speech.wait_milliseconds(bench.clock.now()).has_value());
}

TEST_CASE("Speech: stopped, nothing more is made, heard or told", "[speech]") {
  SpeechBench bench;
  bench.speech.say({chinese("一"), chinese("二")});
  bench.turn();
  bench.speech.stop();
  bench.turn();
  CHECK(bench.speaker.is_silent());
  bench.clock.advance(10 * kOneUtterance);
  bench.turn();
  CHECK(bench.said() == Words{"一"});
  CHECK(bench.told == std::vector{State::Saying});
}

TEST_CASE("Speech: stopped before it was made, it is never made", "[speech]") {
  SpeechBench bench;
  bench.speech.say({chinese("一")});
  bench.speech.stop();
  bench.turn();
  CHECK(bench.voice.said().empty());
  CHECK(bench.speaker.said().empty());
  CHECK(bench.told.empty());
}

TEST_CASE("Speech: something else takes its place", "[speech]") {
  SpeechBench bench;
  bench.speech.say({chinese("一"), chinese("二")});
  bench.turn();
  bench.speech.say({chinese("三")});
  bench.turn();
  bench.clock.advance(kOneUtterance);
  bench.turn();
  CHECK(bench.said() == Words{"一", "三"});
  CHECK(bench.told == std::vector{State::Saying, State::Saying, State::Ended});
}

TEST_CASE("Speech: another speed holds from the next utterance on", "[speech]") {
  SpeechBench bench;
  bench.speech.say({chinese("一"), chinese("二")});
  bench.turn();
  bench.speech.set_speed(SpeechSpeed::Slow);
  bench.clock.advance(kOneUtterance);
  bench.turn();
  REQUIRE(bench.voice.said().size() == 2);
  CHECK(bench.voice.said()[0].speed == SpeechSpeed::Usual);
  CHECK(bench.voice.said()[1].speed == SpeechSpeed::Slow);
}

TEST_CASE("Speech: without a voice or a speaker it says why, gives up, and may be asked again",
          "[speech]") {
  SpeechBench bench;
  bench.voice.lose(true);
  bench.speech.say({chinese("一"), chinese("二")});
  bench.turn();
  CHECK(bench.told == std::vector{State::Unavailable});
  CHECK_FALSE(bench.reason.empty());
  CHECK_FALSE(bench.speech.is_speaking());
  bench.voice.lose(false);
  bench.speaker.plug(false);
  bench.speech.say({chinese("一")});
  bench.turn();
  CHECK(bench.told == std::vector{State::Unavailable, State::Unavailable});
  bench.speaker.plug(true);
  bench.speech.say({chinese("一")});
  bench.turn();
  CHECK(bench.told.back() == State::Saying);
}

TEST_CASE("Speech: nothing to be said has ended at once", "[speech]") {
  SpeechBench bench;
  bench.speech.say({});
  CHECK(bench.told == std::vector{State::Ended});
}

}  // namespace
}  // namespace outreach
