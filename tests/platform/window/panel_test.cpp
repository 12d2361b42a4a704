#include "platform/window/panel.h"

#include "tests/support/catch.h"

namespace outreach {
namespace {

PixelSize logical(PixelSize pixels, float scale) {
  return {static_cast<int>(static_cast<float>(pixels.width) / scale + 0.5F),
          static_cast<int>(static_cast<float>(pixels.height) / scale + 0.5F)};
}

float scale_at(PixelSize pixels, float inches) {
  return scale_by_millimetres(pixels, pixels_per_millimetre_of(pixels, inches));
}

TEST_CASE("Panel: on the panel that screens were designed for, millimetres change nothing",
          "[panel]") {
  CHECK(scale_at({1280, 800}, 10.1F) == 1.0F);
  CHECK(scale_at({1280, 800}, 10) == 1.0F);
  CHECK(scale_at({800, 1280}, 10.1F) == Catch::Approx(1).epsilon(0.01));
}

TEST_CASE("Panel: 59 units are 10 mm where the logical size stays one that screens know",
          "[panel]") {
  const PixelSize small{1024, 600};
  const float density = pixels_per_millimetre_of(small, 7);
  const float scale = scale_by_millimetres(small, density);
  CHECK(59 * scale / density == Catch::Approx(10).epsilon(0.01));
  CHECK(logical(small, scale) == PixelSize{902, 529});
}

TEST_CASE("Panel: neither too little nor too much is put on one", "[panel]") {
  // 10 mm would leave 760 units across, and 2,800.
  CHECK(logical({1024, 600}, scale_at({1024, 600}, 5.9F)) == PixelSize{880, 516});
  CHECK(logical({1920, 1080}, scale_at({1920, 1080}, 21.5F)) == PixelSize{1700, 956});
  CHECK(logical({1080, 1920}, scale_at({1080, 1920}, 21.5F)) == PixelSize{956, 1700});
  // On a very long one room for what must be seen wins.
  CHECK(logical({3840, 600}, scale_at({3840, 600}, 30)).height == 500);
}

TEST_CASE("Panel: what a display says of itself is believed only where it can be true", "[panel]") {
  CHECK(pixels_per_millimetre_at(149).value() == Catch::Approx(5.866).epsilon(0.001));
  CHECK_FALSE(pixels_per_millimetre_at(49).has_value());
  CHECK_FALSE(pixels_per_millimetre_at(401).has_value());
  CHECK_FALSE(pixels_per_millimetre_at(96).has_value());  // what X says when nobody told it
}

TEST_CASE("Panel: there are four ways up", "[panel]") {
  CHECK(rotation_of(270) == Rotation::ThreeQuarters);
  CHECK_FALSE(rotation_of(45).has_value());
  const PixelSize picture{300, 200};
  const PixelRect rect{10, 20, 30, 40};
  CHECK(turned(picture, Rotation::Quarter) == PixelSize{200, 300});
  CHECK(turned(picture, Rotation::Half) == picture);
  CHECK(turned(rect, picture, Rotation::None) == rect);
  CHECK(turned(rect, picture, Rotation::Quarter) == PixelRect{140, 10, 40, 30});
  CHECK(turned(rect, picture, Rotation::Half) == PixelRect{260, 140, 30, 40});
  CHECK(turned(rect, picture, Rotation::ThreeQuarters) == PixelRect{20, 260, 40, 30});
}

TEST_CASE("Panel: a place that is turned and turned back is the same", "[panel]") {
  for (const Rotation rotation :
       {Rotation::None, Rotation::Quarter, Rotation::Half, Rotation::ThreeQuarters}) {
    const PartPlace back = from_panel(onto_panel({0.2F, 0.7F}, rotation), rotation);
    CHECK(back.x == Catch::Approx(0.2));
    CHECK(back.y == Catch::Approx(0.7));
  }
}

}  // namespace
}  // namespace outreach
