// Every sample screen in every size, type, contrast and language: what a person can see and reach.
#include <string>
#include <utility>
#include <vector>

#include "tests/app/ui/visitor.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

struct Variant {
  int width;
  int height;
  core::Language language;
  core::TypeSize type_size;
  core::Contrast contrast;
};

std::string describe(const Variant& variant) {
  return std::to_string(variant.width) + "x" + std::to_string(variant.height) +
         (variant.language == core::Language::English ? " English" : "") + " type " +
         std::to_string(static_cast<int>(variant.type_size)) +
         (variant.contrast == core::Contrast::High ? " high contrast" : "");
}

// What the home screen has for staff and not for residents.
bool is_for_staff(const std::string& group) {
  return group == "notice" || group == "staff" || group == "staff-pages" || group == "pin" ||
         group == "practice";
}

void check_targets(const Scene& scene, bool resident) {
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
    const float least =
        resident && !is_for_staff(target.group) ? kResidentTargetMin : kStaffTargetMin;
    CHECK(target.rect.h >= least - 0.5F);
    CHECK(target.rect.w >= kStaffTargetMin - 0.5F);
    CHECK(target.rect.x >= 0);
    CHECK(target.rect.y >= 0);
    CHECK(target.rect.right() <= scene.screen().right() + 0.5F);
    CHECK(target.rect.bottom() <= scene.screen().bottom() + 0.5F);
    for (std::size_t j = i + 1; j < reachable.size(); ++j) {
      INFO("and " << reachable[j]->group << " / " << reachable[j]->label);
      // A button wholly on a tile is drawn later and wins there.
      const Rect common = intersection(target.rect, reachable[j]->rect);
      const bool nested =
          common.w > reachable[j]->rect.w - 0.5F && common.h > reachable[j]->rect.h - 0.5F;
      CHECK((nested || !overlap(target.rect, reachable[j]->rect)));
      CHECK(target.id != reachable[j]->id);
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
  for (std::size_t i = 0; i < scene.texts().size(); ++i) {
    for (std::size_t j = i + 1; j < scene.texts().size(); ++j) {
      const SceneText& a = scene.texts()[i];
      const SceneText& b = scene.texts()[j];
      if (scene.visible(a) && scene.visible(b)) {
        INFO("texts " << a.text << " and " << b.text);
        CHECK_FALSE(overlap(a.rect, b.rect, 3));
      }
    }
  }
}

TEST_CASE("Screens: everything fits, nothing overlaps, in every size, type, contrast and language",
          "[screens]") {
  using core::Contrast;
  using core::Language;
  using core::TypeSize;
  for (const auto& [width, height] :
       {std::pair{1280, 800}, std::pair{1920, 1080}, std::pair{1024, 768}}) {
    const auto window = open_window(width, height);
    Canvas canvas(window->fonts(), window->pictures());
    for (const Language language : {Language::Chinese, Language::English}) {
      for (const TypeSize type_size : {TypeSize::Standard, TypeSize::Large, TypeSize::Largest}) {
        for (const Contrast contrast : {Contrast::Normal, Contrast::High}) {
          const Variant variant{width, height, language, type_size, contrast};
          for (Sample& sample : sample_screens()) {
            INFO(sample.name << " at " << describe(variant));
            sample.view.frame.language = language;
            sample.view.frame.type_size = type_size;
            sample.view.frame.contrast = contrast;
            show(*window, canvas, sample, {1000});
            check_targets(canvas.scene(), sample.view.frame.screen == core::ScreenName::Home);
            check_texts(canvas.scene());
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace outreach::ui
