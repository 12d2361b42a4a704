// Every sample screen in every size, type, contrast and language: what a person can see and reach.
#include <string>
#include <vector>

#include "app/core/resident.h"
#include "tests/app/ui/fake_pinyin.h"
#include "tests/app/ui/visitor.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

struct Panel {
  int width;
  int height;
  float inches;  // 0: nobody knows
};

struct Variant {
  Panel panel;
  core::Language language;
  core::TypeSize type_size;
  core::Contrast contrast;
};

std::string describe(const Variant& variant) {
  return std::to_string(variant.panel.width) + "x" + std::to_string(variant.panel.height) + " at " +
         std::to_string(variant.panel.inches) + " inches" +
         (variant.language == core::Language::English ? " English" : "") + " type " +
         std::to_string(static_cast<int>(variant.type_size)) +
         (variant.contrast == core::Contrast::High ? " high contrast" : "");
}

// What a finger needs, in logical units, whatever the panel; where its size is known, in
// millimetres.
struct Least {
  float units_to_millimetres = 0;  // 0: nobody knows

  bool holds(float units, float least_units, float least_millimetres) const {
    constexpr float kRounding = 0.5F;
    return units >= least_units - kRounding &&
           (units_to_millimetres == 0 ||
            (units + kRounding) * units_to_millimetres >= least_millimetres);
  }
};

constexpr float kStaffMillimetres = 10;
constexpr float kResidentMillimetres = 16;

// What the home screen has for staff and not for residents.
bool is_for_staff(const std::string& group) {
  return group == "notice" || group == "staff" || group == "staff-pages" || group == "pin" ||
         group == "practice";
}

// A key is smaller than other targets of residents: ten of them stand in a row.
bool is_key(const std::string& group) {
  return group == "keyboard";
}

void check_targets(const Scene& scene, bool resident, const Least& least) {
  std::vector<const SceneTarget*> reachable;
  for (const SceneTarget& target : scene.targets()) {
    if (scene.reachable(target)) {
      reachable.push_back(&target);
    }
  }
  CHECK_FALSE(reachable.empty());
  for (std::size_t i = 0; i < reachable.size(); ++i) {
    const SceneTarget& target = *reachable[i];
    INFO("target " << target.group << " / " << target.label << " " << target.rect.w << "x"
                   << target.rect.h);
    if (resident && !is_for_staff(target.group) && !is_key(target.group)) {
      CHECK(least.holds(target.rect.h, kResidentTargetMin, kResidentMillimetres));
    }
    CHECK(least.holds(target.rect.h, kStaffTargetMin, kStaffMillimetres));
    CHECK(least.holds(target.rect.w, kStaffTargetMin, kStaffMillimetres));
    CHECK(target.rect.x >= 0);
    CHECK(target.rect.y >= 0);
    CHECK(target.rect.right() <= scene.screen().right() + 0.5F);
    CHECK(target.rect.bottom() <= scene.screen().bottom() + 0.5F);
    for (std::size_t j = i + 1; j < reachable.size(); ++j) {
      // A button wholly on a tile is drawn later and wins there.
      const Rect seen = intersection(target.rect, target.clip);
      const Rect other = intersection(reachable[j]->rect, reachable[j]->clip);
      const Rect common = intersection(seen, other);
      const bool nested = common.w > other.w - 0.5F && common.h > other.h - 0.5F;
      // The words are put together for what fails alone: there are very many pairs.
      if ((!nested && overlap(seen, other)) || target.id == reachable[j]->id) {
        FAIL_CHECK("it is in the way of " << reachable[j]->group << " / " << reachable[j]->label);
      }
    }
  }
}

void check_texts(const Scene& scene) {
  CHECK_FALSE(scene.visible_texts().empty());
  for (const SceneText& text : scene.texts()) {
    INFO("text " << text.text);
    CHECK_FALSE(text.truncated);
    const bool inside =
        text.rect.x >= -0.5F && text.rect.right() <= scene.screen().right() + 0.5F &&
        text.rect.y >= -0.5F && text.rect.bottom() <= scene.screen().bottom() + 0.5F;
    CHECK((inside || text.clip != scene.screen()));
  }
  // No two visible texts run into each other.
  std::vector<const SceneText*> seen;
  for (const SceneText& text : scene.texts()) {
    if (scene.visible(text)) {
      seen.push_back(&text);
    }
  }
  for (std::size_t i = 0; i < seen.size(); ++i) {
    for (std::size_t j = i + 1; j < seen.size(); ++j) {
      if (overlap(seen[i]->rect, seen[j]->rect, 3)) {
        FAIL_CHECK("texts " << seen[i]->text << " and " << seen[j]->text);
      }
    }
  }
}

// What cannot be tapped is as legible as the rest: the palette has no fainter words.
void check_contrast(const Scene& scene) {
  constexpr double kLeast = 7;
  for (const SceneText& text : scene.texts()) {
    if (scene.visible(text)) {
      INFO("text " << text.text);
      CHECK(contrast_ratio(text.color, scene.ground_of(text)) >= kLeast);
    }
  }
}

// Every sample on this panel, in every type, contrast and language.
void walk(const Panel& panel) {
  using core::Contrast;
  using core::Language;
  using core::TypeSize;
  const auto window = open_window(panel.width, panel.height, panel.inches);
  Canvas canvas(window->fonts(), window->pictures());
  Least least;
  if (panel.inches > 0) {
    least.units_to_millimetres =
        window->size().scale / pixels_per_millimetre_of({panel.width, panel.height}, panel.inches);
  }
  for (const Language language : {Language::Chinese, Language::English}) {
    for (const TypeSize type_size : {TypeSize::Standard, TypeSize::Large, TypeSize::Largest}) {
      for (const Contrast contrast : {Contrast::Normal, Contrast::High}) {
        const Variant variant{panel, language, type_size, contrast};
        for (Sample& sample : sample_screens()) {
          INFO(sample.name << " at " << describe(variant));
          sample.view.frame.language = language;
          sample.view.frame.type_size = type_size;
          sample.view.frame.contrast = contrast;
          fit_to_room(sample, window->size());
          canvas.use_pinyin(&fake_pinyin(sample.composing));
          show(*window, canvas, sample, {1000});
          // Nobody but staff is at a kiosk in practice.
          check_targets(
              canvas.scene(),
              (sample.view.frame.screen == core::ScreenName::Home && !sample.view.frame.practice) ||
                  core::is_resident(sample.view.frame.screen),
              least);
          check_texts(canvas.scene());
          check_contrast(canvas.scene());
        }
      }
    }
  }
}

TEST_CASE("Screens: all fits, is legible and large enough for a finger on 7 inches", "[screens]") {
  walk({1024, 600, 7});
}

TEST_CASE("Screens: all fits, is legible and large enough for a finger on 10.1 inches",
          "[screens]") {
  walk({1280, 800, 10.1F});
  walk({1024, 600, 10.1F});
}

TEST_CASE("Screens: all fits, is legible and large enough for a finger hung upright", "[screens]") {
  walk({800, 1280, 10.1F});
}

TEST_CASE("Screens: all fits, is legible and large enough for a finger on large panels",
          "[screens]") {
  walk({1920, 1080, 15.6F});
  walk({1920, 1080, 21.5F});
}

TEST_CASE("Screens: all fits and is legible on a panel of a size nobody knows", "[screens]") {
  walk({1024, 768, 0});
}

}  // namespace
}  // namespace outreach::ui
