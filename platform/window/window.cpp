#include "platform/window/window.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include <SDL.h>
#include <SDL_image.h>
#include <imgui.h>
#include <imgui_impl_sdlrenderer2.h>

#include "platform/window/event_wait.h"
#include "platform/window/input_source.h"

namespace outreach {
namespace {

// Events in one turn; more stay queued for the next, so that a flood cannot stop the drawing.
constexpr int kEventsPerTurn = 256;

Error sdl_error(ErrorCode code, const std::string& doing) {
  return Error{code, doing + ": " + SDL_GetError(), 0};
}

void set_hints(const WindowOptions& options) {
  if (options.headless) {
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
  }
  // Without this the software renderer presents through OpenGL: four times the memory, twice the
  // start.
  SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, options.software || options.headless ? "0" : "1");
  // SDL's own translation between touch and mouse loses touches on X11 after the first tap.
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
  SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
  SDL_SetHint(SDL_HINT_RENDER_SCALE_QUALITY, "nearest");
}

}  // namespace

struct Window::State {
  bool video = false;
  SDL_Window* window = nullptr;
  SDL_Renderer* renderer = nullptr;
  ImGuiContext* context = nullptr;
  bool renderer_backend = false;
  std::unique_ptr<Fonts> fonts;
  std::unique_ptr<Pictures> pictures;
  std::unique_ptr<InputSource> source;
  std::unique_ptr<EventWait> events;
  int frames_wanted = kFramesAfterEvent;
  std::uint64_t frames = 0;
  FrameSize size;
  int pixel_width = 0;
  int pixel_height = 0;

  ~State();
  Result<void> open(const WindowOptions& options);
  Result<void> open_interface(const Path& assets);
  void measure();
  void handle(const SDL_Event& event, Pumped& pumped);
};

Window::State::~State() {
  source.reset();
  if (context != nullptr) {
    pictures.reset();
    if (renderer_backend) {
      ImGui_ImplSDLRenderer2_Shutdown();
    }
    ImGui::DestroyContext(context);
    fonts.reset();
  }
  if (renderer != nullptr) {
    SDL_DestroyRenderer(renderer);
  }
  if (window != nullptr) {
    SDL_DestroyWindow(window);
  }
  if (video) {
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
  }
}

Result<void> Window::State::open(const WindowOptions& options) {
  set_hints(options);
  if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
    return sdl_error(ErrorCode::Unavailable, "opening the display");
  }
  video = true;
  SDL_StopTextInput();
  Uint32 flags = 0;
  if (options.fullscreen) {
    flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
  } else if (options.resizable) {
    flags |= SDL_WINDOW_RESIZABLE;
  }
  window = SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                            options.width, options.height, flags);
  if (window == nullptr) {
    return sdl_error(ErrorCode::Unavailable, "opening a window");
  }
  const bool software = options.software || options.headless;
  if (!software) {
    renderer = SDL_CreateRenderer(window, -1, SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC);
  }
  if (renderer == nullptr) {
    renderer = SDL_CreateRenderer(window, -1, SDL_RENDERER_SOFTWARE);
  }
  if (renderer == nullptr) {
    return sdl_error(ErrorCode::Unavailable, "opening a renderer");
  }
  events = std::make_unique<EventWait>();
  source = std::make_unique<InputSource>(window);
  return open_interface(options.assets);
}

Result<void> Window::State::open_interface(const Path& assets) {
  IMGUI_CHECKVERSION();
  context = ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigErrorRecoveryEnableAssert = false;
  io.ConfigErrorRecoveryEnableTooltip = false;
  ImGuiStyle& style = ImGui::GetStyle();
  style.AntiAliasedLinesUseTex = false;
  style.AntiAliasedFill = false;
  style.AntiAliasedLines = false;
  if (!ImGui_ImplSDLRenderer2_Init(renderer)) {
    return Error{ErrorCode::Unavailable, "starting the renderer's back end", 0};
  }
  renderer_backend = true;
  auto loaded = Fonts::load(assets);
  if (!loaded) {
    return loaded.error();
  }
  fonts = std::move(*loaded);
  pictures = std::make_unique<Pictures>(renderer, assets);
  measure();
  return {};
}

void Window::State::measure() {
  int width = 0;
  int height = 0;
  SDL_GetRendererOutputSize(renderer, &width, &height);
  width = std::max(width, 1);
  height = std::max(height, 1);
  if (width == pixel_width && height == pixel_height) {
    return;
  }
  pixel_width = width;
  pixel_height = height;
  const float scale = std::min(static_cast<float>(width) / kDesignWidth,
                               static_cast<float>(height) / kDesignHeight);
  if (scale != size.scale) {
    pictures->clear();
  }
  size = {static_cast<float>(width) / scale, static_cast<float>(height) / scale, scale};
  source->set_size(width, height, scale);
}

