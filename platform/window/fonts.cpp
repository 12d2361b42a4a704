#include "platform/window/fonts.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cfloat>
#include <cmath>
#include <fcntl.h>
#include <functional>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <unordered_map>
#include <utility>
#include <vector>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_ADVANCES_H
#include <imgui.h>
#include <imgui_freetype.h>

#include "platform/base/text.h"

namespace outreach {
namespace {

// Noto Sans CJK is one collection of ten faces; the third is Simplified Chinese.
constexpr int kSimplifiedChineseFace = 2;
// The oldest panels' GPUs stop at 4096.
constexpr int kAtlasMax = 4096;
// What a few screens need; it doubles when it is full, which is copied within a frame. Both weights
// in all sizes of all screens need four times as much, which would be 8 MB in a kiosk at rest.
constexpr int kAtlasWidth = 1024;
constexpr int kAtlasHeight = 512;
// Texts whose widths are remembered: several screens' worth.
constexpr std::size_t kWidthsMax = 4096;

struct Source {
  Path path;
  int face = 0;
};

std::array<Source, 2> sources_of(Weight weight, const Path& assets) {
  const bool bold = weight == Weight::Bold;
  return {Source{assets / "fonts" / (bold ? "outreach-bold.otf" : "outreach-regular.otf"), 0},
          Source{Path("/usr/share/fonts/opentype/noto") /
                     (bold ? "NotoSansCJK-Bold.ttc" : "NotoSansCJK-Regular.ttc"),
                 kSimplifiedChineseFace}};
}

}  // namespace

struct Fonts::State {
  // A file mapped read-only: the two fonts cost address space, not memory. The kernel is asked to
  // read all of it now: no frame is to wait for the page of a rare character.
  class MappedFile {
   public:
    static Result<MappedFile> open(const Path& path) {
      const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
      if (descriptor < 0) {
        return Error{ErrorCode::NotFound, "opening font " + path.string(), errno};
      }
      struct stat facts {};
      const bool sized = ::fstat(descriptor, &facts) == 0 && facts.st_size > 0;
      void* data = sized ? ::mmap(nullptr, static_cast<std::size_t>(facts.st_size), PROT_READ,
                                  MAP_PRIVATE, descriptor, 0)
                         : MAP_FAILED;
      const int cause = errno;
      ::close(descriptor);
      if (data == MAP_FAILED) {
        return Error{ErrorCode::InputOutput, "mapping font " + path.string(), cause};
      }
      ::madvise(data, static_cast<std::size_t>(facts.st_size), MADV_WILLNEED);
      return MappedFile(data, static_cast<std::size_t>(facts.st_size));
    }
    ~MappedFile() {
      if (data_ != nullptr) {
        ::munmap(data_, size_);
      }
    }
    MappedFile(MappedFile&& other) noexcept
        : data_(std::exchange(other.data_, nullptr)), size_(other.size_) {}
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    MappedFile& operator=(MappedFile&&) = delete;

    void* data() const {
      return data_;
    }
    std::size_t size() const {
      return size_;
    }

   private:
    MappedFile(void* data, std::size_t size) : data_(data), size_(size) {}
    void* data_ = nullptr;
    std::size_t size_ = 0;
  };

  // The font's own widths, unrounded: ImGui knows only those of baked sizes.
  class Metrics {
   public:
    static Result<Metrics> read(const MappedFile& file, int face_number) {
      Metrics metrics;
      if (FT_Init_FreeType(&metrics.library_) != 0) {
        return Error{ErrorCode::InputOutput, "starting FreeType", 0};
      }
      const FT_Error failed =
          FT_New_Memory_Face(metrics.library_, static_cast<const FT_Byte*>(file.data()),
                             static_cast<FT_Long>(file.size()), face_number, &metrics.face_);
      if (failed != 0 || metrics.face_->units_per_EM == 0) {
        return Error{ErrorCode::Corrupt, "reading the font's metrics", failed};
      }
      return metrics;
    }
    ~Metrics() {
      if (library_ != nullptr) {
        FT_Done_FreeType(library_);  // and the face with it
      }
    }
    Metrics(Metrics&& other) noexcept
        : library_(std::exchange(other.library_, nullptr)),
          face_(std::exchange(other.face_, nullptr)),
          advances_(std::move(other.advances_)) {}
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;
    Metrics& operator=(Metrics&&) = delete;

    // Line height over em.
    float line_height() const {
      return static_cast<float>(face_->ascender - face_->descender) /
             static_cast<float>(face_->units_per_EM);
    }
    // Width over em.
    float advance(char32_t character) {
      const auto known = advances_.find(character);
      if (known != advances_.end()) {
        return known->second;
      }
      FT_Fixed units = 0;
      FT_Get_Advance(face_, FT_Get_Char_Index(face_, character), FT_LOAD_NO_SCALE, &units);
      const float width = static_cast<float>(units) / static_cast<float>(face_->units_per_EM);
      advances_.emplace(character, width);
      return width;
    }

   private:
    Metrics() = default;
    FT_Library library_ = nullptr;
    FT_Face face_ = nullptr;
    std::unordered_map<char32_t, float> advances_;  // of the characters met: some thousands at most
  };

  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  // Widths over em.
  using Widths = std::unordered_map<std::string, float, TextHash, std::equal_to<>>;

