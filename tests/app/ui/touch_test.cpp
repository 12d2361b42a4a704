#include "app/ui/touch.h"

#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

constexpr Rect kTouchScreen{0, 0, 1280, 800};
const TargetId kSave = target_id("", "save");
const TargetId kPlus = target_id("", "+1");
const TargetId kRow = target_id("", "row");
const TargetId kList = target_id("scroll", "list");

SceneTarget touch_target(const char* label, const Rect& rect, bool enabled = true,
                         bool counting = false) {
  return {target_id("", label), label, "", rect, kTouchScreen, enabled, counting, 0};
}

// A screen with a button, a counting button, a disabled one, and a row in a list that scrolls.
class Finger {
 public:
  Finger() {
    scene_.clear(1280, 800);
    scene_.add_target(touch_target("save", {0, 0, 200, 100}));
    scene_.add_target(touch_target("+1", {300, 0, 200, 100}, true, true));
    scene_.add_target(touch_target("off", {600, 0, 200, 100}, false));
    scene_.add_scroll(kList, {0, 200, 600, 400});
    scene_.add_target(touch_target("row", {0, 200, 600, 76}));
  }

  void send(TouchPhase phase, float x, float y) {
    touch.push({phase, x, y});
  }
  // Draws frames 16 ms apart until nothing is queued; true if `id` was clicked in one of them.
  bool frames(TargetId id, int count = 4) {
    bool clicked = false;
    for (int i = 0; i < count; ++i) {
      now.milliseconds += 16;
      touch.begin_frame(scene_, now);
      clicked = clicked || touch.clicked(id);
      offset = touch.scroll(kList, 2000, 400);
    }
    return clicked;
  }
  bool tap(TargetId id, float x, float y) {
    send(TouchPhase::Down, x, y);
    send(TouchPhase::Up, x, y);
    return frames(id);
  }
  void wait(std::int64_t milliseconds) {
    now.milliseconds += milliseconds;
  }

