// Long because it is one surface: what is drawn, what of it changed, and how it is turned and
// shown.
#include "platform/window/screen.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

#include <imgui.h>
#include <imgui_impl_sdlrenderer2.h>

namespace outreach {
namespace {

constexpr int kBytesPerPixel = 3;  // of what pixels() gives

// Four bytes a pixel, whatever the window has: turning moves whole words.
constexpr Uint32 kScreenFormat = SDL_PIXELFORMAT_RGB888;

template <auto Free>
struct Freed {
  template <typename Thing>
  void operator()(Thing* thing) const {
    Free(thing);
  }
};
using ScreenSurface = std::unique_ptr<SDL_Surface, Freed<SDL_FreeSurface>>;
using ScreenRenderer = std::unique_ptr<SDL_Renderer, Freed<SDL_DestroyRenderer>>;

Error unavailable(const std::string& doing) {
  return Error{ErrorCode::Unavailable, doing + ": " + SDL_GetError(), 0};
}

SDL_Rect sdl_rect(const PixelRect& rect) {
  return {rect.x, rect.y, rect.width, rect.height};
}

bool same(ImVec2 a, ImVec2 b) {
  return a.x == b.x && a.y == b.y;
}

// Six indices that are an opaque rectangle of one colour. SDL would take its one white pixel and
// stretch and blend it, which takes six times as long as filling.
bool is_plain_fill(const ImDrawVert* vertices, const ImDrawIdx* indices) {
  if (indices[0] != indices[3] || indices[2] != indices[4]) {
    return false;
  }
  const ImDrawVert& first = vertices[indices[0]];
  const ImDrawVert& across = vertices[indices[2]];
  if (first.col >> IM_COL32_A_SHIFT != 0xFF || !same(first.uv, across.uv)) {
    return false;
  }
  for (const ImDrawVert* beside : {&vertices[indices[1]], &vertices[indices[5]]}) {
    const bool is_corner = same(beside->pos, {across.pos.x, first.pos.y}) ||
                           same(beside->pos, {first.pos.x, across.pos.y});
    if (!is_corner || !same(beside->uv, first.uv) || beside->col != first.col) {
      return false;
    }
  }
  return across.col == first.col;
}

// Draws a frame's commands where they meet a rectangle, and of those only the quads that do.
// Everything on a screen is rectangles: two triangles, six indices.
class PartDrawing {
 public:
  explicit PartDrawing(SDL_Renderer* renderer) : renderer_(renderer) {
    SDL_SetRenderDrawBlendMode(renderer_, SDL_BLENDMODE_NONE);
  }

  void draw(const ImDrawData& frame, const PixelRect& part) {
    const SDL_Rect wanted = sdl_rect(part);
    for (const ImDrawList* list : frame.CmdLists) {
      for (const ImDrawCmd& command : list->CmdBuffer) {
        const SDL_Rect clip{static_cast<int>(command.ClipRect.x),
                            static_cast<int>(command.ClipRect.y),
                            static_cast<int>(command.ClipRect.z - command.ClipRect.x),
                            static_cast<int>(command.ClipRect.w - command.ClipRect.y)};
        SDL_Rect common;
        if (SDL_IntersectRect(&wanted, &clip, &common) == SDL_TRUE) {
          SDL_RenderSetClipRect(renderer_, &common);
          draw(*list, command, common);
        }
      }
    }
    SDL_RenderSetClipRect(renderer_, nullptr);
  }

 private:
  static constexpr unsigned kQuad = 6;

  void draw(const ImDrawList& list, const ImDrawCmd& command, const SDL_Rect& clip) {
    const ImDrawVert* vertices =
        list.VtxBuffer.Data + static_cast<std::ptrdiff_t>(command.VtxOffset);
    const ImDrawIdx* indices = list.IdxBuffer.Data + static_cast<std::ptrdiff_t>(command.IdxOffset);
    // Dear ImGui keeps a texture as a number.
    auto* texture =
        reinterpret_cast<SDL_Texture*>(command.GetTexID());  // NOLINT(performance-no-int-to-ptr)
    for (unsigned i = 0; i + kQuad <= command.ElemCount; i += kQuad) {
      const ImDrawVert& first = vertices[indices[i]];
      const ImDrawVert& across = vertices[indices[i + 2]];
      if (!meets(clip, first.pos, across.pos)) {
        continue;
      }
      if (is_plain_fill(vertices, indices + i)) {
        flush(texture);
        fill(first, across);
      } else {
        keep(vertices, indices + i);
      }
    }
    flush(texture);
  }

