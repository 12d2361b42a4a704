// ui_gallery FOLDER [NAME]: writes a picture of the components and of every sample screen in every
// variant.
#include <cstdio>
#include <string>

#include "app/ui/draw.h"
#include "platform/text/locale.h"
#include "tests/app/ui/fake_pinyin.h"
#include "tests/app/ui/gallery/components.h"
#include "tests/app/ui/sample_views.h"

namespace outreach::ui {
namespace {

struct Variant {
  const char* name;
  int width;
  int height;
  float inches;
  core::Language language;
  core::TypeSize type_size;
  core::Contrast contrast;
};

constexpr Variant kVariants[] = {
    {"1280", 1280, 800, 0, core::Language::Chinese, core::TypeSize::Standard,
     core::Contrast::Normal},
    {"1920", 1920, 1080, 15.6F, core::Language::Chinese, core::TypeSize::Standard,
     core::Contrast::Normal},
    {"largest", 1280, 800, 0, core::Language::Chinese, core::TypeSize::Largest,
     core::Contrast::Normal},
    {"contrast", 1280, 800, 0, core::Language::Chinese, core::TypeSize::Largest,
     core::Contrast::High},
    {"english", 1280, 800, 0, core::Language::English, core::TypeSize::Standard,
     core::Contrast::Normal},
    {"small", 1024, 600, 7, core::Language::Chinese, core::TypeSize::Standard,
     core::Contrast::Normal},
    {"small-largest", 1024, 600, 7, core::Language::Chinese, core::TypeSize::Largest,
     core::Contrast::Normal},
    {"1024", 1024, 600, 10.1F, core::Language::Chinese, core::TypeSize::Large,
     core::Contrast::Normal},
    {"tall", 800, 1280, 10.1F, core::Language::Chinese, core::TypeSize::Standard,
     core::Contrast::Normal},
    {"tall-largest", 800, 1280, 10.1F, core::Language::Chinese, core::TypeSize::Largest,
     core::Contrast::Normal},
};

// Frames until what was drawn is what would be touched: the second knows the first's targets.
constexpr int kFrames = 2;

InputEvent pressing(float x, float y) {
  InputEvent input;
  input.touch = {TouchPhase::Down, x, y};
  return input;
}

template <typename Draw>
bool shoot(Window& window, Canvas& canvas, const Appearance& appearance, const Path& path,
           const std::vector<InputEvent>& inputs, Draw draw_it) {
  for (int i = 0; i < kFrames || window.pictures().waiting(); ++i) {
    window.pictures().wait();
    window.begin_frame();
    canvas.begin({window.size(), {1000}, i == 1 ? inputs : std::vector<InputEvent>{}, appearance});
    draw_it();
    canvas.end();
    window.end_frame(canvas.changed());
  }
  const auto saved = window.capture(path);
  if (!saved) {
    std::fprintf(stderr, "%s\n", saved.error().context.c_str());
  }
  return saved.has_value();
}

int run(const Path& folder, const std::string& only) {
  open_messages(assets_folder() / "locale");
  bool fine = true;
  for (const Variant& variant : kVariants) {
    auto window = Window::create({.title = "gallery",
                                  .width = variant.width,
                                  .height = variant.height,
                                  .headless = true,
                                  .panel_inches = variant.inches,
                                  .assets = assets_folder()});
    if (!window) {
      std::fprintf(stderr, "%s\n", window.error().context.c_str());
      return 1;
    }
    Canvas canvas((*window)->fonts(), (*window)->pictures());
    const Appearance appearance{variant.contrast, variant.type_size};
    const auto file = [&](const std::string& name) {
      return folder / (name + "-" + variant.name + ".png");
    };
    if (only.empty() || only == "components") {
      set_message_language(MessageLanguage::Chinese);
      fine = shoot(**window, canvas, appearance, file("components"), {pressing(330, 140)},
                   [&] { draw_components(canvas); }) &&
             fine;
    }
    for (Sample& sample : sample_screens()) {
      if (!only.empty() && sample.name != only) {
        continue;
      }
      sample.view.frame.language = variant.language;
      sample.view.frame.type_size = variant.type_size;
      sample.view.frame.contrast = variant.contrast;
      fit_to_room(sample, (*window)->size());
      canvas.use_pinyin(&fake_pinyin(sample.composing));
      fine = shoot(**window, canvas, appearance, file(sample.name), {},
                   [&] { draw(canvas, sample.view, sample.drafts); }) &&
             fine;
    }
  }
  return fine ? 0 : 1;
}

}  // namespace
}  // namespace outreach::ui

int main(int count, char** arguments) {
  if (count < 2) {
    std::fprintf(stderr, "ui_gallery FOLDER [NAME]\n");
    return 2;
  }
  return outreach::ui::run(arguments[1], count > 2 ? arguments[2] : "");
}
