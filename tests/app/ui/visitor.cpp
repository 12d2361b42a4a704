#include "tests/app/ui/visitor.h"

#include <utility>

#include "platform/text/locale.h"
#include "tests/app/ui/fake_pinyin.h"
#include "tests/support/catch.h"

namespace outreach::ui {

std::unique_ptr<Window> open_window(int width, int height, float panel_inches) {
  open_messages(Path(OUTREACH_ASSETS) / "locale");
  auto window = Window::create({.title = "test",
                                .width = width,
                                .height = height,
                                .headless = true,
                                .panel_inches = panel_inches,
                                .assets = OUTREACH_ASSETS});
  REQUIRE(window.has_value());
  return std::move(*window);
}

std::optional<core::Intent> show(Window& window, Canvas& canvas, Sample& sample, MonotonicTime now,
                                 std::vector<InputEvent> inputs) {
  window.begin_frame();
  canvas.begin({window.size(),
                now,
                std::move(inputs),
                {sample.view.frame.contrast, sample.view.frame.type_size}});
  auto intent = draw(canvas, sample.view, sample.drafts);
  canvas.end();
  window.end_frame(canvas.changed());
  return intent;
}

std::vector<InputEvent> typed_and_entered(const std::string& words) {
  InputEvent text;
  text.kind = InputEvent::Kind::Text;
  text.text = words;
  InputEvent key;
  key.kind = InputEvent::Kind::Key;
  key.key = Key::Enter;
  return {text, key};
}

Visitor::Visitor(const std::string& name, int width, int height, float panel_inches)
    : window_(open_window(width, height, panel_inches)),
      canvas_(window_->fonts(), window_->pictures()) {
  for (Sample& sample : sample_screens()) {
    if (sample.name == name) {
      sample_ = std::move(sample);
    }
  }
  REQUIRE(sample_.name == name);
  fit_to_room(sample_, window_->size());
  canvas_.use_pinyin(&fake_pinyin(sample_.composing));
  frame();
}

std::optional<core::Intent> Visitor::frame(std::vector<InputEvent> inputs) {
  now_.milliseconds += 500;
  return show(*window_, canvas_, sample_, now_, std::move(inputs));
}

std::optional<core::Intent> Visitor::tap(const std::string& label, const std::string& group) {
  const auto found = canvas_.scene().find_targets(label, group);
  INFO("tap " << group << " " << label);
  REQUIRE_FALSE(found.empty());
  const float x = found[0]->rect.centre_x();
  const float y = found[0]->rect.centre_y();
  window_->inject_touch(TouchPhase::Down, x, y);
  window_->inject_touch(TouchPhase::Up, x, y);
  std::optional<core::Intent> intent = frame(window_->pump(0).inputs);
  for (int i = 0; i < kFramesAfterEvent; ++i) {
    if (auto wanted = frame()) {
      intent = std::move(wanted);
    }
  }
  return intent;
}

std::optional<core::Intent> Visitor::digits(const std::string& typed) {
  std::optional<core::Intent> intent;
  for (const char digit : typed) {
    intent = tap(std::string(1, digit));
  }
  return intent;
}

}  // namespace outreach::ui
