// 听一听: what is said, what ends it, and how long a listener counts as somebody there.
#include "app/core/resident.h"
#include "tests/app/core/stall.h"
#include "tests/support/catch.h"

namespace outreach::core {
namespace {

using Said = SpeechChanged::State;

void time_passes(Stall& stall, std::int64_t milliseconds) {
  Now now = stall.now();
  now.wall += std::chrono::milliseconds(milliseconds);
  now.monotonic.milliseconds += milliseconds;
  stall.set_time(now);
  stall.input(Tick{});
}

Stall with_listener() {
  Stall stall;
  stall.input(Intent{OpenToResidents{}});
  stall.input(Intent{BeginVisit{}});
  return stall;
}

template <typename Wanted>
int count_of(const Stall& stall) {
  int count = 0;
  for (const Command& command : stall.commands()) {
    count += std::holds_alternative<Wanted>(command) ? 1 : 0;
  }
  return count;
}

Speak last_spoken(const Stall& stall) {
  Speak last;
  for (const Command& command : stall.commands()) {
    if (const auto* spoken = std::get_if<Speak>(&command)) {
      last = *spoken;
    }
  }
  return last;
}

SpeechView speech(const Stall& stall) {
  return stall.view().frame.speech;
}

void voice_answers(Stall& stall, Said state) {
  stall.input(Event{SpeechChanged{last_spoken(stall).ticket, state}});
}

TEST_CASE("Listening: it is known which sentence is being said, until all of it was said",
          "[core][speech]") {
  Stall stall = with_listener();
  stall.input(Intent{Listen{{"one", "two"}}});
  CHECK_FALSE(speech(stall).sentence);
  const Ticket first = last_spoken(stall).ticket;
  stall.input(Event{SpeechChanged{first, Said::Saying, 1}});
  CHECK(speech(stall).sentence == std::size_t{1});
  stall.input(Intent{Listen{{"three"}}});
  CHECK_FALSE(speech(stall).sentence);
  stall.input(Event{SpeechChanged{first, Said::Saying, 1}});  // late
  CHECK_FALSE(speech(stall).sentence);
  voice_answers(stall, Said::Saying);
  CHECK(speech(stall).sentence == std::size_t{0});
  voice_answers(stall, Said::Ended);
  CHECK_FALSE(speech(stall).sentence);
}

TEST_CASE("Listening: the words are said in the visit's language and at its speed",
          "[core][speech]") {
  Stall stall = with_listener();
  stall.input(Intent{SetLanguage{Language::English}});
  stall.input(Intent{SetSpeechSpeed{SpeechSpeed::Slow}});
  CHECK(count_of<ChangeSpeechSpeed>(stall) == 0);  // nothing is being said
  stall.input(Intent{Listen{{"one", "two"}}});
  const Speak spoken = last_spoken(stall);
  CHECK(spoken.what == Speak::What::Words);
  CHECK(spoken.words == std::vector<std::string>{"one", "two"});
  CHECK(spoken.language == Language::English);
  CHECK(spoken.speed == SpeechSpeed::Slow);
  CHECK(speech(stall) == SpeechView{true, false, SpeechSpeed::Slow});
  stall.input(Intent{SetSpeechSpeed{SpeechSpeed::Quick}});
  CHECK(count_of<ChangeSpeechSpeed>(stall) == 1);
  CHECK(speech(stall).is_speaking);
  voice_answers(stall, Said::Saying);
  CHECK(speech(stall).is_speaking);
  voice_answers(stall, Said::Ended);
  CHECK_FALSE(speech(stall).is_speaking);
  CHECK(count_of<StopSpeech>(stall) == 0);  // it ended by itself
}

TEST_CASE("Listening: what somebody does next ends it, and so does what ends the visit",
          "[core][speech]") {
  const std::vector<Intent> ends{StopListening{}, GoTo{ScreenName::Residents},
                                 TurnPage{1},     SetLanguage{Language::English},
                                 EndVisit{},      EnterStaff{}};
  for (const Intent& end : ends) {
    INFO(end.index());
    Stall stall = with_listener();
    stall.input(Intent{Listen{{"一"}}});
    stall.input(end);
    CHECK(count_of<StopSpeech>(stall) == 1);
    CHECK_FALSE(speech(stall).is_speaking);
  }
  Stall stall = with_listener();
  stall.input(Intent{Listen{{"一"}}});
  stall.input(Intent{FitRoom{}});
  CHECK(count_of<StopSpeech>(stall) == 0);
  CHECK(speech(stall).is_speaking);
}

TEST_CASE("Listening: another tap on the same screen's words says those in their place",
          "[core][speech]") {
  Stall stall = with_listener();
  stall.input(Intent{Listen{{"一"}}});
  const Ticket first = last_spoken(stall).ticket;
  stall.input(Intent{Listen{{"二"}}});
  CHECK(count_of<StopSpeech>(stall) == 0);
  stall.input(Event{SpeechChanged{first, Said::Ended}});  // too late to mean anything
  CHECK(speech(stall).is_speaking);
}

TEST_CASE(
    "Listening: a listener counts as somebody who is there until 60 s after the last sentence",
    "[core][speech]") {
  Stall stall = with_listener();
  stall.input(Intent{Listen{{"一", "二"}}});
  for (int i = 0; i < 5; ++i) {
    time_passes(stall, 40'000);
    voice_answers(stall, Said::Saying);
  }
  CHECK_FALSE(stall.view().frame.still_there);
  voice_answers(stall, Said::Ended);
  time_passes(stall, 59'000);
  CHECK_FALSE(stall.view().frame.still_there);
  time_passes(stall, 1'000);
  CHECK(stall.view().frame.still_there);
}

TEST_CASE("Listening: an engine that hangs keeps nobody's visit", "[core][speech]") {
  Stall stall = with_listener();
  stall.input(Intent{Listen{{"一"}}});
  time_passes(stall, 60'000);
  CHECK(stall.view().frame.still_there);
  time_passes(stall, 30'000);
  CHECK(stall.view().frame.screen == ScreenName::Attract);
  CHECK(count_of<StopSpeech>(stall) == 1);
}

TEST_CASE("Listening: 还在吗 is asked aloud, is no sign of anybody, and stops when answered",
          "[core][speech]") {
  Stall stall = with_listener();
  time_passes(stall, 60'000);
  REQUIRE(stall.view().frame.still_there);
  CHECK(last_spoken(stall).what == Speak::What::StillThere);
  CHECK(count_of<Speak>(stall) == 1);
  time_passes(stall, 10'000);
  voice_answers(stall, Said::Saying);
  CHECK(stall.view().frame.still_there->seconds == 20);
  CHECK(count_of<Speak>(stall) == 1);  // once
  stall.input(Intent{StayHere{}});
  CHECK(count_of<StopSpeech>(stall) == 1);
  CHECK(stall.view().frame.screen == ScreenName::Residents);
}

TEST_CASE("Listening: without sound it is said so until the visit ends, and all else goes on",
          "[core][speech]") {
  Stall stall = with_listener();
  stall.input(Intent{Listen{{"一"}}});
  voice_answers(stall, Said::Unavailable);
  CHECK(speech(stall) == SpeechView{false, true, SpeechSpeed::Usual});
  stall.input(Intent{Listen{{"一"}}});
  time_passes(stall, 60'000);
  CHECK(count_of<Speak>(stall) == 1);
  stall.input(Intent{StayHere{}});
  stall.input(Intent{EndVisit{}});
  stall.input(Intent{BeginVisit{}});
  CHECK_FALSE(speech(stall).is_unavailable);  // a headset may have been plugged in
}

TEST_CASE("Listening: a visit's speed is gone with it, and nothing speaks on other screens",
          "[core][speech]") {
  Stall stall = with_listener();
  stall.input(Intent{SetSpeechSpeed{SpeechSpeed::Quick}});
  stall.input(Intent{EndVisit{}});
  stall.input(Intent{Listen{{"一"}}});  // on the attract screen
  CHECK(count_of<Speak>(stall) == 0);
  CHECK(speech(stall).speed == SpeechSpeed::Usual);
  Stall staff;
  staff.input(Intent{Listen{{"一"}}});
  staff.input(Intent{SetSpeechSpeed{SpeechSpeed::Quick}});
  CHECK(count_of<Speak>(staff) == 0);
  CHECK(speech(staff) == SpeechView{});
}

}  // namespace
}  // namespace outreach::core
