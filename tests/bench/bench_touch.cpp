// What follows a finger: the frames in which something changed, drawn and shown in parts.
#include <functional>
#include <string>
#include <vector>

#include "app/core/counting.h"
#include "app/core/make_view.h"
#include "app/ui/canvas.h"
#include "app/ui/draw.h"
#include "platform/text/locale.h"
#include "platform/window/window.h"
#include "tests/app/ui/sample_views.h"
#include "tests/bench/measure.h"
#include "tests/bench/sample_day.h"

namespace outreach::bench {
namespace {

// CPU seconds: a change of the whole screen, and one of which a person sees a key and a number.
constexpr double kFrameMax = 0.008;
constexpr double kSmallFrameMax = 0.003;
constexpr int kTouches = 60;
// Touches of which the first frames make glyphs and pictures.
constexpr int kMakingTouches = 4;
constexpr std::size_t kLongDay = 5'000;

class Face {
 public:
  Face() : window_(open()), canvas_(window_->fonts(), window_->pictures()) {}

  void frame(const core::View& view, ui::Drafts& drafts) {
    // Rests between touches are longer than every guard against trembling hands.
    now_.milliseconds += 1'000;
    window_->begin_frame();
    canvas_.begin({window_->size(), now_, std::move(inputs_), {}});
    inputs_.clear();
    (void)ui::draw(canvas_, view, drafts);
    canvas_.end();
    window_->end_frame(canvas_.changed());
  }
  void touch(TouchPhase phase, const std::string& label) {
    const auto found = canvas_.scene().find_targets(label);
    if (!found.empty()) {
      InputEvent input;
      input.touch = {phase, found.front()->rect.centre_x(), found.front()->rect.centre_y()};
      inputs_.push_back(input);
    }
  }
  void wait_for_pictures() {
    window_->pictures().wait();
  }

 private:
  static std::unique_ptr<Window> open() {
    open_messages(assets_folder() / "locale");
    WindowOptions options;
    options.headless = true;
    options.assets = assets_folder();
    return must(Window::create(options));
  }

  std::unique_ptr<Window> window_;
  ui::Canvas canvas_;
  std::vector<InputEvent> inputs_;
  MonotonicTime now_{1'000};
};

// `touch` draws the frames that follow one touch, the n-th; they share its cost.
void print_touch(Face& face, const std::string& what, double limit, int frames,
                 const std::function<void(int)>& touch) {
  for (int i = 0; i < kMakingTouches; ++i) {
    touch(i);
    face.wait_for_pictures();
  }
  const double begin = cpu_seconds();
  for (int i = 0; i < kTouches; ++i) {
    touch(i);
  }
  const double cpu = (cpu_seconds() - begin) / kTouches / frames;
  print_row(what, in_milliseconds(cpu), in_milliseconds(limit), cpu / limit);
}

ui::Sample sample_named(const std::string& name) {
  for (ui::Sample& sample : ui::sample_screens()) {
    if (sample.name == name) {
      return std::move(sample);
    }
  }
  std::fprintf(stderr, "bench: no sample screen is called %s\n", name.c_str());
  std::exit(1);
}

void bench_pad(Face& face) {
  ui::Sample sample = sample_named("handout");
  constexpr int kPressedAndCounted = 2;
  print_touch(face, "a tap on the pad: pressed, then counted", kSmallFrameMax, kPressedAndCounted,
              [&](int) {
                auto& pad = std::get<core::HandoutView>(sample.view.screen);
                face.touch(TouchPhase::Down, "+1");
                face.frame(sample.view, sample.drafts);
                face.touch(TouchPhase::Up, "+1");
                pad.copies += 1;
                pad.tiles.front().copies += 1;
                face.frame(sample.view, sample.drafts);
              });
  print_touch(face, "a digit", kSmallFrameMax, 1, [&](int i) {
    sample.drafts.handout.typed = std::to_string(10 + i);
    face.frame(sample.view, sample.drafts);
  });
}

void bench_topic(Face& face) {
  ui::Sample sample = sample_named("consultation-empty");
  print_touch(face, "a topic", kFrameMax, 1, [&](int i) {
    const auto& topics = std::get<core::ConsultationView>(sample.view.screen).topics;
    sample.drafts.consultation.topic = topics[static_cast<std::size_t>(i) % 2].id;
    face.frame(sample.view, sample.drafts);
  });
}

void bench_screen_change(Face& face) {
  ui::Sample pad = sample_named("handout");
  ui::Sample advice = sample_named("consultation");
  print_touch(face, "another screen", kFrameMax, 1, [&](int i) {
    ui::Sample& shown = i % 2 == 0 ? pad : advice;
    face.frame(shown.view, shown.drafts);
  });
}

// A day of so many handouts, open on its list.
core::AppState long_day() {
  core::AppState state;
  state.staff = "张";
  state.screen = core::ScreenName::Today;
  state.outing.emplace();
  state.outing->sequence = 1;
  for (std::size_t i = 0; i < kLongDay; ++i) {
    core::OutingEntry entry;
    entry.sequence = 1 + i;
    entry.record.staff = state.staff;
    entry.record.content = domain::Handout{"guide", 1 + static_cast<int>(i % 50)};
    if (i == 0) {
      entry.record.content = state.outing->opened;
    }
    core::enter(*state.outing, std::move(entry));
  }
  return state;
}

// With the making of the view: what is shown is short however long the day is.
void bench_long_day(Face& face) {
  core::AppState state = long_day();
  ui::Drafts drafts;
  print_touch(face, "the next page of a day of 5,000 entries", kFrameMax, 1, [&](int i) {
    state.page = i % 2;
    face.frame(core::make_view(state, Now{}), drafts);
  });
}

}  // namespace

void bench_touches() {
  Face face;
  print_heading(
      "A frame after a touch at 1280x800, software renderer, CPU (limit: what it may take)");
  bench_pad(face);
  bench_topic(face);
  bench_screen_change(face);
  bench_long_day(face);
}

}  // namespace outreach::bench
