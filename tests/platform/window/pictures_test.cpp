// What is read of assets: glyphs, icons, pictures.
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include <imgui.h>

#include "platform/window/svg.h"
#include "tests/platform/window/headless.h"

namespace outreach {
namespace {

using testing::headless;
using testing::settle;

TEST_CASE("Fonts: an em is the width of a drawn hanzi", "[window]") {
  const auto window = headless(1280, 800);
  for (const Weight weight : {Weight::Regular, Weight::Bold}) {
    CHECK(window->fonts().width(weight, 100, "国") == Catch::Approx(100).epsilon(0.001));
    window->begin_frame();
    ImFontBaked* baked =
        window->fonts().font(weight)->GetFontBaked(window->fonts().imgui_size(100));
    const ImFontGlyph* glyph = baked->FindGlyph(U'国');
    REQUIRE(glyph != nullptr);
    // 国 fills most of its square: as wide as high, between 0.8 and 1 em.
    CHECK(glyph->X1 - glyph->X0 > 78);
    CHECK(glyph->X1 - glyph->X0 < 100);
    CHECK(std::abs((glyph->X1 - glyph->X0) - (glyph->Y1 - glyph->Y0)) < 12);
    window->end_frame();
  }
}

TEST_CASE("Fonts: names with characters beyond the basic plane have glyphs", "[window]") {
  const auto window = headless(1280, 800);
  window->begin_frame();
  ImFontBaked* baked =
      window->fonts().font(Weight::Regular)->GetFontBaked(window->fonts().imgui_size(34));
  CHECK(baked->FindGlyphNoFallback(0x2CB2D) !=
        nullptr);  // a character of the 2013 standard list, plane 2
  window->end_frame();
}

// Asks once, waits, and asks again in a later frame.
template <typename Ask>
PictureHandle come(Window& window, Ask ask) {
  window.begin_frame();
  ask();
  window.end_frame();
  window.pictures().wait();
  window.begin_frame();
  const PictureHandle handle = ask();
  window.end_frame();
  return handle;
}

TEST_CASE("Pictures: icons, corners and art are drawn; unknown and unsafe names are not",
          "[window]") {
  const auto window = headless(1280, 800);
  Pictures& pictures = window->pictures();
  CHECK(come(*window, [&] { return pictures.icon("check", 40); }).found);
  CHECK(come(*window, [&] { return pictures.corner(12); }).found);
  CHECK(come(*window, [&] { return pictures.art("home-guide", 356, 356, Fit::Cover); }).found);
  const auto unknown = come(*window, [&] { return pictures.icon("no-such-icon", 40); });
  CHECK_FALSE(unknown.found);
  CHECK_FALSE(unknown.coming);
  const auto unsafe =
      come(*window, [&] { return pictures.art("../icons/check", 40, 40, Fit::Contain); });
  CHECK_FALSE(unsafe.found);
  CHECK_FALSE(come(*window, [&] { return pictures.icon("check", 0); }).found);
  CHECK(pictures.has_art("cover-law"));
  CHECK_FALSE(pictures.has_art("cover-none"));
}

TEST_CASE("Pictures: no frame waits for one; it is coming, and wakes the window when it has come",
          "[window]") {
  const auto window = headless(1280, 800);
  settle(*window);
  window->begin_frame();
  const PictureHandle at_first = window->pictures().art("home-guide", 356, 356, Fit::Cover);
  CHECK(at_first.coming);
  CHECK_FALSE(at_first.found);
  CHECK(window->pictures().waiting());
  window->end_frame();
  while (!window->pump(-1).woken) {
  }
  CHECK(window->needs_frame());
  window->begin_frame();
  const PictureHandle then = window->pictures().art("home-guide", 356, 356, Fit::Cover);
  CHECK(then.found);
  CHECK_FALSE(then.coming);
  CHECK_FALSE(window->pictures().waiting());
  window->end_frame();
}

// How much red is left of white in the picture that `handle` draws, at a pixel of it.
int paper_at(Window& window, const std::shared_ptr<const Bitmap>& dots, int side, int x, int y) {
  const auto ask = [&] { return window.pictures().dots(dots, 1, 2, side, side); };
  CHECK(come(window, ask).found);
  window.begin_frame();
  const PictureHandle drawn = ask();
  const auto size = static_cast<float>(side);
  ImGui::GetBackgroundDrawList()->AddImage(drawn.texture, {0, 0}, {size, size}, drawn.uv0,
                                           drawn.uv1);
  window.end_frame();
  const auto pixels = window.pixels();
  REQUIRE(pixels.has_value());
  return (*pixels)[static_cast<std::size_t>(3 * (y * 1280 + x))];
}

TEST_CASE("Pictures: dots are ink on paper, from the row that was asked for, in any size",
          "[window]") {
  const auto window = headless(1280, 800);
  auto made = std::make_shared<Bitmap>(2, 3);
  made->ink(0, 0);
  made->ink(1, 1);
  made->ink(0, 2);
  const std::shared_ptr<const Bitmap> dots = made;
  CHECK(paper_at(*window, dots, 2, 0, 0) == 255);
  CHECK(paper_at(*window, dots, 2, 1, 0) == 0);
  CHECK(paper_at(*window, dots, 2, 0, 1) == 0);
  CHECK(paper_at(*window, dots, 2, 1, 1) == 255);
  CHECK(paper_at(*window, dots, 40, 30, 10) == 0);
  CHECK(paper_at(*window, dots, 40, 10, 10) == 255);
  CHECK(paper_at(*window, dots, 1, 0, 0) == 128);  // half of it is ink
  CHECK_FALSE(window->pictures().dots(nullptr, 0, 1, 1, 1).found);
}

TEST_CASE("Pictures: art no longer shown is let go above the bound", "[window]") {
  const auto window = headless(1280, 800);
  for (int i = 0; i < 40; ++i) {
    const auto wide = [&] {
      return window->pictures().art("attract-scene", 1280 - i, 800, Fit::Cover);
    };
    CHECK(come(*window, wide).found);
  }
  window->begin_frame();
  CHECK(window->pictures().art_bytes() <= kArtBytesMax + 2 * 4 * 1280 * 800);
  window->end_frame();
}

// Whether the picture covers its corners: a panel is a scene, not a cut-out.
bool covers_its_corners(const SDL_Surface& drawn) {
  for (const int y : {0, drawn.h - 1}) {
    for (const int x : {0, drawn.w - 1}) {
      const auto* row = static_cast<const std::uint8_t*>(drawn.pixels) + y * drawn.pitch;
      if (row[4 * x + 3] != 0xFF) {
        return false;
      }
    }
  }
  return true;
}

TEST_CASE("Leaflets: every panel that comes with the program is drawn, from edge to edge",
          "[window]") {
  constexpr int kWide = 290;  // a quarter of a panel
  constexpr int kHigh = 130;
  int drawn = 0;
  for (const auto& leaflet : std::filesystem::directory_iterator(OUTREACH_ASSETS "/leaflets")) {
    for (const std::string& name : svg_names_in(leaflet.path())) {
      CAPTURE(leaflet.path(), name);
      const Surface picture =
          rasterise(leaflet.path() / (name + kSvgEnding), kWide, kHigh, Fit::Contain, {});
      REQUIRE(picture);
      CHECK(covers_its_corners(*picture));
      ++drawn;
    }
  }
  CHECK(drawn > 30);
}

TEST_CASE("Pictures: what fills the first frame is begun with the window, and not drawn twice",
          "[window]") {
  WindowOptions options;
  options.headless = true;
  options.width = 1280;
  options.height = 800;
  options.assets = OUTREACH_ASSETS;
  options.first_art = "attract-scene";
  const auto made = Window::create(options);
  REQUIRE(made);
  Pictures& pictures = (*made)->pictures();
  CHECK(pictures.waiting());
  pictures.wait();
  (*made)->begin_frame();
  const PictureHandle first = pictures.art("attract-scene", 1280, 800, Fit::Cover);
  (*made)->end_frame();
  CHECK(first.found);
  CHECK_FALSE(pictures.waiting());
}

TEST_CASE("Pictures: on a panel that is higher than wide nothing is begun with the window",
          "[window]") {
  WindowOptions options;
  options.headless = true;
  options.width = 800;
  options.height = 1280;
  options.assets = OUTREACH_ASSETS;
  options.first_art = "attract-scene";
  const auto made = Window::create(options);
  REQUIRE(made);
  CHECK_FALSE((*made)->pictures().waiting());
}

}  // namespace
}  // namespace outreach
