// The player against scenes as screens leave them behind.
#include "app/kiosk/script_player.h"

#include "tests/support/catch.h"

namespace outreach::kiosk {
namespace {

constexpr ui::Rect kScreen{0, 0, 1280, 800};

class Play {
 public:
  explicit Play(const std::string& text) : player_(*parse_script(text, "day.txt")) {
    scene_.clear(kScreen.w, kScreen.h);
  }

  void button(const std::string& label, const ui::Rect& rect, const std::string& group = {},
              bool enabled = true) {
    ui::SceneTarget target;
    target.id = ui::target_id(group, label);
    target.label = label;
    target.group = group;
    target.rect = rect;
    target.clip = kScreen;
    target.enabled = enabled;
    scene_.add_target(target);
    scene_.add_text(label, rect, kScreen, false);
  }
  void text(const std::string& words, const ui::Rect& rect) {
    scene_.add_text(words, rect, kScreen, false);
  }
  void cover(const ui::Rect& rect) {
    scene_.add_cover(rect, kScreen);
  }

  PlayerAction next(bool settled = true) {
    return player_.next(scene_, settled, {time_});
  }
  template <typename Action>
  Action next_is() {
    const PlayerAction action = next();
    REQUIRE(std::holds_alternative<Action>(action));
    return std::get<Action>(action);
  }
  // A whole tap; where it went.
  TouchDown tap() {
    next_is<PassTime>();
    const auto down = next_is<TouchDown>();
    next_is<TouchUp>();
    return down;
  }
  std::string failure() {
    next_is<Look>();
    time_ += kStepPatience.count();
    return next_is<FailShow>().message;
  }
  ui::Scene& scene() {
    return scene_;
  }

 private:
  ScriptPlayer player_;
  ui::Scene scene_;
  std::int64_t time_ = 1'000;
};

TEST_CASE("Player: taps the middle of the button with that text", "[script]") {
  Play play("tap \"发放\"");
  play.button("发放记录", {0, 0, 100, 50});
  play.button("发放", {200, 100, 100, 50});
  const TouchDown down = play.tap();
  CHECK(down.x == 250);
  CHECK(down.y == 125);
  play.next_is<EndShow>();
}

TEST_CASE("Player: the first in reading order where several match", "[script]") {
  Play play("tap \"+1\"");
  play.button("+1", {400, 300, 100, 50}, "b");
  play.button("+1", {0, 300, 100, 50}, "a");
  CHECK(play.tap().x == 50);
}

TEST_CASE("Player: finds the button that belongs to a group or stands nearest to a text",
          "[script]") {
  Play play("tap \"+1\" in \"法律\"\ntap \"+5\" in \"土地\"");
  play.button("+1", {0, 300, 100, 50}, "办事指南");
  play.button("+1", {400, 300, 100, 50}, "法律援助便民卡");
  play.button("+5", {0, 400, 100, 50});
  play.button("+5", {400, 400, 100, 50});
  play.text("土地承包", {400, 360, 100, 30});
  CHECK(play.tap().x == 450);
  CHECK(play.tap().x == 450);
}

TEST_CASE("Player: a text on a button touches the button", "[script]") {
  Play play("tap \"提示\"");
  play.button("大瓦片", {0, 0, 400, 200});
  play.text("一行提示", {20, 100, 100, 30});
  CHECK(play.tap().y == 115);
}

TEST_CASE("Player: taps several times, with time passing between", "[script]") {
  Play play("tap \"+1\" x3\nquit");
  play.button("+1", {0, 0, 100, 50});
  for (int i = 0; i < 3; ++i) {
    play.tap();
  }
  play.next_is<EndShow>();
}

TEST_CASE("Player: tells how many taps there were since it told so last, and counts no drag",
          "[script]") {
  Play play(
      "tap \"+1\" x3\ndrag 640 600 640 200\ntype \"12\"\ntap \"+1\"\ntaps morning\n"
      "tap \"+1\" x2\ntaps noon\ntaps evening");
  play.button("+1", {0, 0, 100, 50});
  for (int i = 0; i < 3; ++i) {
    play.tap();
  }
  play.next_is<PassTime>();
  play.next_is<TouchDown>();
  for (int i = 0; i < 8; ++i) {
    play.next_is<TouchMove>();
  }
  play.next_is<TouchUp>();
  play.next_is<TypeText>();
  play.tap();
  CHECK(play.next_is<Tell>().line == "morning: 4 taps");
  play.tap();
  play.tap();
  CHECK(play.next_is<Tell>().line == "noon: 2 taps");
  CHECK(play.next_is<Tell>().line == "evening: 0 taps");
}

TEST_CASE("Player: waits until the screen is as the step needs it", "[script]") {
  Play play("see \"已保存\"\ngone \"已保存\"");
  CHECK(std::holds_alternative<Look>(play.next()));
  play.text("已保存", {0, 0, 100, 30});
  CHECK(std::holds_alternative<Look>(play.next(false)));
  play.next_is<Look>();  // seen
  play.next_is<Look>();  // not gone yet
  play.scene().clear(kScreen.w, kScreen.h);
  play.next_is<Look>();  // gone
  play.next_is<EndShow>();
}

TEST_CASE(
    "Player: what is covered, disabled or cut off is neither seen nor tapped, and the message says "
    "why",
    "[script]") {
  Play covered("see \"合计\"");
  covered.text("合计", {0, 0, 100, 30});
  covered.text("另一行", {0, 300, 100, 30});
  covered.cover({0, 0, 200, 200});
  CHECK(covered.failure() ==
        "day.txt:1: see \"合计\"\n  (that text is there, but covered or cut off)\n  on the "
        "screen:\n    另一行\n");

  Play disabled("# first\ntap \"记上\"");
  disabled.button("记上", {0, 0, 100, 30}, {}, false);
  CHECK(disabled.failure() ==
        "day.txt:2: tap \"记上\"\n  (a button of that name is there, but cannot be pressed now)\n"
        "  on the screen:\n    记上\n");

  Play clipped("tap \"下一页\"");
  clipped.button("下一页", {1270, 0, 100, 30});
  CHECK(clipped.failure().find("covered or cut off") != std::string::npos);
}

TEST_CASE("Player: drags from a point or from a text, and passes the other steps on", "[script]") {
  Play play(
      "drag 640 600 640 200\ndrag \"9月\" 0 -80\ntype \"12\"\nshot pad\nwait 3s\nset-clock "
      "2021-01-10T08:00\n"
      "power-cut");
  play.text("9月", {100, 100, 100, 20});
  for (const float y : {600.0F, 110.0F}) {
    play.next_is<PassTime>();
    CHECK(play.next_is<TouchDown>().y == y);
    TouchMove last;
    for (int i = 0; i < 8; ++i) {
      last = play.next_is<TouchMove>();
    }
    const auto up = play.next_is<TouchUp>();
    CHECK(up.y == last.y);
    CHECK(up.y == (y == 600.0F ? 200.0F : 30.0F));
  }
  CHECK(play.next_is<TypeText>().text == "12");
  CHECK(play.next_is<Capture>().name == "pad");
  CHECK(play.next_is<PassTime>().duration == std::chrono::seconds(3));
  play.next_is<SetClock>();
  play.next_is<CutPower>();
}

}  // namespace
}  // namespace outreach::kiosk
