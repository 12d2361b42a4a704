#include "platform/window/panel.h"

#include <algorithm>
#include <cmath>

namespace outreach {
namespace {

constexpr float kMillimetresPerInch = 25.4F;
// Panels are sold by rounded inches: a difference that small is none.
constexpr float kSameScale = 0.03F;
// What an X server says of a panel that told it nothing.
constexpr float kDotsPerInchUnknown = 96;
constexpr float kSameDotsPerInch = 0.5F;

}  // namespace

std::optional<Rotation> rotation_of(int degrees) {
  switch (degrees) {
    case 0:
      return Rotation::None;
    case 90:
      return Rotation::Quarter;
    case 180:
      return Rotation::Half;
    case 270:
      return Rotation::ThreeQuarters;
    default:
      return std::nullopt;
  }
}

float scale_by_pixels(PixelSize size) {
  return std::min(static_cast<float>(size.width) / kDesignWidth,
                  static_cast<float>(size.height) / kDesignHeight);
}

float scale_by_millimetres(PixelSize size, float pixels_per_millimetre) {
  const float usual = scale_by_pixels(size);
  const float wanted = pixels_per_millimetre / kUnitsPerMillimetre;
  if (std::abs(wanted - usual) <= kSameScale * usual) {
    return usual;
  }
  const auto longer = static_cast<float>(std::max(size.width, size.height));
  const auto shorter = static_cast<float>(std::min(size.width, size.height));
  const float least = std::max(longer / kLongSideMax, shorter / kShortSideMax);
  const float most = std::min(longer / kLongSideMin, shorter / kShortSideMin);
  // Where both cannot be had, on a very long panel, room for what must be seen comes first.
  return std::min(std::max(wanted, least), most);
}

float pixels_per_millimetre_of(PixelSize size, float inches) {
  return std::hypot(static_cast<float>(size.width), static_cast<float>(size.height)) /
         (inches * kMillimetresPerInch);
}

std::optional<float> pixels_per_millimetre_at(float dots_per_inch) {
  if (dots_per_inch < kDotsPerInchMin || dots_per_inch > kDotsPerInchMax ||
      std::abs(dots_per_inch - kDotsPerInchUnknown) < kSameDotsPerInch) {
    return std::nullopt;
  }
  return dots_per_inch / kMillimetresPerInch;
}

PixelSize turned(PixelSize size, Rotation rotation) {
  const bool lies = rotation == Rotation::Quarter || rotation == Rotation::ThreeQuarters;
  return lies ? PixelSize{size.height, size.width} : size;
}

PixelRect turned(const PixelRect& rect, PixelSize picture, Rotation rotation) {
  const int right = picture.width - rect.x - rect.width;
  const int bottom = picture.height - rect.y - rect.height;
  switch (rotation) {
    case Rotation::Quarter:
      return {bottom, rect.x, rect.height, rect.width};
    case Rotation::Half:
      return {right, bottom, rect.width, rect.height};
    case Rotation::ThreeQuarters:
      return {rect.y, right, rect.height, rect.width};
    case Rotation::None:
      break;
  }
  return rect;
}

PartPlace onto_panel(PartPlace of_picture, Rotation rotation) {
  switch (rotation) {
    case Rotation::Quarter:
      return {1 - of_picture.y, of_picture.x};
    case Rotation::Half:
      return {1 - of_picture.x, 1 - of_picture.y};
    case Rotation::ThreeQuarters:
      return {of_picture.y, 1 - of_picture.x};
    case Rotation::None:
      break;
  }
  return of_picture;
}

PartPlace from_panel(PartPlace of_panel, Rotation rotation) {
  switch (rotation) {
    case Rotation::Quarter:
      return onto_panel(of_panel, Rotation::ThreeQuarters);
    case Rotation::ThreeQuarters:
      return onto_panel(of_panel, Rotation::Quarter);
    case Rotation::Half:
    case Rotation::None:
      break;
  }
  return onto_panel(of_panel, rotation);
}

}  // namespace outreach
