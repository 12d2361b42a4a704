#include "platform/window/screen.h"

#include <cstdint>
#include <string>
#include <utility>

#include <imgui_impl_sdlrenderer2.h>

#include "platform/window/gpu.h"
#include "platform/window/part_drawing.h"

namespace outreach {
namespace {

constexpr int kBytesPerPixel = 3;  // of what pixels() gives

// Four bytes a pixel, for turning moves whole words; what a window has nearly everywhere.
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

class SoftwareScreen final : public Screen {
 public:
  SoftwareScreen(SDL_Window* window, PixelSize panel, Rotation rotation)
      : window_(window), panel_(panel), picture_(turned(panel, rotation)), rotation_(rotation) {}

  Result<void> open() {
    shown_ = SDL_GetWindowSurface(window_);
    if (shown_ == nullptr) {
      return unavailable("opening the window's surface");
    }
    surface_ = shown_;
    // Drawn where it is shown from, if that can be: one picture of the whole screen less.
    if (rotation_ != Rotation::None || shown_->format->format != kScreenFormat) {
      own_ = made(picture_);
      surface_ = own_.get();
    }
    if (rotation_ != Rotation::None) {
      turned_ = made(panel_);
    }
    if (surface_ == nullptr || (rotation_ != Rotation::None && !turned_)) {
      return unavailable("making a surface");
    }
    renderer_.reset(SDL_CreateSoftwareRenderer(surface_));
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
    // SDL may have made another of the same size; the one before is gone, and so must its renderer
    // be, before anything is drawn.
    const SDL_Surface* shown = SDL_GetWindowSurface(window_);
    return shown != nullptr && (shown != shown_ || PixelSize{shown->w, shown->h} != panel_);
  }

  void show(ImDrawData& frame, const std::vector<PixelRect>& changed) override {
    if (is_gone()) {
      return;  // the window is between two sizes; its next size is drawn whole
    }
    PartDrawing drawing(renderer_.get());
    for (const PixelRect& rect : changed) {
      drawing.draw(frame, rect);
    }
    SDL_RenderFlush(renderer_.get());
    std::vector<SDL_Rect> updated;
    updated.reserve(changed.size());
    for (const PixelRect& rect : changed) {
      updated.push_back(copy(rect));
    }
    SDL_UpdateWindowSurfaceRects(window_, updated.data(), static_cast<int>(updated.size()));
  }

  Result<Bytes> pixels(ImDrawData& /*frame*/) override {
    if (is_gone()) {
      return Error{ErrorCode::Unavailable, "reading the screen: its window is between two sizes",
                   0};
    }
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
  // The window's surface is no more, and with it what is drawn on.
  bool is_gone() const {
    return SDL_GetWindowSurface(window_) != shown_;
  }

  static ScreenSurface made(PixelSize size) {
    ScreenSurface surface(
        SDL_CreateRGBSurfaceWithFormat(0, size.width, size.height, 32, kScreenFormat));
    if (surface) {
      SDL_SetSurfaceBlendMode(surface.get(), SDL_BLENDMODE_NONE);
    }
    return surface;
  }

  // Returns where it went.
  SDL_Rect copy(const PixelRect& rect) {
    const SDL_Rect from = sdl_rect(turned(rect, picture_, rotation_));
    if (rotation_ != Rotation::None) {
      turn(rect, {from.x, from.y, from.w, from.h});
    }
    if (own_) {
      SDL_Rect to = from;
      SDL_BlitSurface(rotation_ == Rotation::None ? surface_ : turned_.get(), &from, shown_, &to);
    }
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
  SDL_Surface* shown_ = nullptr;    // the window's
  SDL_Surface* surface_ = nullptr;  // where the frame is drawn: ours, or the window's
  ScreenSurface own_;
  ScreenSurface turned_;  // as the panel hangs; none where nothing is turned
  ScreenRenderer renderer_;
};

// Who draws for the renderer that was just opened, as its driver calls itself (glGetString of
// GL_RENDERER); empty: it does not say.
std::string gl_renderer() {
  constexpr unsigned kGlRenderer = 0x1F01;
  using GetString = const unsigned char* (*)(unsigned);
  const auto get = reinterpret_cast<GetString>(SDL_GL_GetProcAddress("glGetString"));
  const unsigned char* name = get == nullptr ? nullptr : get(kGlRenderer);
  return name == nullptr ? "" : reinterpret_cast<const char*>(name);
}

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

Result<std::unique_ptr<Screen>> Screen::by_gpu(SDL_Window* window, bool by_cpu_too) {
  SDL_SetHint(SDL_HINT_RENDER_DRIVER, "opengles2");
  ScreenRenderer renderer(
      SDL_CreateRenderer(window, -1, SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC));
  SDL_ResetHint(SDL_HINT_RENDER_DRIVER);
  if (!renderer) {
    return unavailable("opening a renderer of the GPU");
  }
  if (const std::string name = gl_renderer(); !by_cpu_too && is_played_by_cpu(name)) {
    return Error{ErrorCode::Unavailable, "the GPU is played by the CPU: " + name, 0};
  }
  return std::unique_ptr<Screen>(std::make_unique<GpuScreen>(std::move(renderer)));
}

}  // namespace outreach
