// How the window is opened, and takes on another size.
#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <utility>

#include <imgui.h>
#include <imgui_impl_sdlrenderer2.h>

#include "platform/window/gpu.h"
#include "platform/window/window_manager.h"
#include "platform/window/window_state.h"

namespace outreach {
namespace {

void set_hints(const WindowOptions& options) {
  if (options.headless) {
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
  }
  // Without this the software renderer presents through OpenGL: four times the memory, twice the
  // start.
  SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
  // SDL's own translation between touch and mouse loses touches on X11 after the first tap.
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
  SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
  SDL_SetHint(SDL_HINT_RENDER_SCALE_QUALITY, "nearest");
  // SDL would make of the last window's closing what it makes of SIGTERM: a wish to end.
  SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, options.lock_down ? "0" : "1");
  SDL_SetHint(SDL_HINT_GRAB_KEYBOARD, options.lock_down ? "1" : "0");
  SDL_SetHint(SDL_HINT_ALLOW_ALT_TAB_WHILE_GRABBED, options.lock_down ? "0" : "1");
  SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, options.lock_down ? "0" : "1");
}

// What the display's libraries do at every start, which nothing here needs. Who sets it otherwise
// is heard.
void spare_the_start() {
  constexpr int kUnlessSet = 0;
  // Xlib would read half a megabyte of rules for accents from keys that no keyboard here has.
  setenv("XCOMPOSEFILE", "/dev/null", kUnlessSet);
  // Without a session bus SDL would have one started, by a program that mostly is not there.
  setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", kUnlessSet);
}

// A display on which a window is where it says. There SDL would wait a tenth of a second for a
// window manager that is to make it fill the display, at the start and at the end.
bool is_unmanaged() {
  const char* driver = SDL_GetCurrentVideoDriver();
  return driver != nullptr && std::string_view(driver) == "x11" && !has_x_window_manager();
}

}  // namespace

Error sdl_error(ErrorCode code, const std::string& doing) {
  return Error{code, doing + ": " + SDL_GetError(), 0};
}

Window::State::~State() {
  source.reset();
  pictures.reset();
  if (context != nullptr) {
    if (renderer_backend) {
      ImGui_ImplSDLRenderer2_Shutdown();
    }
    ImGui::DestroyContext(context);
    fonts.reset();
  }
  screen.reset();
  if (window != nullptr) {
    SDL_DestroyWindow(window);
  }
  if (video) {
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
  }
}

// Drawing what fills a screen takes about as long as opening one.
void Window::State::begin_pictures(const WindowOptions& options, PixelSize panel) {
  events = std::make_unique<EventWait>();
  pictures = std::make_unique<Pictures>(nullptr, options.assets, [this] { events->wake(); });
  const PixelSize frame = turned(panel, options.rotation);
  if (!options.first_art.empty() && frame.width > frame.height) {
    pictures->art(options.first_art, frame.width, frame.height, Fit::Cover);
  }
}

Result<void> Window::State::open(const WindowOptions& options) {
  set_hints(options);
  spare_the_start();
  if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
    return sdl_error(ErrorCode::Unavailable, "opening the display");
  }
  video = true;
  SDL_StopTextInput();
  Uint32 flags = 0;
  // Without a display there is nothing to fill.
  const bool fills = options.fullscreen || (options.lock_down && !options.headless);
  SDL_Rect place{SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, options.width, options.height};
  SDL_Rect display = place;
  const bool knows_display = fills && SDL_GetDisplayBounds(0, &display) == 0;
  begin_pictures(options, {display.w, display.h});
  if (knows_display && is_unmanaged()) {
    place = display;
    flags |= SDL_WINDOW_BORDERLESS;
  } else if (fills) {
    flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
  } else if (options.resizable) {
    flags |= SDL_WINDOW_RESIZABLE;
  }
  window = SDL_CreateWindow(options.title.c_str(), place.x, place.y, place.w, place.h, flags);
  if (window == nullptr) {
    return sdl_error(ErrorCode::Unavailable, "opening a window");
  }
  if (options.lock_down) {
    SDL_SetWindowKeyboardGrab(window, SDL_TRUE);
    SDL_SetWindowMouseGrab(window, SDL_TRUE);
    SDL_ShowCursor(SDL_DISABLE);
    SDL_DisableScreenSaver();
  }
  panel_inches = options.panel_inches;
  fills_display = fills;
  rotation = options.rotation;
  // Only what is copied in software can be turned on the way.
  const bool may_use_gpu = !options.headless && rotation == Rotation::None;
  drawn_by = may_use_gpu ? options.drawn_by : DrawnBy::Software;
  auto opened = open_screen();
  if (!opened) {
    return opened.error();
  }
  screen = std::move(*opened);
  source = std::make_unique<InputSource>(window, options.lock_down);
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
  if (!ImGui_ImplSDLRenderer2_Init(screen->renderer())) {
    return Error{ErrorCode::Unavailable, "starting the renderer's back end", 0};
  }
  renderer_backend = true;
  auto loaded = Fonts::load(assets);
  if (!loaded) {
    return loaded.error();
  }
  fonts = std::move(*loaded);
  pictures->draw_with(screen->renderer());
  measure();
  return {};
}

Result<std::unique_ptr<Screen>> Window::State::open_screen() const {
  // Loading its libraries takes memory and time, so that where there is none nobody asks them.
  if (drawn_by == DrawnBy::Gpu || (drawn_by == DrawnBy::Best && has_render_node("/dev/dri"))) {
    auto by_gpu = Screen::by_gpu(window, drawn_by == DrawnBy::Gpu);
    if (by_gpu) {
      return by_gpu;
    }
  }
  return Screen::in_software(window, rotation);
}

void Window::State::replace_screen() {
  auto next = open_screen();
  if (!next) {
    return;  // the frames stay as large as they were, until there is memory
  }
  // Textures end with the screen they were made for; glyphs are put into new ones.
  pictures->clear();
  ImGui_ImplSDLRenderer2_Shutdown();
  screen = std::move(*next);
  renderer_backend = ImGui_ImplSDLRenderer2_Init(screen->renderer());
  pictures->draw_with(screen->renderer());
  whole_wanted = true;
}

float Window::State::scale() const {
  const PixelSize panel = turned(pixels, rotation);
  std::optional<float> density;
  if (panel_inches > 0) {
    density = pixels_per_millimetre_of(panel, panel_inches);
  } else if (fills_display) {  // a window among others is as large as its user likes
    float dots_per_inch = 0;
    const int display = SDL_GetWindowDisplayIndex(window);
    if (SDL_GetDisplayDPI(display, &dots_per_inch, nullptr, nullptr) == 0) {
      density = pixels_per_millimetre_at(dots_per_inch);
    }
  }
  return density ? scale_by_millimetres(pixels, *density) : scale_by_pixels(pixels);
}

void Window::State::measure() {
  if (screen->outgrown()) {
    replace_screen();
  }
  PixelSize now = screen->size();
  now = {std::max(now.width, 1), std::max(now.height, 1)};
  if (now == pixels) {
    return;
  }
  const bool is_first = pixels == PixelSize{};
  pixels = now;
  whole_wanted = true;
  const float wanted = scale();
  if (!is_first && wanted != size.scale) {
    pictures->clear();
  }
  size = {static_cast<float>(now.width) / wanted, static_cast<float>(now.height) / wanted, wanted};
  source->set_size(size.width, size.height, rotation);
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

}  // namespace outreach