  void keep(const ImDrawVert* vertices, const ImDrawIdx* indices) {
    for (unsigned i = 0; i < kQuad; ++i) {
      kept_.push_back(vertices[indices[i]]);
    }
  }

  // Draws what was kept, before what comes on top of it.
  void flush(SDL_Texture* texture) {
    if (kept_.empty()) {
      return;
    }
    constexpr int kStride = sizeof(ImDrawVert);
    const ImDrawVert& first = kept_.front();
    SDL_RenderGeometryRaw(renderer_, texture, &first.pos.x, kStride,
                          reinterpret_cast<const SDL_Color*>(&first.col), kStride, &first.uv.x,
                          kStride, static_cast<int>(kept_.size()), nullptr, 0, 0);
    kept_.clear();
  }

  void fill(const ImDrawVert& first, const ImDrawVert& across) {
    const auto channel = [&](unsigned shift) { return static_cast<Uint8>(first.col >> shift); };
    SDL_SetRenderDrawColor(renderer_, channel(IM_COL32_R_SHIFT), channel(IM_COL32_G_SHIFT),
                           channel(IM_COL32_B_SHIFT), SDL_ALPHA_OPAQUE);
    const auto left = static_cast<int>(std::min(first.pos.x, across.pos.x));
    const auto top = static_cast<int>(std::min(first.pos.y, across.pos.y));
    const SDL_Rect rect{left, top, static_cast<int>(std::max(first.pos.x, across.pos.x)) - left,
                        static_cast<int>(std::max(first.pos.y, across.pos.y)) - top};
    SDL_RenderFillRect(renderer_, &rect);
  }

  static bool meets(const SDL_Rect& clip, ImVec2 a, ImVec2 b) {
    return std::min(a.x, b.x) < static_cast<float>(clip.x + clip.w) &&
           std::max(a.x, b.x) > static_cast<float>(clip.x) &&
           std::min(a.y, b.y) < static_cast<float>(clip.y + clip.h) &&
           std::max(a.y, b.y) > static_cast<float>(clip.y);
  }

  SDL_Renderer* renderer_;
  std::vector<ImDrawVert> kept_;
};

class SoftwareScreen final : public Screen {
 public:
  SoftwareScreen(SDL_Window* window, PixelSize panel, Rotation rotation)
      : window_(window), panel_(panel), picture_(turned(panel, rotation)), rotation_(rotation) {}

  Result<void> open() {
    surface_ = made(picture_);
    if (rotation_ != Rotation::None) {
      turned_ = made(panel_);
    }
    if (!surface_ || (rotation_ != Rotation::None && !turned_)) {
      return unavailable("making a surface");
    }
    renderer_.reset(SDL_CreateSoftwareRenderer(surface_.get()));
    if (!renderer_) {
      return unavailable("opening a renderer");
    }
    return {};
  }

  SDL_Renderer* renderer() const override {
    return renderer_.get();
  }
  PixelSize size() const override {
    return picture_;
  }
  bool outgrown() const override {
    const SDL_Surface* shown = SDL_GetWindowSurface(window_);
    return shown != nullptr && PixelSize{shown->w, shown->h} != panel_;
  }

  void show(ImDrawData& frame, const std::vector<PixelRect>& changed) override {
    PartDrawing drawing(renderer_.get());
    for (const PixelRect& rect : changed) {
      drawing.draw(frame, rect);
    }
    SDL_RenderFlush(renderer_.get());
    SDL_Surface* shown = SDL_GetWindowSurface(window_);
    if (shown == nullptr) {
      return;  // the window is between two sizes; its next size is drawn whole
    }
    std::vector<SDL_Rect> updated;
    updated.reserve(changed.size());
    for (const PixelRect& rect : changed) {
      updated.push_back(copy(rect, *shown));
    }
    SDL_UpdateWindowSurfaceRects(window_, updated.data(), static_cast<int>(updated.size()));
  }

  Result<Bytes> pixels(ImDrawData& /*frame*/) override {
    Bytes rows(static_cast<std::size_t>(picture_.width) *
               static_cast<std::size_t>(picture_.height) * kBytesPerPixel);
    if (SDL_ConvertPixels(picture_.width, picture_.height, kScreenFormat, surface_->pixels,
                          surface_->pitch, SDL_PIXELFORMAT_RGB24, rows.data(),
                          picture_.width * kBytesPerPixel) != 0) {
      return unavailable("reading the screen");
    }
    return rows;
  }

 private:
  static ScreenSurface made(PixelSize size) {
    ScreenSurface surface(
        SDL_CreateRGBSurfaceWithFormat(0, size.width, size.height, 32, kScreenFormat));
    if (surface) {
      SDL_SetSurfaceBlendMode(surface.get(), SDL_BLENDMODE_NONE);
    }
    return surface;
  }

