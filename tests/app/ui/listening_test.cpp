// 听一听, by a person's taps.
#include <algorithm>

#include "tests/app/ui/visitor.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

using Heard = std::vector<std::string>;

TEST_CASE("Listening: residents' home is said from its greeting to its last button", "[screens]") {
  Visitor person("residents");
  const auto intent = person.tap("听一听");
  REQUIRE(intent.has_value());
  REQUIRE(std::holds_alternative<core::Listen>(*intent));
  const Heard words = std::get<core::Listen>(*intent).words;
  REQUIRE(words.size() >= 6);
  CHECK(words.front().find("您好") != std::string::npos);
  CHECK(words.back().find("工作人员") != std::string::npos);
  const auto has = [&](const char* wanted) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& text) {
      return text.find(wanted) != std::string::npos;
    });
  };
  CHECK(has("可以点"));
  CHECK(has("大"));
  CHECK_FALSE(has("听一听"));
}

TEST_CASE("Listening: while it is said the same button stops it, and its speed goes round",
          "[screens]") {
  Visitor person("residents-listening");
  CHECK(person.scene().sees("停"));
  CHECK(person.tap("听一听") == core::Intent(core::StopListening{}));
  CHECK(person.tap("语速") == core::Intent(core::SetSpeechSpeed{core::SpeechSpeed::Quick}));
  person.sample().view.frame.speech.speed = core::SpeechSpeed::Quick;
  CHECK(person.tap("语速") == core::Intent(core::SetSpeechSpeed{core::SpeechSpeed::Slow}));
  person.sample().view.frame.speech.speed = core::SpeechSpeed::Slow;
  person.frame();
  CHECK(person.scene().sees("慢"));
  CHECK(person.tap("语速") == core::Intent(core::SetSpeechSpeed{core::SpeechSpeed::Usual}));
}

TEST_CASE("Listening: without sound the button says so and does nothing", "[screens]") {
  Visitor person("residents-no-sound");
  CHECK(person.scene().sees("没有声音"));
  CHECK(person.scene().find_targets("听一听").empty());
  CHECK(person.scene().find_targets("没有声音").empty());
}

TEST_CASE("Listening: where somebody writes, the page is said, and no key and nothing typed",
          "[screens]") {
  Visitor person("ask-words-english");
  const auto intent = person.tap("听一听");
  REQUIRE(intent.has_value());
  REQUIRE(std::holds_alternative<core::Listen>(*intent));
  const Heard words = std::get<core::Listen>(*intent).words;
  CHECK(words.back() == "返回");
  for (const SceneTarget& target : person.scene().targets()) {
    if (target.group.find("keyboard") != std::string::npos) {
      INFO(target.label);
      CHECK(std::find(words.begin(), words.end(), target.label) == words.end());
    }
  }
}

TEST_CASE("Listening: no button stands on the attract screen or on staff's", "[screens]") {
  for (const char* name : {"attract", "handout", "home"}) {
    INFO(name);
    CHECK(Visitor(name).scene().find_targets("听一听").empty());
  }
}

}  // namespace
}  // namespace outreach::ui
