// How much and where there is ink, not which: another FreeType draws other dots.
#include "platform/printer/slip.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <string>
#include <utility>

#include "platform/printer/typeface.h"
#include "platform/qr/qr.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

namespace outreach::testing {
namespace {

struct Box {
  int left = 1 << 20;
  int top = 1 << 20;
  int right = -1;  // the last column with ink
  int bottom = -1;
  int dots = 0;  // of ink
};

Box ink_of(const Bitmap& picture) {
  Box box;
  for (int y = 0; y < picture.rows(); ++y) {
    for (int x = 0; x < picture.dots(); ++x) {
      if (picture.is_ink(x, y)) {
        box.left = std::min(box.left, x);
        box.right = std::max(box.right, x);
        box.top = std::min(box.top, y);
        box.bottom = std::max(box.bottom, y);
        ++box.dots;
      }
    }
  }
  return box;
}

Bitmap set(const Slip& slip, int dots) {
  auto picture = set_slip(slip, dots, OUTREACH_ASSETS);
  INFO((picture ? std::string() : picture.error().context));
  REQUIRE(picture);
  REQUIRE(picture->dots() == dots);
  return std::move(*picture);
}

Slip one(SlipLine line) {
  return {{std::move(line)}};
}

void check_margins(const Bitmap& picture) {
  const Box box = ink_of(picture);
  CHECK(box.left >= kSlipMarginDots);
  CHECK(box.right < picture.dots() - kSlipMarginDots);
  CHECK(box.dots > 0);
}

// Names as the county gives them, and longer than any paper.
Slip long_day() {
  Slip slip;
  slip.lines.push_back(
      SlipText{"曲沃县信访局 乡镇接访场次小结", SlipSize::Large, true, SlipAlign::Centre});
  slip.lines.push_back(SlipText{"2026年11月30日，曲村镇集市；12 批 15 人次。", SlipSize::Small});
  for (int index = 0; index < 20; ++index) {
    slip.lines.push_back(SlipEntry{
        "《信访工作条例》（2022年修订）第" + std::to_string(index + 1) +
            "种：农民工工资、土地承包与“一卡通”补贴政策问答（Version 2.0, jointly issued）",
        std::to_string(index * 137) + " 份", index % 2 == 0 ? SlipSize::Usual : SlipSize::Large,
        index % 3 == 0});
  }
  return slip;
}

TEST_CASE("Slip: twenty long leaflet names stay between the margins", "[printer]") {
  check_margins(set(long_day(), kDotsOf58Millimetres));
  check_margins(set(long_day(), kDotsOf80Millimetres));
}

TEST_CASE("Slip: not a dot is lost: there is as much ink on narrow paper as on wide", "[printer]") {
  const Box narrow = ink_of(set(long_day(), kDotsOf58Millimetres));
  const Box wide = ink_of(set(long_day(), kDotsOf80Millimetres));
  CHECK(narrow.dots == wide.dots);
  CHECK(narrow.bottom > wide.bottom);
}

TEST_CASE("Slip: letters that reach out of their line lose nothing, at the top neither",
          "[printer]") {
  for (const char* text : {"jjjj", "ẤÅÉ", "|gyqÇ|", "（【，。", "𠮷㐂", "\tA\tB"}) {
    INFO(text);
    const SlipText line{text, SlipSize::Large, false, SlipAlign::Right};
    const Bitmap alone = set(one(line), kDotsOf58Millimetres);
    check_margins(alone);
    const Bitmap amid = set({{SlipSpace{100}, line, SlipSpace{100}}}, kDotsOf58Millimetres);
    CHECK(ink_of(alone).dots == ink_of(amid).dots);
    CHECK(ink_of(amid).top - ink_of(alone).top == 100);
  }
}

TEST_CASE("Slip: a word wider than the paper goes on in the next line", "[printer]") {
  const Bitmap narrow = set(one(SlipText{std::string(120, 'W')}), kDotsOf58Millimetres);
  check_margins(narrow);
  const Bitmap single = set(one(SlipText{"W"}), kDotsOf58Millimetres);
  CHECK(ink_of(narrow).dots == 120 * ink_of(single).dots);
}

TEST_CASE("Slip: lines are as many as the width makes them", "[printer]") {
  const auto rows = [](const std::string& text, int dots) {
    return set(one(SlipText{text}), dots).rows();
  };
  std::string hanzi;
  for (int index = 0; index < 23; ++index) {
    hanzi += "国";
  }
  const int line = rows("国", kDotsOf58Millimetres);
  CHECK(line == 32);                                     // 24 and a third
  CHECK(rows(hanzi, kDotsOf58Millimetres) == 2 * line);  // 15 of 24 dots in 368
  CHECK(rows(hanzi, kDotsOf80Millimetres) == line);      // 23 in 560
  CHECK(rows("国\n\n国", kDotsOf58Millimetres) == 3 * line);
  CHECK(rows("", kDotsOf58Millimetres) == 0);
}

TEST_CASE("Slip: left, centre and right", "[printer]") {
  const auto box = [](SlipAlign align) {
    return ink_of(
        set(one(SlipText{"国国国", SlipSize::Usual, false, align}), kDotsOf80Millimetres));
  };
  constexpr int kBearing = 4;  // white around the ink of 国
  constexpr int kWidth = 3 * 24;
  CHECK(box(SlipAlign::Left).left <= kSlipMarginDots + kBearing);
  CHECK(box(SlipAlign::Centre).left - (kDotsOf80Millimetres - kWidth) / 2 <= kBearing);
  CHECK(box(SlipAlign::Centre).left >= (kDotsOf80Millimetres - kWidth) / 2);
  CHECK(box(SlipAlign::Right).right >= kDotsOf80Millimetres - kSlipMarginDots - kBearing);
}

TEST_CASE("Slip: bold has more ink, larger is larger", "[printer]") {
  const auto box = [](SlipSize size, bool bold) {
    return ink_of(set(one(SlipText{"信访工作条例", size, bold}), kDotsOf58Millimetres));
  };
  CHECK(box(SlipSize::Usual, true).dots > box(SlipSize::Usual, false).dots * 11 / 10);
  int before = 0;
  for (const SlipSize size : {SlipSize::Small, SlipSize::Usual, SlipSize::Large}) {
    const Box at = box(size, false);
    CHECK(at.bottom - at.top > before);
    before = at.bottom - at.top;
  }
}

TEST_CASE("Slip: a value stands at the right of its name's last line", "[printer]") {
  const Bitmap shorter = set(one(SlipEntry{"便民卡", "120 份"}), kDotsOf58Millimetres);
  CHECK(shorter.rows() == 32);
  CHECK(ink_of(shorter).left < kSlipMarginDots + 8);
  CHECK(ink_of(shorter).right > kDotsOf58Millimetres - kSlipMarginDots - 8);

  const std::string name = "法律援助便民卡法律援助便民卡";  // 14 hanzi and 120 份 are too much
  const Bitmap longer = set(one(SlipEntry{name, "120 份"}), kDotsOf58Millimetres);
  CHECK(longer.rows() == 64);
  const int top_right = [&] {
    int right = 0;
    for (int y = 0; y < 32; ++y) {
      for (int x = 0; x < longer.dots(); ++x) {
        right = longer.is_ink(x, y) ? std::max(right, x) : right;
      }
    }
    return right;
  }();
  CHECK(top_right < kDotsOf58Millimetres - kSlipMarginDots - 60);  // nothing above the value

  const Bitmap below =
      set(one(SlipEntry{"法律援助", "曲沃县人力资源和社会保障局"}), kDotsOf58Millimetres);
  CHECK(below.rows() == 64);
  CHECK(set(one(SlipEntry{"", "120 份"}), kDotsOf58Millimetres).rows() == 32);
  CHECK(set(one(SlipEntry{"便民卡", ""}), kDotsOf58Millimetres).rows() == 32);
}

TEST_CASE("Slip: a rule reaches from margin to margin", "[printer]") {
  for (const int dots : {kDotsOf58Millimetres, kDotsOf80Millimetres}) {
    const Box box = ink_of(set(one(SlipRule{}), dots));
    CHECK(box.left == kSlipMarginDots);
    CHECK(box.right == dots - kSlipMarginDots - 1);
    CHECK(box.dots == (dots - 2 * kSlipMarginDots) * (box.bottom - box.top + 1));
  }
}

TEST_CASE("Slip: the squares of a QR code are found again, with light around them", "[printer]") {
  const int dots = GENERATE(kDotsOf58Millimetres, kDotsOf80Millimetres);
  for (const std::string& text :
       {std::string("2611304821"), std::string("https://petition.quwo.example.gov.cn/#M2GT-58X4"),
        std::string(500, 'x')}) {
    INFO(dots << " dots, " << text);
    const auto squares = make_qr(text);
    REQUIRE(squares);
    const Bitmap picture = set(one(SlipQr{text}), dots);
    const Box box = ink_of(picture);  // the three finders are at the corners
    const int side = box.right - box.left + 1;
    REQUIRE(side % squares->size == 0);
    const int square = side / squares->size;
    CHECK(square >= 3);
    CHECK(square <= 6);
    bool same = true;
    for (int y = -4 * square; y < side + 4 * square; ++y) {
      for (int x = -4 * square; x < side + 4 * square; ++x) {
        const bool dark = x >= 0 && y >= 0 && squares->is_dark(x / square, y / square);
        same = same && picture.is_ink(box.left + x, box.top + y) == dark;
      }
    }
    CHECK(same);
    CHECK(box.left >= 4 * square);
    CHECK(box.top >= 4 * square);
    CHECK(picture.dots() - side - box.left >= 4 * square);
    CHECK(picture.rows() - side - box.top >= 4 * square);
  }
}

TEST_CASE("Slip: what cannot be set is refused with its reason", "[printer]") {
  const auto code = [](const Slip& slip, int dots) {
    const auto picture = set_slip(slip, dots, OUTREACH_ASSETS);
    REQUIRE_FALSE(picture);
    CHECK_FALSE(picture.error().context.empty());
    return picture.error().code;
  };
  CHECK(code(one(SlipText{"国"}), 400) == ErrorCode::InvalidInput);
  CHECK(code(one(SlipText{"\xff"}), kDotsOf58Millimetres) == ErrorCode::InvalidInput);
  CHECK(code(one(SlipEntry{"国", "\xff"}), kDotsOf58Millimetres) == ErrorCode::InvalidInput);
  CHECK(code(one(SlipText{std::string(kSlipTextMax + 1, 'a')}), kDotsOf58Millimetres) ==
        ErrorCode::TooLarge);
  CHECK(code(one(SlipQr{std::string(501, 'x')}), kDotsOf58Millimetres) == ErrorCode::TooLarge);
  CHECK(code({{SlipSpace{kSlipRowsMax}, SlipSpace{1}}}, kDotsOf58Millimetres) ==
        ErrorCode::TooLarge);
  CHECK(set({{SlipSpace{kSlipRowsMax}, SlipSpace{-5}}}, kDotsOf58Millimetres).rows() ==
        kSlipRowsMax);
}

TEST_CASE("Slip: missing and damaged fonts are an error that names them", "[printer]") {
  const TemporaryFolder folder;
  const auto missing = Typeface::open(true, folder.path(), folder / "none");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ErrorCode::NotFound);
  CHECK(missing.error().context.find("outreach-bold.otf") != std::string::npos);

  std::filesystem::create_directory(folder / "fonts");
  std::ofstream(folder / "fonts/outreach-regular.otf") << "not a font";
  const auto damaged = set_slip(one(SlipText{"国"}), kDotsOf58Millimetres, folder.path());
  REQUIRE_FALSE(damaged);
  CHECK(damaged.error().code == ErrorCode::Corrupt);
  CHECK(damaged.error().context.find("outreach-regular.otf") != std::string::npos);
}

}  // namespace
}  // namespace outreach::testing
