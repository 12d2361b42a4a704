// How a picture lies on a panel: its pixels, its millimetres, and which way up the panel hangs.
// Pure.
#pragma once

#include <optional>

namespace outreach {

// Screens are drawn for this size at scale 1.
inline constexpr float kDesignWidth = 1280;
inline constexpr float kDesignHeight = 800;
// Of a 10.1" panel of 1280x800: what is 59 units high is 10 mm high on every panel whose size is
// known.
inline constexpr float kUnitsPerMillimetre = 5.88F;
// Logical sizes that screens are drawn for, the longer side first: smaller ones have no room for
// what must be seen at once, on larger ones things stand too far apart.
inline constexpr float kLongSideMin = 880;
inline constexpr float kLongSideMax = 1700;
inline constexpr float kShortSideMin = 500;
inline constexpr float kShortSideMax = 1080;
// Dots per inch that a display may say of itself; others are not measured but made up.
inline constexpr float kDotsPerInchMin = 50;
inline constexpr float kDotsPerInchMax = 400;

struct PixelSize {
  int width = 0;
  int height = 0;
  bool operator==(const PixelSize&) const = default;
};

struct PixelRect {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
  bool operator==(const PixelRect&) const = default;
};

// How the picture is turned, clockwise, before it is shown: against the way the panel hangs.
enum class Rotation { None, Quarter, Half, ThreeQuarters };

// Nothing for other degrees than 0, 90, 180 and 270.
std::optional<Rotation> rotation_of(int degrees);

// Pixels per logical unit where nobody knows the panel's size: the design size fits in.
float scale_by_pixels(PixelSize size);
// The same for a panel of so many pixels per millimetre: what must be 10 mm is, as far as the
// logical size stays one that screens are drawn for. What differs from scale_by_pixels by no more
// than a panel's size is told wrongly by counts as that.
float scale_by_millimetres(PixelSize size, float pixels_per_millimetre);
// `inches`: the panel's diagonal, above 0.
float pixels_per_millimetre_of(PixelSize size, float inches);
// Of what a display says; nothing where it does not know.
std::optional<float> pixels_per_millimetre_at(float dots_per_inch);

// The picture's size on a panel of this size, or the other way about.
PixelSize turned(PixelSize size, Rotation rotation);
// Where a rectangle of a picture of this size comes to lie on the panel.
PixelRect turned(const PixelRect& rect, PixelSize picture, Rotation rotation);

// A place as parts of width and height, 0 to 1.
struct PartPlace {
  float x = 0;
  float y = 0;
};
PartPlace onto_panel(PartPlace of_picture, Rotation rotation);
PartPlace from_panel(PartPlace of_panel, Rotation rotation);

}  // namespace outreach
