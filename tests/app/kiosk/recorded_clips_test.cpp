// Which recorded clips a sentence is said from.
#include "app/kiosk/recorded_clips.h"

#include "platform/wave/wave.h"
#include "tests/support/catch.h"

namespace outreach::kiosk {
namespace {

RecordedClips clips_of(const std::vector<std::string>& words) {
  RecordedClips clips;
  for (const std::string& one : words) {
    clips.emplace(clip_name(one), "/clips/" + one);
  }
  return clips;
}

Utterance by_clip(const std::string& words) {
  return {words, VoiceLanguage::Chinese, SpeechSpeed::Usual, "/clips/" + words};
}

std::vector<Utterance> said(const std::string& words, const RecordedClips& clips) {
  return utterances_of({words, MessageLanguage::Chinese}, SpeechSpeed::Usual, clips);
}

std::vector<Utterance> by_engine(const std::string& words) {
  return {{words, VoiceLanguage::Chinese, SpeechSpeed::Usual}};
}

TEST_CASE("Clips: a sentence that was recorded whole is heard whole", "[shell][speech]") {
  const auto clips = clips_of({"打工的事", "打工的事，工钱", "工钱"});
  CHECK(said("打工的事", clips) == std::vector{by_clip("打工的事")});
  CHECK(said("打工的事，工钱", clips) == std::vector{by_clip("打工的事，工钱")});
  CHECK(said("村里的事", clips) == by_engine("村里的事"));
  CHECK(said("打工的事", {}) == by_engine("打工的事"));
}

TEST_CASE("Clips: a card's words and hint, recorded apart, are heard one after the other",
          "[shell][speech]") {
  const auto clips = clips_of({"打工的事", "工钱，合同，工伤"});
  CHECK(said("打工的事，工钱，合同，工伤", clips) ==
        std::vector{by_clip("打工的事"), by_clip("工钱，合同，工伤")});
  CHECK(said("打工的事，打工的事", clips) == std::vector{by_clip("打工的事"), by_clip("打工的事")});
}

TEST_CASE("Clips: a sentence of which a part is missing is said in one voice", "[shell][speech]") {
  const auto clips = clips_of({"打工的事", "工钱，合同，工伤"});
  CHECK(said("打工的事，社保", clips) == by_engine("打工的事，社保"));
  CHECK(said("社保，打工的事", clips) == by_engine("社保，打工的事"));
}

TEST_CASE("Clips: English pauses at its own commas", "[shell][speech]") {
  const auto clips = clips_of({"Work", "wages"});
  const auto both =
      utterances_of({"Work,wages", MessageLanguage::English}, SpeechSpeed::Slow, clips);
  REQUIRE(both.size() == 2);
  CHECK(both[0].words == "Work");
  CHECK(both[1].words == "wages");
  CHECK(both[1].language == VoiceLanguage::English);
  CHECK(both[1].speed == SpeechSpeed::Slow);
}

}  // namespace
}  // namespace outreach::kiosk
