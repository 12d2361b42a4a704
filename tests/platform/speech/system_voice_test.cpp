// Recorded clips, and espeak-ng as it is on this machine.
#include "platform/crypto/crypto.h"
#include "platform/process/process.h"
#include "platform/sound/samples.h"
#include "platform/speech/voice.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/wave_file.h"

namespace outreach {
namespace {

constexpr const char* kNoEngine = "outreach-no-such-program";

bool has_engine() {
  return process::run_to_end({SystemVoice::kUsual, "--version"}, std::chrono::seconds(60))
      .has_value();
}

Utterance usual(std::string words) {
  return {std::move(words), VoiceLanguage::Chinese, SpeechSpeed::Usual};
}

TEST_CASE("Speech: a recorded clip is preferred, and needs no engine", "[speech]") {
  const testing::TemporaryFolder folder;
  SystemFiles files;
  const std::string words = "您好";
  const std::vector<std::int16_t> recorded{1, 2, 3};
  REQUIRE(files.write_atomically(folder.path() / (to_hex(crypto::sha256(bytes_of(words))) + ".wav"),
                                 testing::wave_file(recorded), kEveryoneReads));
  SystemVoice voice(folder.path(), kNoEngine);
  const process::Stopper stopper;
  const auto said = voice.speak(usual(words), stopper);
  REQUIRE(said);
  CHECK(*said == recorded);
  CHECK_FALSE(voice.speak(usual("您早"), stopper));
}

TEST_CASE(
    "Speech: the utterance's own clip comes before the program's, and one that is gone is none",
    "[speech]") {
  const testing::TemporaryFolder folder;
  SystemFiles files;
  const std::vector<std::int16_t> ours{1, 2, 3};
  const std::vector<std::int16_t> theirs{4, 5};
  REQUIRE(files.write_atomically(folder.path() / clip_name("您好"), testing::wave_file(ours),
                                 kEveryoneReads));
  REQUIRE(
      files.write_atomically(folder.path() / "county", testing::wave_file(theirs), kEveryoneReads));
  SystemVoice voice(folder.path(), kNoEngine);
  const process::Stopper stopper;
  Utterance utterance = usual("您好");
  utterance.clip = folder.path() / "county";
  const auto recorded = voice.speak(utterance, stopper);
  REQUIRE(recorded);
  CHECK(*recorded == theirs);
  REQUIRE(files.write_atomically(utterance.clip, bytes_of("noise"), kEveryoneReads));
  const auto spoiled = voice.speak(utterance, stopper);
  REQUIRE(spoiled);
  CHECK(*spoiled == ours);
  REQUIRE(files.remove(utterance.clip));
  CHECK(voice.speak(utterance, stopper).has_value());
}

TEST_CASE("Speech: a file that is no clip is not heard", "[speech]") {
  const testing::TemporaryFolder folder;
  SystemFiles files;
  REQUIRE(
      files.write_atomically(folder.path() / (to_hex(crypto::sha256(bytes_of("您好"))) + ".wav"),
                             bytes_of("noise"), kEveryoneReads));
  SystemVoice voice(folder.path(), kNoEngine);
  const process::Stopper stopper;
  CHECK_FALSE(voice.speak(usual("您好"), stopper));
}

TEST_CASE("Speech: an engine that makes nothing of it is an error", "[speech]") {
  const process::Stopper stopper;
  for (const char* broken : {"true", "false"}) {
    SystemVoice voice("/nonexistent", broken);
    const auto said = voice.speak(usual("您好"), stopper);
    REQUIRE_FALSE(said);
    CHECK(said.error().code == ErrorCode::Unavailable);
  }
}

TEST_CASE("Speech: espeak-ng takes as long for a sentence as a person, and longer when slow",
          "[speech]") {
  if (!has_engine()) {
    WARN("espeak-ng is not installed");
    return;
  }
  SystemVoice voice("/nonexistent");
  const process::Stopper stopper;
  const std::string sentence = "二零二二年五月一日起施行";  // twelve syllables
  const auto length = [&](SpeechSpeed speed) {
    const auto said = voice.speak({sentence, VoiceLanguage::Chinese, speed}, stopper);
    REQUIRE(said);
    return static_cast<double>(said->size()) / kSamplesPerSecond;
  };
  const double usual_length = length(SpeechSpeed::Usual);
  CHECK(usual_length > 1.5);
  CHECK(usual_length < 8);
  CHECK(length(SpeechSpeed::Slow) > usual_length);
  CHECK(length(SpeechSpeed::Quick) < usual_length);
  const auto english = voice.speak({"Hello", VoiceLanguage::English, SpeechSpeed::Usual}, stopper);
  REQUIRE(english);
  CHECK(english->size() > kSamplesPerSecond / 5);
  CHECK(english->size() < 3 * kSamplesPerSecond);
}

}  // namespace
}  // namespace outreach
