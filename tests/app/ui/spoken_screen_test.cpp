// What is said of a screen.
#include "app/ui/spoken_screen.h"

#include "platform/text/locale.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

using Texts = std::vector<std::string>;

constexpr Rect kWholeScreen{0, 0, 1280, 800};

// A screen that is put together by hand.
struct HandMade {
  HandMade() {
    set_message_language(MessageLanguage::English);
    scene.clear(kWholeScreen.w, kWholeScreen.h);
    scene.add_cover(kWholeScreen, kWholeScreen);
  }
  void text(const char* words, float x, float y, float w = 100) {
    scene.add_text(words, {x, y, w, 30}, kWholeScreen, false);
  }
  void target(const char* label, const Rect& rect, const char* group = "", bool enabled = true) {
    SceneTarget made;
    made.id = target_id(group, label);
    made.label = label;
    made.group = group;
    made.rect = rect;
    made.clip = kWholeScreen;
    made.enabled = enabled;
    scene.add_target(made);
    scene.add_cover(rect, kWholeScreen);
  }
  Scene scene;
};

// Before whatever can be tapped, in the language of the messages.
std::string can_tap() {
  HandMade one;
  one.target("x", {0, 0, 100, 100});
  return spoken_screen(one.scene).front();
}

TEST_CASE(
    "Spoken screen: words from the top down and from the left, then the choices, and back "
    "last",
    "[spoken]") {
  HandMade made;
  made.target("返回", {1060, 46, 180, 94}, "resident header");
  made.text("返回", 1100, 80);
  made.target("打印", {300, 690, 200, 94});
  made.text("打印带走", 350, 720);
  made.target("工资", {40, 300, 300, 200});
  made.text("干了活没给钱", 60, 350, 200);
  made.text("工资", 60, 310);
  made.text("右边", 700, 200);
  made.text("左边", 40, 205);
  made.text("出了什么事", 40, 60, 300);
  CHECK(spoken_screen(made.scene) ==
        Texts{"出了什么事", "左边", "右边", can_tap(), "工资，干了活没给钱", "打印带走", "返回"});
}

TEST_CASE("Spoken screen: what stands on a card is said together, a number with its unit",
          "[spoken]") {
  HandMade made;
  made.scene.add_cover({40, 150, 600, 300}, kWholeScreen);
  made.text("先找", 60, 160);
  made.text("劳动监察", 60, 300, 200);
  made.scene.add_cover({700, 150, 400, 300}, kWholeScreen);
  made.text("1", 720, 170, 20);
  made.text("年", 750, 170, 30);
  made.text("申请仲裁", 720, 310, 200);
  CHECK(spoken_screen(made.scene) == Texts{"先找，劳动监察", "1 年，申请仲裁"});
}

TEST_CASE("Spoken screen: keys, what cannot be tapped, and 听一听 itself are not said",
          "[spoken]") {
  HandMade made;
  made.target("7", {0, 600, 100, 100}, "receipt keypad");
  made.text("7", 30, 630, 20);
  made.target("下一步", {200, 600, 200, 100}, "", false);
  made.text("下一步", 230, 630);
  made.target("听一听", {500, 600, 200, 100}, "listening");
  made.text("停", 530, 630, 40);
  made.text("输入回执号", 40, 60, 200);
  CHECK(spoken_screen(made.scene) == Texts{"输入回执号"});
}

TEST_CASE("Spoken screen: what lies under something modal is not said, what lies on it is",
          "[spoken]") {
  HandMade made;
  made.target("评一评", {40, 100, 600, 600});
  made.text("评一评", 60, 400);
  made.text("下面", 700, 60);
  made.scene.add_block(kWholeScreen);
  made.text("问您一句", 100, 300, 200);  // on what would be the tile
  made.target("好", {100, 500, 200, 94});
  CHECK(spoken_screen(made.scene) == Texts{"问您一句", can_tap(), "好"});
}

}  // namespace
}  // namespace outreach::ui
