// 看口袋书: the comics that come with the program and pages of a pack, on the screen.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "app/ui/reader_parts.h"
#include "platform/base/text.h"
#include "platform/base/time.h"
#include "platform/text/locale.h"
#include "tests/app/ui/sample_parts.h"
#include "tests/app/ui/visitor.h"
#include "tests/support/catch.h"

namespace outreach::ui {
namespace {

// A resident at one leaf, whose pictures have come.
class Reading {
 public:
  explicit Reading(core::ReaderView view, int width = 1280, int height = 800, float inches = 0)
      : window_(open_window(width, height, inches)),
        canvas_(window_->fonts(), window_->pictures()),
        sample_(sample("reading", core::ScreenName::Reader, std::move(view))) {
    fit_to_room(sample_, window_->size());
  }

  core::ReaderView& view() {
    return std::get<core::ReaderView>(sample_.view.screen);
  }
  core::FrameView& frame() {
    return sample_.view.frame;
  }
  const Scene& scene() const {
    return canvas_.scene();
  }
  const Canvas& canvas() const {
    return canvas_;
  }
  Pictures& pictures() {
    return window_->pictures();
  }

  // Until what was asked for is on the screen.
  std::optional<core::Intent> draw(std::vector<InputEvent> inputs = {}) {
    auto intent = next_frame(std::move(inputs));
    for (int i = 0; i < kFramesAfterEvent || pictures().waiting(); ++i) {
      pictures().wait();
      if (auto wanted = next_frame()) {
        intent = std::move(wanted);
      }
    }
    return intent;
  }

  std::optional<core::Intent> tap(const std::string& label) {
    const auto found = scene().find_targets(label);
    INFO("tap " << label);
    REQUIRE_FALSE(found.empty());
    const float x = found[0]->rect.centre_x();
    const float y = found[0]->rect.centre_y();
    window_->inject_touch(TouchPhase::Down, x, y);
    window_->inject_touch(TouchPhase::Up, x, y);
    return draw(window_->pump(0).inputs);
  }

  void drag(float x, float y, float by_x, float by_y) {
    window_->inject_touch(TouchPhase::Down, x, y);
    next_frame(window_->pump(0).inputs);
    window_->inject_touch(TouchPhase::Move, x + by_x / 2, y + by_y / 2);
    next_frame(window_->pump(0).inputs);
    window_->inject_touch(TouchPhase::Move, x + by_x, y + by_y);
    next_frame(window_->pump(0).inputs);
    window_->inject_touch(TouchPhase::Up, x + by_x, y + by_y);
    draw(window_->pump(0).inputs);
  }

  bool can_tap(const std::string& label) const {
    const auto& targets = scene().targets();
    return std::any_of(targets.begin(), targets.end(), [&](const SceneTarget& target) {
      return target.label == label && scene().reachable(target);
    });
  }

 private:
  std::optional<core::Intent> next_frame(std::vector<InputEvent> inputs = {}) {
    now_.milliseconds += 500;
    return show(*window_, canvas_, sample_, now_, std::move(inputs));
  }

