#include "platform/printer/slip.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

#include "platform/base/text.h"
#include "platform/printer/typeface.h"
#include "platform/qr/qr.h"
#include "platform/text/line_break.h"

namespace outreach {
namespace {

constexpr int kRuleDots = 2;       // a single row of a worn head may be missing
constexpr int kAroundRule = 10;    // white above and below
constexpr int kEntryGapDots = 16;  // between a name and its value
constexpr int kQrSquareMin = 3;
constexpr int kQrSquareMax = 6;
constexpr int kQrMarginSquares = 4;  // ISO/IEC 18004, 6.3.8

int em_of(SlipSize size) {
  switch (size) {
    case SlipSize::Small:
      return 20;
    case SlipSize::Usual:
      return 24;
    case SlipSize::Large:
      return 40;
  }
  return 24;
}

Result<void> check_text(std::string_view text) {
  if (text.size() > kSlipTextMax) {
    return Error{ErrorCode::TooLarge,
                 "a text of " + std::to_string(text.size()) + " bytes is too long for a slip", 0};
  }
  if (!is_utf8(text)) {
    return Error{ErrorCode::InvalidInput, "a text of the slip is not UTF-8", 0};
  }
  return {};
}

// Sets one line after the other from the top.
class Setter {
 public:
  Setter(int dots, Typeface& regular, Typeface& bold)
      : picture_(dots), regular_(regular), bold_(bold) {
    picture_.reserve_rows(kSlipRowsMax);
  }

  Result<void> operator()(const SlipText& line) {
    auto checked = check_text(line.text);
    if (checked) {
      const Type type = type_of(line.size, line.bold);
      add_lines(line.text, type, line.align);
    }
    return checked;
  }

  Result<void> operator()(const SlipEntry& line) {
    for (const std::string_view text :
         {std::string_view(line.name), std::string_view(line.value)}) {
      auto checked = check_text(text);
      if (!checked) {
        return checked;
      }
    }
    add_entry(line, type_of(line.size, line.bold));
    return {};
  }

  Result<void> operator()(const SlipRule&) {
    const int top = add_room(kRuleDots + 2 * kAroundRule) + kAroundRule;
    fill(kSlipMarginDots, top, width(), kRuleDots);
    return {};
  }

  Result<void> operator()(const SlipQr& line) {
    const auto squares = make_qr(line.text);
    if (!squares) {
      return squares.error();
    }
    const int across = squares->size + 2 * kQrMarginSquares;
    // The paper's white sides are the code's light margin too.
    const int square = std::min(picture_.dots() / across, kQrSquareMax);
    if (square < kQrSquareMin) {
      return Error{ErrorCode::TooLarge, "the QR code is too fine for this paper", 0};
    }
    const int left = (picture_.dots() - squares->size * square) / 2;
    const int top = add_room(across * square) + kQrMarginSquares * square;
    for (int y = 0; y < squares->size; ++y) {
      for (int x = 0; x < squares->size; ++x) {
        if (squares->is_dark(x, y)) {
          fill(left + x * square, top + y * square, square, square);
        }
      }
    }
    return {};
  }

  Result<void> operator()(const SlipSpace& line) {
    add_room(std::clamp(line.dots, 0, kSlipRowsMax));
    return {};
  }

  const Bitmap& picture() const {
    return picture_;
  }
  Bitmap take() {
    return std::move(picture_);
  }

 private:
  struct Type {
    Typeface& face;
    int em;
  };

  Type type_of(SlipSize size, bool bold) {
    return {bold ? bold_ : regular_, em_of(size)};
  }
  int width() const {
    return picture_.dots() - 2 * kSlipMarginDots;
  }

  // White rows at the bottom; the first of them.
  int add_room(int rows) {
    const int top = picture_.rows();
    picture_.add_rows(rows);
    return top;
  }

  void fill(int left, int top, int columns, int rows) {
    for (int y = top; y < top + rows; ++y) {
      for (int x = left; x < left + columns; ++x) {
        picture_.ink(x, y);
      }
    }
  }

