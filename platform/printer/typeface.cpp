#include "platform/printer/typeface.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <map>
#include <string>
#include <system_error>
#include <utility>

#include <ft2build.h>
#include FT_FREETYPE_H

#include "platform/base/text.h"

namespace outreach {
namespace {

// Noto Sans CJK is one collection of ten faces; the third is Simplified Chinese.
constexpr int kSimplifiedChineseFace = 2;
constexpr FT_Int32 kBlackDots = FT_LOAD_RENDER | FT_LOAD_TARGET_MONO;

struct Source {
  Path path;
  int face = 0;
};

// The same two places where the screens' fonts come from (platform/window/fonts.cpp).
std::array<Source, 2> sources_of(bool bold, const Path& assets, const Path& system_fonts) {
  return {Source{assets / "fonts" / (bold ? "outreach-bold.otf" : "outreach-regular.otf"), 0},
          Source{system_fonts / (bold ? "NotoSansCJK-Bold.ttc" : "NotoSansCJK-Regular.ttc"),
                 kSimplifiedChineseFace}};
}

}  // namespace

struct Typeface::State {
  struct Glyph {
    int left = 0;  // of the ink, from the pen
    int top = 0;   // of the ink, above the baseline
    Bitmap ink;
    float advance = 0;  // unrounded, so that words keep their true length
  };

  State() = default;
  ~State() {
    if (library != nullptr) {
      FT_Done_FreeType(library);  // and the face with it
    }
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  const Glyph& glyph(char32_t character, int em) {
    const auto known = glyphs.find({character, em});
    if (known != glyphs.end()) {
      return known->second;
    }
    return glyphs.emplace(std::pair{character, em}, drawn(character, em)).first->second;
  }

  FT_Library library = nullptr;
  FT_Face face = nullptr;
  bool damaged = false;
  std::map<std::pair<char32_t, int>, Glyph> glyphs;  // of one slip: some hundreds

 private:
  static Glyph glyph_in(const FT_GlyphSlot slot, float advance) {
    const FT_Bitmap& drawn = slot->bitmap;
    Glyph glyph{slot->bitmap_left, slot->bitmap_top,
                Bitmap(static_cast<int>(drawn.width), static_cast<int>(drawn.rows)), advance};
    for (int y = 0; y < glyph.ink.rows(); ++y) {
      const unsigned char* row = drawn.buffer + static_cast<std::ptrdiff_t>(y) * drawn.pitch;
      for (int x = 0; x < glyph.ink.dots(); ++x) {
        if ((row[x / 8] & 0x80U >> static_cast<unsigned>(x % 8)) != 0) {
          glyph.ink.ink(x, y);
        }
      }
    }
    return glyph;
  }

  Glyph drawn(char32_t character, int em) {
    // A tab in a name is a space; the font has nothing for controls.
    const char32_t shown = character < U' ' ? U' ' : character;
    const FT_UInt index = FT_Get_Char_Index(face, shown);
    if (FT_Set_Pixel_Sizes(face, 0, static_cast<FT_UInt>(em)) != 0 ||
        FT_Load_Glyph(face, index, kBlackDots) != 0 ||
        face->glyph->bitmap.pixel_mode != FT_PIXEL_MODE_MONO) {
      damaged = true;
      return {};
    }
    constexpr float kSixteenSixteen = 65536.0F;  // FreeType's fixed point
    return glyph_in(face->glyph,
                    static_cast<float>(face->glyph->linearHoriAdvance) / kSixteenSixteen);
  }
};

Typeface::Typeface(std::unique_ptr<State> state) : state_(std::move(state)) {}
Typeface::~Typeface() = default;

Result<std::unique_ptr<Typeface>> Typeface::open(bool bold, const Path& assets,
                                                 const Path& system_fonts) {
  auto state = std::make_unique<State>();
  if (FT_Init_FreeType(&state->library) != 0) {
    return Error{ErrorCode::InputOutput, "starting FreeType", 0};
  }
  const auto sources = sources_of(bold, assets, system_fonts);
  for (const Source& source : sources) {
    std::error_code ignored;
    if (!std::filesystem::exists(source.path, ignored)) {
      continue;
    }
    const FT_Error failed =
        FT_New_Face(state->library, source.path.c_str(), source.face, &state->face);
    if (failed != 0) {
      return Error{ErrorCode::Corrupt, "the font " + source.path.string() + " cannot be read",
                   failed};
    }
    return std::unique_ptr<Typeface>(new Typeface(std::move(state)));
  }
  return Error{ErrorCode::NotFound,
               "no font to print with: neither " + sources[0].path.string() + " nor " +
                   sources[1].path.string() + " is there",
               0};
}

LineExtent Typeface::measure(std::string_view text, int em) {
  LineExtent extent;
  float pen = 0;
  for (std::size_t position = 0; position < text.size();) {
    const State::Glyph& glyph = state_->glyph(next_code_point(text, position), em);
    const int left = static_cast<int>(std::lround(pen)) + glyph.left;
    extent.left = std::max(extent.left, -left);
    extent.right = std::max(extent.right, left + glyph.ink.dots());
    extent.above = std::max(extent.above, glyph.top);
    extent.below = std::max(extent.below, glyph.ink.rows() - glyph.top);
    pen += glyph.advance;
  }
  extent.right = std::max(extent.right, static_cast<int>(std::lround(pen)));
  return extent;
}

void Typeface::draw(Bitmap& picture, std::string_view text, int em, int x, int baseline) {
  float pen = 0;
  for (std::size_t position = 0; position < text.size();) {
    const State::Glyph& glyph = state_->glyph(next_code_point(text, position), em);
    const int left = x + static_cast<int>(std::lround(pen)) + glyph.left;
    for (int row = 0; row < glyph.ink.rows(); ++row) {
      for (int column = 0; column < glyph.ink.dots(); ++column) {
        if (glyph.ink.is_ink(column, row)) {
          picture.ink(left + column, baseline - glyph.top + row);
        }
      }
    }
    pen += glyph.advance;
  }
}

bool Typeface::is_damaged() const {
  return state_->damaged;
}

}  // namespace outreach
