#include "platform/window/window.h"

#include <algorithm>
#include <string.h>
#include <utility>

#include <SDL.h>
#include <SDL_image.h>
#include <imgui.h>
#include <imgui_impl_sdlrenderer2.h>

#include "platform/window/glyph_texture.h"
#include "platform/window/window_state.h"

namespace outreach {
namespace {

// Events in one turn; more stay queued for the next, so that a flood cannot stop the drawing.
constexpr int kEventsPerTurn = 256;

}  // namespace

void Window::State::handle(const SDL_Event& event, Pumped& pumped) {
  if (event.type == SDL_QUIT) {  // a signal; where not locked down, the window's closing, too
    pumped.quit = true;
  } else if (events->is_wake(event)) {
    pumped.woken = true;
  } else if (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_SIZE_CHANGED) {
    measure();
    pumped.resized = true;
    whole_wanted = true;
  } else if (event.type == SDL_RENDER_TARGETS_RESET || event.type == SDL_RENDER_DEVICE_RESET) {
    pictures->clear();
    whole_wanted = true;
  } else if (auto input = source->translate(event)) {
    pumped.inputs.push_back(std::move(*input));
  } else if (event.type != SDL_WINDOWEVENT) {
    return;
  }
  // What lay over the window may have taken its pixels with it.
  whole_wanted = whole_wanted ||
                 (event.type == SDL_WINDOWEVENT && event.window.event != SDL_WINDOWEVENT_ENTER &&
                  event.window.event != SDL_WINDOWEVENT_LEAVE);
  frames_wanted = kFramesAfterEvent;
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
  const auto typed =
      std::count_if(pumped.inputs.begin(), pumped.inputs.end(),
                    [](const InputEvent& input) { return input.kind == InputEvent::Kind::Text; });
  if (typed > 0) {
    state_->events->overwrite_spent(static_cast<std::size_t>(typed));
    explicit_bzero(&event, sizeof event);
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
  io.DisplaySize = {static_cast<float>(state_->pixels.width),
                    static_cast<float>(state_->pixels.height)};
  io.DeltaTime = 1.0F / 60;  // nothing here is timed by ImGui
  ImGui::NewFrame();
}

void Window::end_frame() {
  state_->whole_wanted = true;
  end_frame({});
}

void Window::end_frame(const std::vector<PixelRect>& changed) {
  ImGui::Render();
  if (state_->frames == 0 && state_->pictures->waiting()) {
    state_->pictures->wait();
    request_frames(1);
    return;
  }
  ImDrawData* frame = ImGui::GetDrawData();
  for (ImTextureData* texture : *frame->Textures) {
    if (texture->Status != ImTextureStatus_OK) {
      update_glyph_texture(state_->screen->renderer(), *texture);
    }
  }
  const PixelRect whole{0, 0, state_->pixels.width, state_->pixels.height};
  if (state_->whole_wanted) {
    state_->screen->show(*frame, {whole});
  } else if (!changed.empty()) {
    state_->screen->show(*frame, changed);
  } else {
    return;
  }
  state_->whole_wanted = false;
  ++state_->frames;
}

void Window::leave_frame() {
  ImGui::EndFrame();
  // What the first frame is drawn into is had from the system now, while something else is waited
  // for.
  SDL_RenderClear(state_->screen->renderer());
  SDL_RenderFlush(state_->screen->renderer());
}

Result<Bytes> Window::pixels() {
  ImDrawData* drawn = ImGui::GetDrawData();
  if (drawn == nullptr) {
    return Error{ErrorCode::NotFound, "capturing before the first frame", 0};
  }
  return state_->screen->pixels(*drawn);
}

Result<void> Window::capture(const Path& path) {
  auto rows = pixels();
  if (!rows) {
    return rows.error();
  }
  constexpr int kBits = 24;
  const PixelSize of = state_->screen->size();
  SDL_Surface* surface = SDL_CreateRGBSurfaceWithFormatFrom(
      rows->data(), of.width, of.height, kBits, of.width * kBits / 8, SDL_PIXELFORMAT_RGB24);
  if (surface == nullptr) {
    return sdl_error(ErrorCode::InputOutput, "capturing the screen");
  }
  const bool saved = IMG_SavePNG(surface, path.c_str()) == 0;
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
