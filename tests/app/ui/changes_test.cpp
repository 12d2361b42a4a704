// What is told to have changed, and that drawing only that leaves the same picture.
#include "app/ui/changes.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "app/ui/draw.h"
#include "platform/text/locale.h"
#include "platform/window/window.h"
#include "tests/app/ui/sample_views.h"
#include "tests/support/catch.h"
#include "tests/support/seeded_random.h"

namespace outreach::ui {
namespace {

using testing::SeededRandom;

constexpr PixelSize kGlass{1280, 800};

// A frame of things that look like their numbers.
std::vector<PixelRect> after(Changes& changes, const std::vector<std::pair<PixelRect, int>>& things,
                             PixelSize size = kGlass) {
  changes.begin(size);
  for (const auto& [where, looks] : things) {
    changes.add(where, static_cast<std::uint64_t>(looks));
  }
  return changes.end();
}

bool holds(const std::vector<PixelRect>& rects, int x, int y) {
  return std::any_of(rects.begin(), rects.end(), [x, y](const PixelRect& rect) {
    return x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;
  });
}

TEST_CASE("Changes: the first frame and one of another size are all new", "[changes]") {
  Changes changes;
  const PixelRect whole{0, 0, 1280, 800};
  CHECK(after(changes, {{whole, 1}}) == std::vector{whole});
  CHECK(after(changes, {{whole, 1}}).empty());
  const PixelRect larger{0, 0, 1300, 800};
  CHECK(after(changes, {{whole, 1}}, {1300, 800}) == std::vector{larger});
}

TEST_CASE("Changes: what comes, goes, moves or looks otherwise is told, and nothing beside",
          "[changes]") {
  Changes changes;
  const PixelRect here{100, 100, 20, 20};
  const PixelRect there{900, 700, 20, 20};
  after(changes, {});
  const PixelRect cell_here{96, 96, 32, 32};
  const PixelRect cell_there{896, 704, 32, 32};
  const PixelRect cells_there{896, 672, 32, 64};
  CHECK(after(changes, {{here, 1}}) == std::vector{cell_here});
  CHECK(after(changes, {{here, 2}}) == std::vector{cell_here});
  CHECK(after(changes, {{here, 2}}).empty());
  CHECK(after(changes, {{there, 2}}) == std::vector{cell_here, cells_there});
  CHECK(after(changes, {}) == std::vector{cells_there});
  CHECK_FALSE(holds({cell_there}, 900, 700));
}

TEST_CASE("Changes: the order of what lies on each other is part of it", "[changes]") {
  Changes changes;
  const PixelRect one{100, 100, 20, 20};
  const PixelRect other{110, 100, 20, 20};
  after(changes, {{one, 1}, {other, 2}});
  CHECK_FALSE(after(changes, {{other, 2}, {one, 1}}).empty());
}

TEST_CASE("Changes: at the edges they end with the screen", "[changes]") {
  Changes changes;
  const PixelSize odd{70, 50};
  after(changes, {}, odd);
  const PixelRect corner{64, 32, 6, 18};
  CHECK(after(changes, {{{65, 40, 100, 100}, 1}}, odd) == std::vector{corner});
  CHECK(after(changes, {{{65, 40, 100, 100}, 1}, {{-50, -50, 10, 10}, 2}}, odd).empty());
}

TEST_CASE("Changes: many of them become a few rectangles that hold all", "[changes]") {
  SeededRandom random(7);
  Changes changes;
  after(changes, {});
  for (int round = 0; round < 200; ++round) {
    std::vector<std::pair<PixelRect, int>> things;
    const auto count = 1 + random.below(40);
    for (std::uint64_t i = 0; i < count; ++i) {
      things.push_back(
          {{static_cast<int>(random.below(1280)), static_cast<int>(random.below(800)),
            1 + static_cast<int>(random.below(60)), 1 + static_cast<int>(random.below(60))},
           1});
    }
    after(changes, {});
    const auto changed = after(changes, things);
    REQUIRE(changed.size() <= kChangedRectanglesMax);
    for (const auto& [where, looks] : things) {
      CHECK(holds(changed, where.x, where.y));
      CHECK(holds(changed, std::min(1279, where.x + where.width - 1),
                  std::min(799, where.y + where.height - 1)));
    }
  }
}

// Walks through the samples by taps, showing of each frame only what changed.
class Walk {
 public:
  Walk(std::uint64_t seed, Rotation rotation) : random_(seed), samples_(sample_screens()) {
    open_messages(Path(OUTREACH_ASSETS) / "locale");
    auto window = Window::create({.title = "test",
                                  .width = 960,
                                  .height = 600,
                                  .headless = true,
                                  .rotation = rotation,
                                  .assets = OUTREACH_ASSETS});
    REQUIRE(window.has_value());
    window_ = std::move(*window);
    canvas_.emplace(window_->fonts(), window_->pictures());
    // The first frame would wait for its pictures; from here on they come when they come.
    window_->begin_frame();
    window_->end_frame();
  }