  std::vector<MappedFile> files;
  std::vector<Metrics> metrics;  // by weight
  std::array<Widths, 2> widths;  // by weight
  std::array<ImFont*, 2> fonts{};
};

Fonts::Fonts(std::unique_ptr<State> state) : state_(std::move(state)) {}
Fonts::~Fonts() = default;

Result<std::unique_ptr<Fonts>> Fonts::load(const Path& assets) {
  auto state = std::make_unique<State>();
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  // One byte a pixel: a second copy of it, of four, is the renderer's (glyph_texture).
  atlas->TexDesiredFormat = ImTextureFormat_Alpha8;
  atlas->TexMinWidth = kAtlasWidth;
  atlas->TexMinHeight = kAtlasHeight;
  atlas->TexMaxWidth = kAtlasMax;
  atlas->TexMaxHeight = kAtlasMax;
  for (const Weight weight : {Weight::Regular, Weight::Bold}) {
    const auto candidates = sources_of(weight, assets);
    auto file = State::MappedFile::open(candidates[0].path);
    int face = candidates[0].face;
    if (!file) {
      auto system_file = State::MappedFile::open(candidates[1].path);
      if (!system_file) {
        return file.error();
      }
      state->files.push_back(std::move(*system_file));
      face = candidates[1].face;
    } else {
      state->files.push_back(std::move(*file));
    }
    const State::MappedFile& mapped = state->files.back();
    auto metrics = State::Metrics::read(mapped, face);
    if (!metrics) {
      return metrics.error();
    }
    state->metrics.push_back(std::move(*metrics));
    ImFontConfig config;
    config.FontNo = static_cast<ImU32>(face);
    config.FontLoaderFlags = ImGuiFreeTypeLoaderFlags_LightHinting;
    // Said to be the atlas's, so that it does not copy the file; taken back at once, so that it
    // does not free it.
    ImFont* font =
        atlas->AddFontFromMemoryTTF(mapped.data(), static_cast<int>(mapped.size()), 0.0F, &config);
    if (font == nullptr) {
      return Error{ErrorCode::Corrupt, "loading a font", 0};
    }
    for (ImFontConfig* source : font->Sources) {
      source->FontDataOwnedByAtlas = false;
    }
    state->fonts[static_cast<std::size_t>(weight)] = font;
  }
  return std::unique_ptr<Fonts>(new Fonts(std::move(state)));
}

ImFont* Fonts::font(Weight weight) const {
  return state_->fonts[static_cast<std::size_t>(weight)];
}

float Fonts::imgui_size(float em) const {
  return em * state_->metrics.front().line_height();
}

float Fonts::width(Weight weight, float em, std::string_view text) const {
  State::Widths& widths = state_->widths[static_cast<std::size_t>(weight)];
  if (const auto known = widths.find(text); known != widths.end()) {
    return known->second * em;
  }
  State::Metrics& metrics = state_->metrics[static_cast<std::size_t>(weight)];
  float sum = 0;
  for (std::size_t position = 0; position < text.size();) {
    sum += metrics.advance(next_code_point(text, position));
  }
  if (widths.size() >= kWidthsMax) {
    widths.clear();
  }
  widths.emplace(text, sum);
  return sum * em;
}

PixelRect Fonts::draw(ImDrawList& list, Weight weight, float em, float x, float baseline,
                      std::string_view text, std::uint32_t color) const {
  ImFontBaked* baked = font(weight)->GetFontBaked(imgui_size(em));
  // All glyphs first: baking one may move the others on the atlas.
  int count = 0;
  for (std::size_t position = 0; position < text.size();) {
    const ImFontGlyph* glyph = baked->FindGlyph(next_code_point(text, position));
    count += glyph != nullptr && glyph->Visible != 0 ? 1 : 0;
  }
  if (count == 0) {
    return {};
  }
  list.PrimReserve(6 * count, 4 * count);
  State::Metrics& metrics = state_->metrics[static_cast<std::size_t>(weight)];
  const float top = std::round(baseline) - baked->Ascent;
  float pen = x;
  ImVec2 least{FLT_MAX, FLT_MAX};
  ImVec2 most{-FLT_MAX, -FLT_MAX};
  for (std::size_t position = 0; position < text.size();) {
    const char32_t character = next_code_point(text, position);
    const ImFontGlyph* glyph = baked->FindGlyph(character);
    if (glyph != nullptr && glyph->Visible != 0) {
      const float left = std::round(pen) + glyph->X0;
      const ImVec2 from{left, top + glyph->Y0};
      const ImVec2 to{left + glyph->X1 - glyph->X0, top + glyph->Y1};
      list.PrimRectUV(from, to, {glyph->U0, glyph->V0}, {glyph->U1, glyph->V1}, color);
      least = {std::min(least.x, from.x), std::min(least.y, from.y)};
      most = {std::max(most.x, to.x), std::max(most.y, to.y)};
    }
    pen += metrics.advance(character) * em;
  }
  const auto left = static_cast<int>(std::floor(least.x));
  const auto upper = static_cast<int>(std::floor(least.y));
  return {left, upper, static_cast<int>(std::ceil(most.x)) - left,
          static_cast<int>(std::ceil(most.y)) - upper};
}

}  // namespace outreach