void Window::State::handle(const SDL_Event& event, Pumped& pumped) {
  if (event.type == SDL_QUIT) {
    pumped.quit = true;
  } else if (events->is_wake(event)) {
    pumped.woken = true;
  } else if (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_SIZE_CHANGED) {
    measure();
    pumped.resized = true;
  } else if (event.type == SDL_RENDER_TARGETS_RESET || event.type == SDL_RENDER_DEVICE_RESET) {
    pictures->clear();
  } else if (auto input = source->translate(event)) {
    pumped.inputs.push_back(std::move(*input));
  } else if (event.type != SDL_WINDOWEVENT) {
    return;
  }
  frames_wanted = kFramesAfterEvent;
}

Window::Window(std::unique_ptr<State> state) : state_(std::move(state)) {}
Window::~Window() = default;

Result<std::unique_ptr<Window>> Window::create(const WindowOptions& options) {
  auto state = std::make_unique<State>();
  const auto opened = state->open(options);
  if (!opened) {
    return opened.error();
  }
  return std::unique_ptr<Window>(new Window(std::move(state)));
}

Pumped Window::pump(int timeout_ms) {
  Pumped pumped;
  SDL_Event event;
  bool got =
      state_->events->next(needs_frame() ? 0 : timeout_ms, state_->source->touched(), &event);
  for (int count = 0; got && count < kEventsPerTurn; ++count) {
    state_->handle(event, pumped);
    got = SDL_PollEvent(&event) != 0;
  }
  if (got) {
    state_->handle(event, pumped);
  }
  return pumped;
}

void Window::wake() {
  state_->events->wake();
}

bool Window::needs_frame() const {
  return state_->frames_wanted > 0;
}

void Window::request_frames(int count) {
  state_->frames_wanted = std::max(state_->frames_wanted, count);
}

std::uint64_t Window::frames() const {
  return state_->frames;
}

void Window::begin_frame() {
  state_->frames_wanted = std::max(0, state_->frames_wanted - 1);
  state_->measure();
  state_->pictures->begin_frame();
  ImGui_ImplSDLRenderer2_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(state_->pixel_width),
                    static_cast<float>(state_->pixel_height)};
  io.DeltaTime = 1.0F / 60;  // nothing here is timed by ImGui
  ImGui::NewFrame();
}

void Window::end_frame() {
  ImGui::Render();
  ImGui_ImplSDLRenderer2_RenderDrawData(ImGui::GetDrawData(), state_->renderer);
  SDL_RenderPresent(state_->renderer);
  ++state_->frames;
}

Result<void> Window::capture(const Path& path) {
  ImDrawData* drawn = ImGui::GetDrawData();
  if (drawn == nullptr) {
    return Error{ErrorCode::NotFound, "capturing before the first frame", 0};
  }
  // What was presented cannot be read back everywhere, so the same commands are drawn once more.
  ImGui_ImplSDLRenderer2_RenderDrawData(drawn, state_->renderer);
  SDL_Surface* surface = SDL_CreateRGBSurfaceWithFormat(
      0, state_->pixel_width, state_->pixel_height, 24, SDL_PIXELFORMAT_RGB24);
  if (surface == nullptr) {
    return sdl_error(ErrorCode::InputOutput, "capturing the screen");
  }
  bool saved = SDL_RenderReadPixels(state_->renderer, nullptr, SDL_PIXELFORMAT_RGB24,
                                    surface->pixels, surface->pitch) == 0;
  saved = saved && IMG_SavePNG(surface, path.c_str()) == 0;
  SDL_FreeSurface(surface);
  if (!saved) {
    return sdl_error(ErrorCode::InputOutput, "writing " + path.string());
  }
  return {};
}

FrameSize Window::size() const {
  return state_->size;
}

Fonts& Window::fonts() {
  return *state_->fonts;
}

Pictures& Window::pictures() {
  return *state_->pictures;
}

void Window::set_text_input(bool on) {
  if (on) {
    SDL_StartTextInput();
  } else {
    SDL_StopTextInput();
  }
}

void Window::inject_touch(TouchPhase phase, float x, float y) {
  state_->source->inject_touch(phase, x, y);
}

void Window::inject_text(std::string_view text) {
  state_->source->inject_text(text);
}

void Window::inject_key(Key key) {
  state_->source->inject_key(key);
}

}  // namespace outreach
