// Escape on a plugged keyboard: what the button that leads back does, on every screen.
#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "tests/app/ui/visitor.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

constexpr MonotonicTime kArrived{1'000};

std::vector<InputEvent> escape_pressed() {
  InputEvent event;
  event.kind = InputEvent::Kind::Key;
  event.key = Key::Escape;
  return {event};
}

std::vector<InputEvent> finger(TouchPhase phase, const Rect& on) {
  InputEvent event;
  event.touch = {phase, on.centre_x(), on.centre_y()};
  return {event};
}

// What came of it.
struct Came {
  std::optional<core::Intent> intent;
  Drafts drafts;
};

// A screen somebody has just come to, on a canvas of its own.
class Arrival {
 public:
  Arrival(Window& window, Sample sample)
      : window_(window), canvas_(window.fonts(), window.pictures()), sample_(std::move(sample)) {
    fit_to_room(sample_, window_.size());
    after({});
  }
  const Scene& scene() const {
    return canvas_.scene();
  }
  const Drafts& drafts() const {
    return sample_.drafts;
  }
  Came after(std::vector<InputEvent> inputs) {
    now_.milliseconds += 500;
    auto intent = show(window_, canvas_, sample_, now_, std::move(inputs));
    return {std::move(intent), sample_.drafts};
  }
  Came after_tapping(const Rect& rect) {
    after(finger(TouchPhase::Down, rect));
    return after(finger(TouchPhase::Up, rect));
  }

 private:
  Window& window_;
  Canvas canvas_;
  Sample sample_;
  MonotonicTime now_ = kArrived;
};

// What is read on them says that they lead back.
bool says_back(const std::string& label) {
  constexpr std::array kWordsBack{"返回", "关上", "不改了，返回"};
  return std::find(kWordsBack.begin(), kWordsBack.end(), label) != kWordsBack.end();
}

// How many of the samples can be left by Escape.
int walk_with_escape(int width, int height, float inches) {
  const auto window = open_window(width, height, inches);
  int left = 0;
  for (Sample& sample : sample_screens()) {
    INFO(sample.name << " at " << width << "x" << height);
    Arrival person(*window, sample);
    for (const SceneTarget& target : person.scene().targets()) {
      if (says_back(target.label)) {
        INFO(target.label);
        CHECK(target.leads_back);
      }
    }
    const SceneTarget* back = person.scene().way_back();
    if (back == nullptr) {
      const Drafts before = person.drafts();
      const Came escaped = person.after(escape_pressed());
      CHECK_FALSE(escaped.intent.has_value());
      CHECK(escaped.drafts == before);
      continue;
    }
    left += 1;
    sample.drafts = person.drafts();  // what typed words are kept in is the same for both
    const Came tapped = Arrival(*window, sample).after_tapping(back->rect);
    const Drafts before = person.drafts();
    const Came escaped = person.after(escape_pressed());
    CHECK(escaped.intent == tapped.intent);
    CHECK(escaped.drafts == tapped.drafts);
    CHECK((escaped.intent.has_value() || escaped.drafts != before));
  }
  return left;
}

constexpr int kWaysBackAtLeast = 30;

TEST_CASE("Escape: does what the button that leads back does, and nothing where there is none",
          "[screens][keyboard]") {
  CHECK(walk_with_escape(1280, 800, 10.1F) > kWaysBackAtLeast);
}

TEST_CASE("Escape: does the same on 7 inches", "[screens][keyboard]") {
  CHECK(walk_with_escape(1024, 600, 7) > kWaysBackAtLeast);
}

TEST_CASE("Escape: does the same hung upright", "[screens][keyboard]") {
  CHECK(walk_with_escape(800, 1280, 10.1F) > kWaysBackAtLeast);
}

TEST_CASE("Escape: leads out of a field with what was typed in it", "[screens][keyboard]") {
  {
    Visitor note("consultation-phrases");
    note.tap("加一句话");
    InputEvent words;
    words.kind = InputEvent::Kind::Text;
    words.text = "周三来";
    note.frame({words});
    REQUIRE(note.sample().drafts.consultation.typed_note == "周三来");
    note.frame(escape_pressed());
    CHECK_FALSE(note.sample().drafts.consultation.noting);
    CHECK(note.sample().drafts.consultation.note.empty());
    CHECK(note.sample().drafts.consultation.typed_note.empty());
  }
  CHECK(Visitor("question-typed").frame(escape_pressed()) ==
        core::Intent(core::GoTo{core::ScreenName::Consultation}));
}

TEST_CASE("Escape: leads back from a pad, and never past a lock", "[screens][keyboard]") {
  CHECK(Visitor("pin").frame(escape_pressed()) == core::Intent(core::LeavePin{}));
  for (const char* locked : {"lock", "lock-pin", "resume", "day", "clock-question"}) {
    INFO(locked);
    CHECK_FALSE(Visitor(locked).frame(escape_pressed()).has_value());
  }
  Visitor who("lock-who");
  CHECK_FALSE(who.frame(escape_pressed()).has_value());
  CHECK_FALSE(who.sample().drafts.lock.choosing_staff);
  CHECK_FALSE(who.frame(escape_pressed()).has_value());
}

TEST_CASE("Escape: takes what lies on top away first", "[screens][keyboard]") {
  Visitor person("home-more");
  person.sample().drafts.choosing_staff = true;
  person.frame();
  person.frame(escape_pressed());
  CHECK_FALSE(person.sample().drafts.choosing_staff);
  CHECK(person.sample().drafts.home.showing_more);
  person.frame();
  person.frame(escape_pressed());
  CHECK_FALSE(person.sample().drafts.home.showing_more);
}

}  // namespace
}  // namespace outreach::ui