  std::unique_ptr<Window> window_;
  Canvas canvas_;
  Sample sample_;
  MonotonicTime now_{1000};
};

constexpr core::Language kLanguages[] = {core::Language::Chinese, core::Language::English};
constexpr core::TypeSize kTypes[] = {core::TypeSize::Standard, core::TypeSize::Large,
                                     core::TypeSize::Largest};

void check_no_text_cut(const Scene& scene) {
  for (const SceneText& text : scene.texts()) {
    INFO(text.text);
    CHECK_FALSE(text.truncated);
  }
}

// Its words are on the screen, inside the box that the picture has for them.
void check_lettering(const Reading& at, const domain::Lettering& one, core::Language language) {
  const std::string& words = language == core::Language::Chinese ? one.words : one.english;
  const auto& texts = at.scene().texts();
  const auto found = std::find_if(texts.begin(), texts.end(),
                                  [&](const SceneText& text) { return text.text == words; });
  INFO(words);
  REQUIRE(found != texts.end());
  CHECK(at.scene().visible(*found));
  const Rect panel = comic_cuts(at.canvas()).picture;
  const auto unit = static_cast<float>(domain::kBoxUnits);
  constexpr float kRounding = 1;
  CHECK(found->rect.x >= panel.x + panel.w * static_cast<float>(one.box.x) / unit - kRounding);
  CHECK(found->rect.y >= panel.y + panel.h * static_cast<float>(one.box.y) / unit - kRounding);
  CHECK(found->rect.right() <=
        panel.x + panel.w * static_cast<float>(one.box.x + one.box.width) / unit + kRounding);
  CHECK(found->rect.bottom() <=
        panel.y + panel.h * static_cast<float>(one.box.y + one.box.height) / unit + kRounding);
}

TEST_CASE("Reader: the lettering of every panel fits its box in both languages and all types",
          "[screens][reader]") {
  const auto comics = sample_comics();
  REQUIRE(comics.size() >= 6);
  Reading at(sample_leaf(comics.front(), 0));
  for (const auto& comic : comics) {
    for (int leaf = 0; leaf < comic->leaves(); ++leaf) {
      at.view() = sample_leaf(comic, leaf);
      for (const core::Language language : kLanguages) {
        for (const core::TypeSize type : kTypes) {
          INFO(comic->id << " panel " << leaf + 1 << " type " << static_cast<int>(type));
          at.frame().language = language;
          at.frame().type_size = type;
          at.draw();
          check_no_text_cut(at.scene());
          for (const domain::Lettering& one :
               comic->comic.panels[static_cast<std::size_t>(leaf)].lettering) {
            check_lettering(at, one, language);
          }
        }
      }
    }
  }
}

TEST_CASE("Reader: on small and upright panels no word of a comic is cut", "[screens][reader]") {
  struct Size {
    int width;
    int height;
    float inches;
  };
  for (const Size& size : {Size{1024, 600, 7}, Size{800, 1280, 10.1F}}) {
    Reading at(sample_leaf(sample_comics().front(), 0), size.width, size.height, size.inches);
    for (const auto& comic : sample_comics()) {
      for (int leaf = 0; leaf < comic->leaves(); ++leaf) {
        at.view() = sample_leaf(comic, leaf);
        for (const core::Language language : kLanguages) {
          INFO(size.width << " wide, " << comic->id << " panel " << leaf + 1);
          at.frame().language = language;
          at.draw();
          check_no_text_cut(at.scene());
        }
      }
      at.view().at_end = true;
      at.draw();
      check_no_text_cut(at.scene());
    }
  }
}

TEST_CASE(
    "Reader: the end names every law and article that the leaflet is from, and who is to "
    "look at it",
    "[screens][reader]") {
  for (const auto& comic : sample_comics()) {
    core::ReaderView end = sample_leaf(comic, comic->leaves() - 1);
    end.at_end = true;
    Reading at(end);
    at.draw();
    CHECK(at.scene().sees(comic->comic.review));
    for (const domain::Citation& source : comic->comic.sources) {
      CHECK(at.scene().sees(source.law));
      CHECK(at.scene().sees(source.article));
      CHECK(at.scene().sees(to_iso(source.effective)));
    }
    CHECK(at.tap(tr("Read it again")) == core::Intent{core::OpenLeaflet{comic->id}});
    CHECK(at.tap(tr("Other leaflets")) == core::Intent{core::GoTo{core::ScreenName::Leaflets}});
    CHECK(at.tap(tr("Back")) == core::Intent{core::TurnLeaf{-1}});
  }
}

TEST_CASE("Reader: panel by panel, and by all of them", "[screens][reader]") {
  Reading at(sample_leaf(sample_comics().front(), 1));
  at.draw();
  CHECK(at.tap(tr("Next panel")) == core::Intent{core::TurnLeaf{1}});
  CHECK(at.tap(tr("Panel before")) == core::Intent{core::TurnLeaf{-1}});
  CHECK(at.tap(tr("All panels")) == core::Intent{core::ShowWhole{true}});
  CHECK(at.tap(tr("Back")) == core::Intent{core::GoTo{core::ScreenName::Leaflets}});
  at.view().whole = true;
  at.draw();
  const std::string third = fill(
      tr("Panel {n} of {all}"), {{"n", "3"}, {"all", std::to_string(at.view().leaflet->leaves())}});
  CHECK(at.tap(third) == core::Intent{core::TurnLeaf{1}});
  CHECK(at.tap(tr("Panel by panel")) == core::Intent{core::ShowWhole{false}});
  CHECK(at.tap(tr("Back")) == core::Intent{core::ShowWhole{false}});
}

TEST_CASE("Reader: a page is moved by buttons and by the finger, as far as it goes",
          "[screens][reader]") {
  Reading at(sample_leaf(sample_pages(), 1));
  at.draw();
  CHECK_FALSE(at.can_tap(tr("Up")));
  CHECK_FALSE(at.can_tap(tr("Left")));
  CHECK_FALSE(at.can_tap(tr("Right")));  // it fits the width
  for (int i = 0; i < 10 && at.can_tap(tr("Down")); ++i) {
    at.tap(tr("Down"));
  }
  CHECK_FALSE(at.can_tap(tr("Down")));
  CHECK(at.can_tap(tr("Up")));
  const auto larger = at.tap(tr("Larger"));
  REQUIRE(larger == core::Intent{core::ZoomLeaf{1}});
  at.view().zoom = 1;
  at.draw();
  CHECK(at.can_tap(tr("Right")));
  const Rect seen = page_cuts(at.canvas()).picture;
  at.drag(seen.right() - 30, seen.centre_y(), -900, 0);
  CHECK_FALSE(at.can_tap(tr("Right")));
  CHECK(at.can_tap(tr("Left")));
  at.drag(seen.centre_x(), seen.y + 20, 0, 400);
  CHECK(at.can_tap(tr("Down")));
}

TEST_CASE("Reader: a page that cannot be read says so, and leads on", "[screens][reader]") {
  Reading at(sample_leaf(sample_pages(), kSamplePages));
  at.draw();
  CHECK(at.scene().sees(tr("This page cannot be shown")));
  CHECK(at.tap(tr("Page before")) == core::Intent{core::TurnLeaf{-1}});
  CHECK(at.tap(tr("Finish")) == core::Intent{core::TurnLeaf{1}});
  at.view().at = 0;
  at.draw();
  CHECK_FALSE(at.scene().sees(tr("This page cannot be shown")));
}

TEST_CASE("Reader: at most three pages are held, in every size and on every page",
          "[screens][reader]") {
  Reading at(sample_leaf(sample_pages(), 0));
  for (int page = 0; page < kSamplePages; ++page) {
    for (int zoom = 0; zoom < core::kZoomSteps; ++zoom) {
      at.view() = sample_leaf(sample_pages(), page);
      at.view().zoom = zoom;
      at.draw();
      CHECK(at.pictures().pages_held() <= kPagesHeldMax);
      CHECK(at.pictures().pages_held() >= 2);  // this one and the next
    }
  }
  at.view().at_end = true;
  at.draw();
  CHECK(at.pictures().pages_held() == 0);
}

}  // namespace
}  // namespace outreach::ui