  // Another screen, or a finger down on something, or up again.
  void step() {
    const auto& targets = canvas_->scene().targets();
    if (targets.empty() || random_.below(4) == 0) {
      sample_ = random_.below(samples_.size());
      frame({});
    } else if (finger_) {
      frame({touch(TouchPhase::Up, *std::exchange(finger_, std::nullopt))});
    } else {
      finger_ = targets[random_.below(targets.size())].rect;
      frame({touch(TouchPhase::Down, *finger_)});
    }
  }
  void show(const std::string& name) {
    for (std::size_t i = 0; i < samples_.size(); ++i) {
      sample_ = samples_[i].name == name ? i : sample_;
    }
    REQUIRE(where() == name);
    do {
      window_->pictures().wait();
      frame({});
    } while (window_->pictures().waiting());
  }
  void press(const std::string& label) {
    const auto found = canvas_->scene().find_targets(label);
    REQUIRE_FALSE(found.empty());
    frame({touch(TouchPhase::Down, found.front()->rect)});
  }

  Bytes partly_drawn() {
    const auto pixels = window_->pixels();
    REQUIRE(pixels.has_value());
    return *pixels;
  }
  // The last frame's commands, all of them.
  void draw_again() {
    window_->end_frame();
  }
  const std::vector<PixelRect>& changed() const {
    return canvas_->changed();
  }
  const std::string& where() const {
    return samples_[sample_].name;
  }

 private:
  static InputEvent touch(TouchPhase phase, const Rect& rect) {
    InputEvent input;
    input.touch = {phase, rect.centre_x(), rect.centre_y()};
    return input;
  }

  void frame(std::vector<InputEvent> inputs) {
    now_.milliseconds += 500;
    Sample& sample = samples_[sample_];
    window_->begin_frame();
    canvas_->begin({window_->size(),
                    now_,
                    std::move(inputs),
                    {sample.view.frame.contrast, sample.view.frame.type_size}});
    (void)draw(*canvas_, sample.view, sample.drafts);
    canvas_->end();
    window_->end_frame(canvas_->changed());
  }

  SeededRandom random_;
  std::vector<Sample> samples_;
  std::size_t sample_ = 0;
  std::optional<Rect> finger_;
  std::unique_ptr<Window> window_;
  std::optional<Canvas> canvas_;
  MonotonicTime now_{1000};
};

TEST_CASE("Changes: frames drawn in parts are the whole frames, pixel for pixel", "[changes]") {
  for (const std::uint64_t seed : {1, 2, 3}) {
    Walk walk(seed, seed == 3 ? Rotation::Quarter : Rotation::None);
    for (int round = 0; round < 40; ++round) {
      // Now and then several frames build on each other.
      for (int frames = 1 + round % 3; frames > 0; --frames) {
        walk.step();
      }
      INFO("seed " << seed << " round " << round << " at " << walk.where());
      const Bytes partly = walk.partly_drawn();
      walk.draw_again();
      const bool is_same = partly == walk.partly_drawn();
      CHECK(is_same);
    }
  }
}

TEST_CASE("Changes: nothing is drawn where nothing changed, and a key alone where it is pressed",
          "[changes]") {
  Walk walk(1, Rotation::None);
  walk.show("handout");
  walk.show("handout");
  CHECK(walk.changed().empty());
  walk.press("+50");
  REQUIRE_FALSE(walk.changed().empty());
  std::int64_t pixels = 0;
  for (const PixelRect& rect : walk.changed()) {
    pixels += std::int64_t{rect.width} * rect.height;
  }
  CHECK(pixels < 960 * 600 / 20);
}

}  // namespace
}  // namespace outreach::ui
