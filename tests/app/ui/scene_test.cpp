#include "app/ui/scene.h"

#include <string>

#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

constexpr Rect kScreen{0, 0, 1280, 800};

SceneTarget target(const char* label, const Rect& rect, const char* group = "",
                   bool enabled = true) {
  SceneTarget made;
  made.id = target_id(group, label);
  made.label = label;
  made.group = group;
  made.rect = rect;
  made.clip = kScreen;
  made.enabled = enabled;
  return made;
}

Scene empty_scene() {
  Scene scene;
  scene.clear(1280, 800);
  scene.add_cover(kScreen, kScreen);
  return scene;
}

TEST_CASE("Scene: sees a text that is wholly on the screen", "[scene]") {
  Scene scene = empty_scene();
  scene.add_text("已保存 12 条", {100, 100, 200, 30}, kScreen, false);
  CHECK(scene.sees("已保存"));
  CHECK_FALSE(scene.sees("未保存"));
}

TEST_CASE("Scene: does not see a text that is clipped, outside, or under something", "[scene]") {
  Scene scene = empty_scene();
  scene.add_text("clipped", {100, 100, 200, 30}, {0, 0, 200, 800}, false);
  scene.add_text("outside", {1200, 100, 200, 30}, kScreen, false);
  scene.add_text("covered", {100, 300, 200, 30}, kScreen, false);
  scene.add_cover({250, 250, 100, 100}, kScreen);
  scene.add_text("on top", {260, 300, 60, 30}, kScreen, false);
  CHECK_FALSE(scene.sees("clipped"));
  CHECK_FALSE(scene.sees("outside"));
  CHECK_FALSE(scene.sees("covered"));
  CHECK(scene.sees("on top"));
}

TEST_CASE("Scene: lists texts line by line, left to right", "[scene]") {
  Scene scene = empty_scene();
  scene.add_text("third", {10, 60, 50, 20}, kScreen, false);
  scene.add_text("second", {200, 12, 50, 20}, kScreen, false);
  scene.add_text("first", {10, 10, 50, 26}, kScreen, false);
  CHECK(scene.visible_texts() == std::vector<std::string>{"first", "second", "third"});
}

TEST_CASE("Scene: the way back is the reachable one drawn last", "[scene]") {
  const auto leading_back = [](const char* label, const Rect& rect, bool enabled = true) {
    SceneTarget made = target(label, rect, "", enabled);
    made.leads_back = true;
    return made;
  };
  Scene scene = empty_scene();
  scene.add_target(target("存", {10, 10, 100, 60}));
  CHECK(scene.way_back() == nullptr);
  scene.add_target(leading_back("返回", {10, 100, 100, 60}));
  scene.add_target(leading_back("关上", {10, 200, 100, 60}));
  REQUIRE(scene.way_back() != nullptr);
  CHECK(scene.way_back()->label == "关上");
  scene.add_block(kScreen);
  CHECK(scene.way_back() == nullptr);
  scene.add_target(leading_back("不改了，返回", {10, 300, 100, 60}, false));
  CHECK(scene.way_back() == nullptr);
  scene.add_target(leading_back("返回", {10, 400, 100, 60}));
  CHECK(scene.way_back() != nullptr);
}

TEST_CASE("Scene: finds a reachable target by label, and by group where labels repeat", "[scene]") {
  Scene scene = empty_scene();
  scene.add_target(target("+1", {0, 0, 100, 60}, "法律援助便民卡"));
  scene.add_target(target("+1", {200, 0, 100, 60}, "土地承包纠纷指南"));
  scene.add_target(target("记下：1 批 2 人次", {400, 0, 100, 60}));
  CHECK(scene.find_targets("+1").size() == 2);
  const auto one = scene.find_targets("+1", "土地承包");
  REQUIRE(one.size() == 1);
  CHECK(one[0]->rect.x == 200);
  CHECK(scene.find_targets("记下").size() == 1);
  CHECK(scene.find_targets("没有").empty());
}

TEST_CASE("Scene: a disabled or covered target is not reachable", "[scene]") {
  Scene scene = empty_scene();
  scene.add_target(target("disabled", {0, 0, 100, 60}, "", false));
  scene.add_target(target("covered", {0, 100, 100, 60}));
  scene.add_target(target("beside", {0, 300, 100, 60}));
  scene.add_cover({-10, 90, 400, 100}, kScreen);
  CHECK(scene.find_targets("disabled").empty());
  CHECK(scene.find_targets("covered").empty());
  CHECK(scene.find_targets("beside").size() == 1);
  CHECK(scene.target_at(50, 130) == nullptr);
}

TEST_CASE("Scene: a target's own fill does not hide it, a target on it wins", "[scene]") {
  Scene scene = empty_scene();
  scene.add_target(target("tile", {0, 0, 300, 300}));
  scene.add_cover({0, 0, 300, 300}, kScreen);
  scene.add_target(target("button", {10, 200, 100, 60}));
  scene.add_cover({10, 200, 100, 60}, kScreen);
  REQUIRE(scene.target_at(200, 100) != nullptr);
  CHECK(scene.target_at(200, 100)->label == "tile");
  CHECK(scene.target_at(20, 220)->label == "button");
}

TEST_CASE("Scene: ids differ by group and label and are never none", "[scene]") {
  CHECK(target_id("a", "b") != target_id("ab", ""));
  CHECK(target_id("", "x") != target_id("x", ""));
  CHECK(target_id("", "") != 0);
}

}  // namespace
}  // namespace outreach::ui
