// A person at one screen: taps by label, with time under control.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/ui/draw.h"
#include "tests/app/ui/sample_views.h"

namespace outreach::ui {

// Without a display, in pixels; the messages are open too.
std::unique_ptr<Window> open_window(int width, int height, float panel_inches = 0);

// One frame of the sample, with what a person put in.
std::optional<core::Intent> show(Window& window, Canvas& canvas, Sample& sample, MonotonicTime now,
                                 std::vector<InputEvent> inputs = {});

// What a keyboard, or a scanner, types within one frame, Enter at its end.
std::vector<InputEvent> typed_and_entered(const std::string& words);

// One at a time: the library that draws knows one window.
class Visitor {
 public:
  // At the sample screen of this name; on a panel of so many pixels and inches.
  explicit Visitor(const std::string& name, int width = 1280, int height = 800,
                   float panel_inches = 0);

  // Half a second later.
  std::optional<core::Intent> frame(std::vector<InputEvent> inputs = {});
  // What the screen asked for, up to the last frame that follows a tap.
  std::optional<core::Intent> tap(const std::string& label, const std::string& group = {});
  // Taps a key for each; what the last of them asked for.
  std::optional<core::Intent> digits(const std::string& typed);
  const Scene& scene() const {
    return canvas_.scene();
  }
  // May be changed; the next frame shows it.
  Sample& sample() {
    return sample_;
  }

 private:
  std::unique_ptr<Window> window_;
  Canvas canvas_;
  Sample sample_;
  MonotonicTime now_{1000};
};

}  // namespace outreach::ui
