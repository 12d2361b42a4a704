#include "platform/window/fonts.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cfloat>
#include <cmath>
#include <string>
#include <vector>

#include <ft2build.h>
#include FT_FREETYPE_H
#include <imgui.h>
#include <imgui_freetype.h>

namespace outreach {
namespace {

// Noto Sans CJK is one collection of ten faces; the third is Simplified Chinese.
constexpr int kSimplifiedChineseFace = 2;
// The oldest panels' GPUs stop at 4096; both weights in all sizes of one screen need about 1024x2048.
constexpr int kAtlasMax = 4096;

// A file mapped read-only: the two fonts cost address space, not memory.
class MappedFile {
 public:
  static Result<MappedFile> open(const Path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
      return Error{ErrorCode::NotFound, "opening font " + path.string(), errno};
    }
    struct stat facts {};
    const bool sized = ::fstat(descriptor, &facts) == 0 && facts.st_size > 0;
    void* data = sized ? ::mmap(nullptr, static_cast<std::size_t>(facts.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0)
                       : MAP_FAILED;
    const int cause = errno;
    ::close(descriptor);
    if (data == MAP_FAILED) {
      return Error{ErrorCode::InputOutput, "mapping font " + path.string(), cause};
    }
    return MappedFile(data, static_cast<std::size_t>(facts.st_size));
  }
  ~MappedFile() {
    if (data_ != nullptr) {
      ::munmap(data_, size_);
    }
  }
  MappedFile(MappedFile&& other) noexcept : data_(std::exchange(other.data_, nullptr)), size_(other.size_) {}
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

struct Source {
  Path path;
  int face = 0;
};

std::array<Source, 2> sources_of(Weight weight, const Path& assets) {
  const bool bold = weight == Weight::Bold;
  return {Source{assets / "fonts" / (bold ? "outreach-bold.otf" : "outreach-regular.otf"), 0},
          Source{Path("/usr/share/fonts/opentype/noto") / (bold ? "NotoSansCJK-Bold.ttc" : "NotoSansCJK-Regular.ttc"),
                 kSimplifiedChineseFace}};
}

// Line height over em, from the font itself.
Result<float> line_height_per_em(const MappedFile& file, int face_number) {
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) != 0) {
    return Error{ErrorCode::InputOutput, "starting FreeType", 0};
  }
  FT_Face face = nullptr;
  const FT_Error failed = FT_New_Memory_Face(library, static_cast<const FT_Byte*>(file.data()),
                                             static_cast<FT_Long>(file.size()), face_number, &face);
  float ratio = 0;
  if (failed == 0 && face->units_per_EM > 0) {
    ratio = static_cast<float>(face->ascender - face->descender) / static_cast<float>(face->units_per_EM);
  }
  FT_Done_FreeType(library);
  if (ratio <= 0) {
    return Error{ErrorCode::Corrupt, "reading the font's metrics", failed};
  }
  return ratio;
}

}  // namespace

struct Fonts::State {
  std::vector<MappedFile> files;
  std::array<ImFont*, 2> fonts{};
  float line_height = 1;
};

Fonts::Fonts(std::unique_ptr<State> state) : state_(std::move(state)) {}
Fonts::~Fonts() = default;

Result<std::unique_ptr<Fonts>> Fonts::load(const Path& assets) {
  auto state = std::make_unique<State>();
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  atlas->TexMaxWidth = kAtlasMax;
  atlas->TexMaxHeight = kAtlasMax;
  for (const Weight weight : {Weight::Regular, Weight::Bold}) {
    const auto candidates = sources_of(weight, assets);
    auto file = MappedFile::open(candidates[0].path);
    int face = candidates[0].face;
    if (!file) {
      auto system_file = MappedFile::open(candidates[1].path);
      if (!system_file) {
        return file.error();
      }
      state->files.push_back(std::move(*system_file));
      face = candidates[1].face;
    } else {
      state->files.push_back(std::move(*file));
    }
    const MappedFile& mapped = state->files.back();
    const auto ratio = line_height_per_em(mapped, face);
    if (!ratio) {
      return ratio.error();
    }
    state->line_height = *ratio;
    ImFontConfig config;
    config.FontNo = static_cast<ImU32>(face);
    // Whole-pixel advances: the software rasteriser copies glyphs to whole pixels.
    config.PixelSnapH = true;
    config.FontLoaderFlags = ImGuiFreeTypeLoaderFlags_LightHinting;
    // Said to be the atlas's, so that it does not copy the file; taken back at once, so that it does not free it.
    ImFont* font = atlas->AddFontFromMemoryTTF(mapped.data(), static_cast<int>(mapped.size()), 0.0F, &config);
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
  return em * state_->line_height;
}

float Fonts::baseline(Weight weight, float em) const {
  return font(weight)->GetFontBaked(imgui_size(em))->Ascent;
}

float Fonts::width(Weight weight, float em, const char* begin, const char* end) const {
  return font(weight)->CalcTextSizeA(imgui_size(em), FLT_MAX, 0.0F, begin, end).x;
}

}  // namespace outreach