  static std::vector<WrappedLine> lines_of(std::string_view text, const Type& type, int width) {
    return wrap_text(text, static_cast<float>(width), [&type](std::string_view part) {
      return static_cast<float>(type.face.measure(part, type.em).width());
    });
  }

  // Room for a line; its baseline. Four thirds of an em, more where ink reaches further: accents
  // over capitals do.
  int add_baseline(const Type& type, int ink_above, int ink_below) {
    // Hanzi reach from 0.88 em above the baseline to 0.12 below, with a sixth of white around.
    const int above = std::max(type.em * 88 / 100 + type.em / 6, ink_above);
    const int below = std::max(type.em * 4 / 3 - above, ink_below);
    return add_room(above + below) + above;
  }

  void draw(std::string_view text, const Type& type, const LineExtent& extent, SlipAlign align,
            int baseline) {
    const int spare = width() - extent.width();
    const int shift = align == SlipAlign::Left ? 0 : align == SlipAlign::Centre ? spare / 2 : spare;
    type.face.draw(picture_, text, type.em, kSlipMarginDots + shift + extent.left, baseline);
  }

  void add_line(std::string_view text, const Type& type, SlipAlign align) {
    const LineExtent extent = type.face.measure(text, type.em);
    draw(text, type, extent, align, add_baseline(type, extent.above, extent.below));
  }

  void add_lines(std::string_view text, const Type& type, SlipAlign align) {
    for (const WrappedLine& line : lines_of(text, type, width())) {
      add_line(line.text, type, align);
    }
  }

  void add_entry(const SlipEntry& entry, const Type& type) {
    const LineExtent value = type.face.measure(entry.value, type.em);
    // At least half of the paper is the name's, or it would stand in a column of single hanzi.
    const bool is_wide = 2 * (value.width() + kEntryGapDots) > width();
    if (is_wide || entry.value.find('\n') != std::string::npos) {
      add_lines(entry.name, type, SlipAlign::Left);
      add_lines(entry.value, type, SlipAlign::Right);
      return;
    }
    auto lines = lines_of(entry.name, type, width() - value.width() - kEntryGapDots);
    const WrappedLine last = lines.empty() ? WrappedLine{} : lines.back();
    if (!lines.empty()) {
      lines.pop_back();
    }
    for (const WrappedLine& line : lines) {
      add_line(line.text, type, SlipAlign::Left);
    }
    const LineExtent name = type.face.measure(last.text, type.em);
    const int baseline =
        add_baseline(type, std::max(name.above, value.above), std::max(name.below, value.below));
    draw(last.text, type, name, SlipAlign::Left, baseline);
    draw(entry.value, type, value, SlipAlign::Right, baseline);
  }

  Bitmap picture_;
  Typeface& regular_;
  Typeface& bold_;
};

}  // namespace

Result<Bitmap> set_slip(const Slip& slip, int dots, const Path& assets) {
  if (dots != kDotsOf58Millimetres && dots != kDotsOf80Millimetres) {
    return Error{ErrorCode::InvalidInput,
                 "no paper is " + std::to_string(dots) + " dots wide: 384 (58 mm) or 576 (80 mm)",
                 0};
  }
  auto regular = Typeface::open(false, assets);
  if (!regular) {
    return regular.error();
  }
  auto bold = Typeface::open(true, assets);
  if (!bold) {
    return bold.error();
  }
  Setter setter(dots, **regular, **bold);
  for (const SlipLine& line : slip.lines) {
    const auto set = std::visit(setter, line);
    if (!set) {
      return set.error();
    }
    if (setter.picture().rows() > kSlipRowsMax) {
      return Error{ErrorCode::TooLarge, "the slip is longer than two metres of paper", 0};
    }
  }
  if ((*regular)->is_damaged() || (*bold)->is_damaged()) {
    return Error{ErrorCode::Corrupt, "the fonts to print with are damaged", 0};
  }
  return setter.take();
}

}  // namespace outreach
