// 听一听 through the shell: what the voice is told, when it ends, and a machine without one.
#include "tests/app/kiosk/windowless_kiosk.h"

namespace outreach::kiosk {
namespace {

class ListeningKiosk : public WindowlessKiosk {
 public:
  explicit ListeningKiosk(bool has_voice = true, bool has_speaker = true) {
    voice_.lose(!has_voice);
    speaker_.plug(has_speaker);
    start();
    say(core::OpenToResidents{});
    say(core::BeginVisit{});
  }
  core::FrameView frame() const {
    return shell_->view().frame;
  }
  // Until all of it was heard; which sentences were being said, one after the other.
  std::vector<std::size_t> until_ended() {
    std::vector<std::size_t> sentences;
    while (frame().speech.is_speaking) {
      shell_->turn();
      const auto sentence = frame().speech.sentence;
      if (sentence && (sentences.empty() || sentences.back() != *sentence)) {
        sentences.push_back(*sentence);
      }
      if (const auto wait = shell_->wait_milliseconds(); wait && *wait <= kLongest) {
        clock_.advance(std::chrono::milliseconds(*wait));
      } else {
        REQUIRE(woken_.wait());
      }
    }
    return sentences;
  }
  void wait_in_vain() {
    clock_.advance(std::chrono::milliseconds(60'000));
    shell_->input(core::Tick{});
  }
  // Both once it has ended, and so has the thread that speaks.
  const std::vector<Utterance>& told() const {
    REQUIRE(shell_ == nullptr);
    return voice_.said();
  }
  const testing::FakeSpeaker& speaker() const {
    REQUIRE(shell_ == nullptr);
    return speaker_;
  }

 private:
  // What the fake says takes half a second; what else the shell waits for takes longer.
  static constexpr std::int64_t kLongest = 800;
};

TEST_CASE("Shell: each sentence is said in its language, numbers in words", "[shell][speech]") {
  ListeningKiosk kiosk;
  kiosk.say(core::SetSpeechSpeed{core::SpeechSpeed::Slow});
  kiosk.say(core::Listen{{"15日内答复。点 English", "——"}});
  CHECK(kiosk.frame().speech.is_speaking);
  kiosk.until_ended();
  kiosk.close();
  CHECK(kiosk.told() ==
        std::vector<Utterance>{{"十五日内答复", VoiceLanguage::Chinese, SpeechSpeed::Slow},
                               {"点", VoiceLanguage::Chinese, SpeechSpeed::Slow},
                               {"English", VoiceLanguage::English, SpeechSpeed::Slow}});
  CHECK(kiosk.speaker().said().size() == 3);
  CHECK(kiosk.speaker().is_silent());
}

TEST_CASE("Shell: a sentence in two languages is one, and one of which nothing is said is none",
          "[shell][speech]") {
  ListeningKiosk kiosk;
  kiosk.say(core::Listen{{"点 English 这里", "——", "返回"}});
  CHECK(kiosk.until_ended() == std::vector<std::size_t>{0, 2});
}

TEST_CASE("Shell: leaving the screen, and closing the program, silence it", "[shell][speech]") {
  ListeningKiosk kiosk;
  kiosk.say(core::Listen{{"一。二。三。四。五"}});
  kiosk.say(core::EndVisit{});
  CHECK_FALSE(kiosk.frame().speech.is_speaking);
  kiosk.say(core::BeginVisit{});
  kiosk.say(core::Listen{{"六。七。八"}});
  kiosk.close();
  CHECK(kiosk.told().size() <= 2);
  CHECK(kiosk.speaker().is_silent());
}

TEST_CASE("Shell: 还在吗 is asked aloud", "[shell][speech]") {
  ListeningKiosk kiosk;
  kiosk.wait_in_vain();
  REQUIRE(kiosk.frame().still_there);
  CHECK(kiosk.frame().speech.is_speaking);
  kiosk.until_ended();
  CHECK(kiosk.frame().still_there);  // it is no sign of anybody
  kiosk.close();
  CHECK(kiosk.told().size() == 1);
}

TEST_CASE("Shell: without a voice or without a speaker it is said so, and all else goes on",
          "[shell][speech]") {
  for (const bool has_voice : {false, true}) {
    ListeningKiosk kiosk(has_voice, !has_voice);
    kiosk.say(core::Listen{{"您好"}});
    kiosk.until([](const core::View& view) { return view.frame.speech.is_unavailable; });
    CHECK_FALSE(kiosk.frame().speech.is_speaking);
    kiosk.say(core::SetTypeSize{core::TypeSize::Largest});
    CHECK(kiosk.frame().type_size == core::TypeSize::Largest);
  }
}

}  // namespace
}  // namespace outreach::kiosk