  Touch touch;
  MonotonicTime now{10'000};
  float offset = 0;

 private:
  Scene scene_;
};

TEST_CASE("Touch: acts on release, and is seen pressed for a frame before, however quick",
          "[touch]") {
  Finger finger;
  finger.send(TouchPhase::Down, 50, 50);
  finger.send(TouchPhase::Up, 50, 50);
  CHECK_FALSE(finger.frames(kSave, 1));
  CHECK(finger.touch.pressed(kSave));
  CHECK(finger.touch.moving());
  CHECK(finger.frames(kSave, 1));
  CHECK_FALSE(finger.touch.pressed(kSave));
  CHECK_FALSE(finger.frames(kSave, 1));
}

TEST_CASE("Touch: trembling within the slop still clicks, a drag does not", "[touch]") {
  Finger finger;
  finger.send(TouchPhase::Down, 50, 50);
  finger.send(TouchPhase::Move, 58, 52);
  finger.send(TouchPhase::Up, 58, 52);
  CHECK(finger.frames(kSave));
  finger.wait(1000);
  finger.send(TouchPhase::Down, 50, 50);
  finger.send(TouchPhase::Move, 80, 50);
  finger.send(TouchPhase::Move, 50, 50);
  finger.send(TouchPhase::Up, 50, 50);
  finger.frames(0, 1);
  CHECK_FALSE(finger.frames(kSave));
}

TEST_CASE("Touch: lifting the finger elsewhere clicks nothing", "[touch]") {
  Finger finger;
  finger.send(TouchPhase::Down, 195, 50);
  finger.send(TouchPhase::Up, 204, 50);
  CHECK_FALSE(finger.frames(kSave));
}

TEST_CASE("Touch: a second tap on the same button within 400 ms is a tremor", "[touch]") {
  Finger finger;
  CHECK(finger.tap(kSave, 50, 50));
  CHECK_FALSE(finger.tap(kSave, 50, 50));
  finger.wait(kRepeatGuardMs);
  CHECK(finger.tap(kSave, 50, 50));
}

TEST_CASE("Touch: another button may follow at once", "[touch]") {
  Finger finger;
  CHECK(finger.tap(kSave, 50, 50));
  CHECK(finger.tap(kPlus, 350, 50));
}

TEST_CASE("Touch: a counting button counts every deliberate tap and drops a bounce", "[touch]") {
  Finger finger;
  CHECK(finger.tap(kPlus, 350, 50));
  int counted = 1;
  for (int i = 0; i < 9; ++i) {
    finger.wait(kBounceGuardMs);
    counted += finger.tap(kPlus, 350, 50) ? 1 : 0;
  }
  CHECK(counted == 10);
  finger.send(TouchPhase::Down, 350, 50);
  finger.send(TouchPhase::Up, 350, 50);
  finger.wait(1000);
  CHECK(finger.frames(kPlus, 2));
  finger.send(TouchPhase::Down, 350, 50);
  finger.send(TouchPhase::Up, 350, 50);
  CHECK_FALSE(finger.frames(kPlus, 2));
}

TEST_CASE("Touch: a disabled button does nothing", "[touch]") {
  Finger finger;
  CHECK_FALSE(finger.tap(target_id("", "off"), 650, 50));
}

TEST_CASE("Touch: after a screen change touches are ignored for 300 ms", "[touch]") {
  Finger finger;
  finger.send(TouchPhase::Down, 50, 50);
  finger.frames(0, 1);
  finger.touch.screen_changed(finger.now);
  finger.send(TouchPhase::Up, 50, 50);
  CHECK_FALSE(finger.frames(kSave));
  CHECK_FALSE(finger.tap(kSave, 50, 50));
  finger.wait(kScreenGuardMs);
  CHECK(finger.tap(kSave, 50, 50));
}

TEST_CASE("Touch: dragging a list moves it by the finger's way and clicks nothing", "[touch]") {
  Finger finger;
  finger.send(TouchPhase::Down, 100, 250);
  finger.frames(0, 1);
  bool clicked = false;
  for (int y = 250; y >= 220; y -= 5) {
    finger.send(TouchPhase::Move, 100, static_cast<float>(y));
    clicked = finger.frames(kRow, 1) || clicked;
  }
  CHECK(finger.offset == Catch::Approx(30));
  finger.wait(200);
  finger.send(TouchPhase::Up, 100, 220);
  CHECK_FALSE((finger.frames(kRow) || clicked));
  CHECK(finger.offset == Catch::Approx(30));
  CHECK_FALSE(finger.touch.moving());
}

TEST_CASE("Touch: a thrown list glides on, comes to rest, and stays inside its content",
          "[touch]") {
  Finger finger;
  finger.send(TouchPhase::Down, 100, 550);
  finger.frames(0, 1);
  for (int y = 550; y >= 300; y -= 25) {
    finger.send(TouchPhase::Move, 100, static_cast<float>(y));
    finger.frames(0, 1);
  }
  finger.send(TouchPhase::Up, 100, 300);
  finger.frames(0, 1);
  const float released = finger.offset;
  CHECK(finger.touch.moving());
  finger.frames(0, 200);
  CHECK(finger.offset > released + 50);
  CHECK(finger.offset <= 1600);
  CHECK_FALSE(finger.touch.moving());
}

TEST_CASE("Touch: a finger on a gliding list stops it and clicks nothing", "[touch]") {
  Finger finger;
  finger.send(TouchPhase::Down, 100, 550);
  finger.frames(0, 1);
  for (int y = 550; y >= 300; y -= 25) {
    finger.send(TouchPhase::Move, 100, static_cast<float>(y));
    finger.frames(0, 1);
  }
  finger.send(TouchPhase::Up, 100, 300);
  finger.frames(0, 3);
  CHECK_FALSE(finger.tap(kRow, 100, 230));
  CHECK_FALSE(finger.touch.moving());
}

TEST_CASE("Touch: gloves wander further, and their second tap comes later", "[touch]") {
  const auto wandering_clicks = [](const TouchRules& rules, float wander) {
    Finger finger;
    finger.touch.set_rules(rules);
    finger.send(TouchPhase::Down, 50, 50);
    finger.send(TouchPhase::Move, 50 + wander, 50);
    finger.send(TouchPhase::Up, 50 + wander, 50);
    return finger.frames(kSave);
  };
  CHECK_FALSE(wandering_clicks(kBareRules, 20));
  CHECK(wandering_clicks(kGloveRules, 20));
  CHECK_FALSE(wandering_clicks(kGloveRules, kGloveSlop + 1));

  Finger gloved;
  gloved.touch.set_rules(kGloveRules);
  CHECK(gloved.tap(kSave, 50, 50));
  gloved.wait(kRepeatGuardMs);
  CHECK_FALSE(gloved.tap(kSave, 50, 50));
  gloved.wait(kGloveRepeatGuardMs);
  CHECK(gloved.tap(kSave, 50, 50));
}

TEST_CASE("Touch: a flood of input neither grows without bound nor clicks twice", "[touch]") {
  Finger finger;
  for (int i = 0; i < 10'000; ++i) {
    finger.send(TouchPhase::Down, 50, 50);
    finger.send(TouchPhase::Up, 50, 50);
  }
  int clicks = 0;
  int frames = 0;
  while (finger.touch.moving() && frames < 1000) {
    clicks += finger.frames(kSave, 1) ? 1 : 0;
    ++frames;
  }
  CHECK(frames < 1000);
  CHECK(clicks <= 1 + frames * 16 / kRepeatGuardMs);
}

}  // namespace
}  // namespace outreach::ui