  // Returns where it went.
  SDL_Rect copy(const PixelRect& rect, SDL_Surface& shown) {
    const SDL_Rect from = sdl_rect(turned(rect, picture_, rotation_));
    if (rotation_ != Rotation::None) {
      turn(rect, {from.x, from.y, from.w, from.h});
    }
    SDL_Rect to = from;
    SDL_Surface* source = rotation_ == Rotation::None ? surface_.get() : turned_.get();
    SDL_BlitSurface(source, &from, &shown, &to);
    return from;
  }

  // Where pixel (x, y) of a surface is, in words of four bytes.
  static std::uint32_t* word_at(SDL_Surface& surface, int x, int y) {
    auto* row =
        static_cast<std::uint8_t*>(surface.pixels) + static_cast<std::ptrdiff_t>(y) * surface.pitch;
    return reinterpret_cast<std::uint32_t*>(row) + x;
  }

  void turn(const PixelRect& from, const PixelRect& to) {
    // The picture's words that follow each other along a row of the panel.
    const std::ptrdiff_t pitch = surface_->pitch / static_cast<int>(sizeof(std::uint32_t));
    const int right = from.x + from.width - 1;
    const int bottom = from.y + from.height - 1;
    for (int row = 0; row < to.height; ++row) {
      const std::uint32_t* source = nullptr;
      std::ptrdiff_t step = 0;
      if (rotation_ == Rotation::Quarter) {
        source = word_at(*surface_, from.x + row, bottom);
        step = -pitch;
      } else if (rotation_ == Rotation::Half) {
        source = word_at(*surface_, right, bottom - row);
        step = -1;
      } else {
        source = word_at(*surface_, right - row, from.y);
        step = pitch;
      }
      std::uint32_t* target = word_at(*turned_, to.x, to.y + row);
      for (int column = 0; column < to.width; ++column) {
        target[column] = source[column * step];
      }
    }
  }

  SDL_Window* window_;
  PixelSize panel_;    // of the window
  PixelSize picture_;  // of a frame
  Rotation rotation_;
  ScreenSurface surface_;
  ScreenSurface turned_;  // as the panel hangs; none where nothing is turned
  ScreenRenderer renderer_;
};

class GpuScreen final : public Screen {
 public:
  explicit GpuScreen(ScreenRenderer renderer) : renderer_(std::move(renderer)) {}

  SDL_Renderer* renderer() const override {
    return renderer_.get();
  }
  PixelSize size() const override {
    PixelSize size;
    SDL_GetRendererOutputSize(renderer_.get(), &size.width, &size.height);
    return size;
  }
  bool outgrown() const override {
    return false;
  }
  void show(ImDrawData& frame, const std::vector<PixelRect>& /*changed*/) override {
    ImGui_ImplSDLRenderer2_RenderDrawData(&frame, renderer_.get());
    SDL_RenderPresent(renderer_.get());
  }
  Result<Bytes> pixels(ImDrawData& frame) override {
    // What was presented cannot be read back everywhere, so the same commands are drawn once more.
    ImGui_ImplSDLRenderer2_RenderDrawData(&frame, renderer_.get());
    const PixelSize of = size();
    Bytes rows(static_cast<std::size_t>(of.width) * static_cast<std::size_t>(of.height) *
               kBytesPerPixel);
    if (SDL_RenderReadPixels(renderer_.get(), nullptr, SDL_PIXELFORMAT_RGB24, rows.data(),
                             of.width * kBytesPerPixel) != 0) {
      return unavailable("reading the screen");
    }
    return rows;
  }

 private:
  ScreenRenderer renderer_;
};

}  // namespace

Result<std::unique_ptr<Screen>> Screen::in_software(SDL_Window* window, Rotation rotation) {
  const SDL_Surface* shown = SDL_GetWindowSurface(window);
  if (shown == nullptr) {
    return unavailable("opening the window's surface");
  }
  auto screen = std::make_unique<SoftwareScreen>(window, PixelSize{shown->w, shown->h}, rotation);
  const auto opened = screen->open();
  if (!opened) {
    return opened.error();
  }
  return std::unique_ptr<Screen>(std::move(screen));
}

Result<std::unique_ptr<Screen>> Screen::by_gpu(SDL_Window* window) {
  ScreenRenderer renderer(
      SDL_CreateRenderer(window, -1, SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC));
  if (!renderer) {
    return unavailable("opening a renderer of the GPU");
  }
  return std::unique_ptr<Screen>(std::make_unique<GpuScreen>(std::move(renderer)));
}

}  // namespace outreach
