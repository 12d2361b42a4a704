#include "app/ui/theme.h"

#include <algorithm>
#include <cmath>

namespace outreach::ui {
namespace {

constexpr Color kPaper = hex(0xF8F1E1);
constexpr Color kCard = hex(0xFFFCF5);
constexpr Color kInk = hex(0x23201B);
constexpr Color kInk2 = hex(0x50483B);
constexpr Color kEdge = hex(0x877757);
constexpr Color kLine = hex(0xD3C6A8);
constexpr Color kWhite = hex(0xFFFFFF);
constexpr Color kIndigo = hex(0x1D4266);
constexpr Color kIndigoDeep = hex(0x12304D);
constexpr Color kIndigoTint = hex(0xDCE7EF);
constexpr Color kIndigoPanel = hex(0xBDD0DF);
constexpr Color kPine = hex(0x1C513F);
constexpr Color kPineDeep = hex(0x123A2C);
constexpr Color kPineTint = hex(0xD9E9DC);
constexpr Color kPinePanel = hex(0xB4D3BB);
constexpr Color kWheat = hex(0xEDB94A);
constexpr Color kWheatPressed = hex(0xD9A233);
constexpr Color kWheatLip = hex(0x9A6F15);
constexpr Color kWheatTint = hex(0xFBEBC0);
constexpr Color kWheatPanel = hex(0xF5D78F);
constexpr Color kWheatDark = hex(0x644200);
constexpr Color kKaki = hex(0x83340F);
constexpr Color kKakiTint = hex(0xFBE2CE);
constexpr Color kKakiPanel = hex(0xF4C9A8);
constexpr Color kRed = hex(0x8E1515);
constexpr Color kRedTint = hex(0xF9DEDA);
constexpr Color kPlum = hex(0x583055);
constexpr Color kPlumDeep = hex(0x3F1F3D);
constexpr Color kPlumTint = hex(0xEBDDEA);
constexpr Color kPlumPressed = hex(0xD8C2D6);
constexpr Color kPlumGround = hex(0xF1E6F0);
constexpr Color kDisabledFill = hex(0xEBE4D2);
constexpr Color kDisabledText = hex(0x4B4437);
constexpr Color kDisabledEdge = hex(0xB9AD90);
constexpr Color kZebra = hex(0xF5ECD8);

Theme make_normal() {
  Theme t;
  t.paper = kPaper;
  t.card = kCard;
  t.zebra = kZebra;
  t.ink = kInk;
  t.ink2 = kInk2;
  t.edge = kEdge;
  t.line = kLine;
  t.brand = kKaki;
  t.bar = kIndigo;
  t.bar_text = kWhite;
  t.bar_deep = kIndigoDeep;
  t.accent = kIndigo;
  t.outline = kInk;
  t.sky = hex(0xCFE6E6);  // the one of assets/art/attract-scene.svg
  t.primary = {kIndigo, kIndigoDeep, kIndigoDeep, kWhite, kWhite, kIndigoDeep};
  t.confirm = {kPine, kPineDeep, kPineDeep, kWhite, kWhite, kPineDeep};
  t.plain = {kCard, kEdge, kEdge, kInk, kInk, kIndigoTint};
  t.listen = {kWheat, kWheatLip, kWheatLip, kInk, kInk, kWheatPressed};
  t.withdraw = {kCard, kRed, kRed, kRed, kRed, kRedTint};
  t.count = {kIndigoTint, kIndigo, kIndigo, kIndigoDeep, kIndigoDeep, kIndigoPanel};
  t.selected = {kIndigoTint, kIndigo, kIndigo, kIndigoDeep, kIndigo, kIndigoPanel};
  t.disabled = {kDisabledFill, kDisabledEdge, kDisabledEdge,
                kDisabledText, kDisabledText, kDisabledFill};
  t.saving = {kWheatTint, kWheatLip, kWheatLip, kInk, kInk, kWheatTint};
  t.saved = {kPineTint, kPine, kPine, kPine, kPine, kPineTint};
  t.failed = {kRedTint, kRed, kRed, kRed, kRed, kRedTint};
  t.note = {kIndigoTint, kIndigo, kIndigo, kIndigoDeep, kIndigo, kIndigoTint};
  t.kaki = {kKakiTint, kKaki, kKaki, kInk, kKaki, kKakiPanel};
  t.kaki_panel = {kKakiPanel, kKaki, kKaki, kInk, kKaki, kKakiPanel};
  t.indigo = {kIndigoTint, kIndigo, kIndigo, kInk, kIndigo, kIndigoPanel};
  t.indigo_panel = {kIndigoPanel, kIndigo, kIndigo, kInk, kIndigo, kIndigoPanel};
  t.pine = {kPineTint, kPine, kPine, kInk, kPine, kPinePanel};
  t.pine_panel = {kPinePanel, kPine, kPine, kInk, kPine, kPinePanel};
  t.wheat = {kWheatTint, kWheatLip, kWheatLip, kWheatDark, kWheatDark, kWheatPanel};
  t.wheat_panel = {kWheatPanel, kWheatLip, kWheatLip, kWheatDark, kWheatDark, kWheatPanel};
  return t;
}

// Yellow for frames and icons, white for words, black for grounds; what matters most is inverted.
Theme make_high() {
  constexpr Color kBlack = hex(0x000000);
  constexpr Color kYellow = hex(0xFFE600);
  constexpr Color kPressed = hex(0x3A3500);
  constexpr Color kGrey = hex(0xB8B8B8);
  const Tone outlined{kBlack, kYellow, kYellow, kWhite, kYellow, kPressed};
  const Tone inverted{kYellow, kYellow, kYellow, kBlack, kBlack, kWhite};
  Theme t;
  t.high_contrast = true;
  t.paper = kBlack;
  t.card = kBlack;
  t.zebra = hex(0x1C1C1C);
  t.ink = kWhite;
  t.ink2 = kWhite;
  t.edge = kYellow;
  t.line = kGrey;
  t.brand = kWhite;
  t.bar = kBlack;
  t.bar_text = kWhite;
  t.bar_deep = hex(0x2A2A2A);
  t.accent = kYellow;
  t.outline = kYellow;
  t.sky = kBlack;
  t.primary = outlined;
  t.confirm = inverted;
  t.plain = outlined;
  t.listen = inverted;
  t.withdraw = outlined;
  t.count = outlined;
  t.selected = inverted;
  t.disabled = {kBlack, kGrey, kGrey, kGrey, kGrey, kBlack};
  t.saving = outlined;
  t.saved = outlined;
  t.failed = inverted;
  t.note = outlined;
  for (Tone* tone : {&t.kaki, &t.kaki_panel, &t.indigo, &t.indigo_panel, &t.pine, &t.pine_panel,
                     &t.wheat, &t.wheat_panel}) {
    *tone = outlined;
  }
  return t;
}

// Nothing that stands for real numbers keeps its colour, 已保存 least of all.
Theme make_practice() {
  Theme t = make_normal();
  t.practice = true;
  t.stripe = kPlumDeep;
  t.paper = kPlumGround;
  t.zebra = kPlumGround;
  t.brand = kPlum;
  t.bar = kPlum;
  t.bar_deep = kPlumDeep;
  t.accent = kPlum;
  t.primary = {kPlum, kPlumDeep, kPlumDeep, kWhite, kWhite, kPlumDeep};
  t.plain.pressed = kPlumTint;
  t.count = {kPlumTint, kPlum, kPlum, kPlumDeep, kPlumDeep, kPlumPressed};
  t.selected = {kPlumTint, kPlum, kPlum, kPlumDeep, kPlum, kPlumPressed};
  t.saved = {kPlumTint, kPlum, kPlum, kPlumDeep, kPlum, kPlumTint};
  t.note = {kPlumTint, kPlum, kPlum, kPlumDeep, kPlum, kPlumTint};
  return t;
}

Theme make_high_practice() {
  Theme t = make_high();
  t.practice = true;
  t.stripe = hex(0x000000);
  t.bar = kPlum;
  t.bar_deep = kPlumDeep;
  return t;
}

double luminance(Color color) {
  const auto linear = [](std::uint8_t channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
}

}  // namespace

double contrast_ratio(Color a, Color b) {
  const double first = luminance(a);
  const double second = luminance(b);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

float type_factor(core::TypeSize size) {
  switch (size) {
    case core::TypeSize::Standard:
      return 1.0F;
    case core::TypeSize::Large:
      return 1.25F;
    case core::TypeSize::Largest:
      break;
  }
  return 1.5F;
}

const Theme& theme_of(core::Contrast contrast, bool practice) {
  static const Theme normal = make_normal();
  static const Theme high = make_high();
  static const Theme normal_practice = make_practice();
  static const Theme high_practice = make_high_practice();
  if (practice) {
    return contrast == core::Contrast::High ? high_practice : normal_practice;
  }
  return contrast == core::Contrast::High ? high : normal;
}

}  // namespace outreach::ui
